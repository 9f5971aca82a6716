import { Button, Group, Stack } from '@mantine/core';
import { IconArrowBackUp, IconFirstAidKit, IconHandStop, IconPackageImport, IconTruckDelivery } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../app/graphql';
import { useSession } from '../../app/session';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import type { ScanPurpose } from '../../verdict/words';
import { actionsFor } from './actions';
import type { ScanAnswer } from './use-scan';

const Receive = graphql(
  `
    mutation ReceiveScanned($input: ReceiveInput!) {
      answer: receive(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const Dispense = graphql(
  `
    mutation DispenseScanned($input: DispenseInput!) {
      answer: dispense(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const Release = graphql(
  `
    mutation ReleaseScanned($input: UnitsInput!) {
      answer: release(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const Quarantine = graphql(
  `
    mutation QuarantineScanned($input: QuarantineInput!) {
      answer: quarantine(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

const Undo = graphql(
  `
    mutation UndoScanned($input: UndoInput!) {
      answer: undo(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

/** What to do now, as a button; after it is done, its receipt. */
export function NextAction({ answer, purpose, text }: { answer: ScanAnswer; purpose: ScanPurpose; text: string }) {
  const { user } = useSession();
  const receive = useCommand('receive', Receive, { recorded: 'Received' });
  const dispense = useCommand('dispense', Dispense, { recorded: 'Dispensed' });
  const quarantine = useCommand('quarantine', Quarantine, { recorded: 'Quarantined' });
  const release = useCommand('release', Release, { recorded: 'Released' });
  const undo = useCommand('undo', Undo, { recorded: 'Undone' });
  const takeBack = () => void undo.run({ units: [text], undoes: 'DISPENSE', reason: 'scanned by mistake' });
  const actions = actionsFor(answer, purpose, user.role);
  const justDispensed = dispense.state.step === 'recorded' && undo.state.step !== 'recorded';
  if (actions.length === 0 && dispense.state.step === 'idle' && undo.state.step === 'idle') return null;
  const busy = receive.busy || dispense.busy || quarantine.busy || release.busy || undo.busy;
  const done = [receive, dispense, quarantine, release, undo].some(({ state }) => state.step === 'recorded');
  const shipmentId = answer.shipment?.id;
  const thing = answer.container ? 'container' : 'package';

  return (
    <Stack gap="sm">
      {!done && (
        <Group gap="sm">
          {actions.map((action, index) => {
            const look = { size: 'lg', variant: index === 0 ? 'filled' : 'default', disabled: busy } as const;
            switch (action) {
              case 'receive-unit':
                return (
                  <Button
                    key={action}
                    {...look}
                    leftSection={<IconPackageImport />}
                    loading={receive.busy}
                    onClick={() => shipmentId && void receive.run({ shipmentId, units: [text], missing: [], damaged: [], extra: [] })}
                  >
                    Receive this {thing}
                  </Button>
                );
              case 'open-shipment':
                return (
                  <Button key={action} {...look} leftSection={<IconTruckDelivery />} component={Link} to={`/shipments/${shipmentId}`}>
                    Receive this shipment
                  </Button>
                );
              case 'dispense':
                return (
                  <Button
                    key={action}
                    {...look}
                    leftSection={<IconFirstAidKit />}
                    loading={dispense.busy}
                    onClick={() => void dispense.run({ units: [text], remainder: 'NONE' })}
                  >
                    Dispense
                  </Button>
                );
              case 'dispense-part':
                return (
                  <Button
                    key={action}
                    {...look}
                    loading={dispense.busy}
                    onClick={() => void dispense.run({ units: [text], remainder: 'SOME' })}
                  >
                    Dispense a part
                  </Button>
                );
              case 'undo-dispense':
                return (
                  <Button key={action} {...look} variant="default" leftSection={<IconArrowBackUp />} loading={undo.busy} onClick={takeBack}>
                    Undo: it was not dispensed
                  </Button>
                );
              case 'release':
                return (
                  <Button
                    key={action}
                    {...look}
                    variant="default"
                    loading={release.busy}
                    onClick={() => void release.run({ units: [text], reason: null })}
                  >
                    Release from quarantine
                  </Button>
                );
              case 'quarantine':
                return (
                  <Button
                    key={action}
                    {...look}
                    color={index === 0 ? 'red.8' : undefined}
                    leftSection={<IconHandStop />}
                    loading={quarantine.busy}
                    onClick={() => void quarantine.run({ units: [text], place: 'OUT', reason: answer.reasons[0]?.code ?? 'CHECK' })}
                  >
                    Quarantine
                  </Button>
                );
            }
          })}
        </Group>
      )}
      <CommandOutcome state={receive.state} recorded="Received" />
      <CommandOutcome state={dispense.state} recorded="Dispensed" />
      {justDispensed && (
        <Group>
          <Button variant="subtle" leftSection={<IconArrowBackUp />} loading={undo.busy} onClick={takeBack}>
            Scanned by mistake? Undo
          </Button>
        </Group>
      )}
      <CommandOutcome state={undo.state} recorded="Undone: it is as it was before" />
      <CommandOutcome state={quarantine.state} recorded="Quarantined" />
      <CommandOutcome state={release.state} recorded="Released" />
    </Stack>
  );
}
