import { Button, Group, Stack } from '@mantine/core';
import {
  IconAlertOctagon,
  IconArrowBackUp,
  IconArrowsDiff,
  IconBell,
  IconBoxAlignTop,
  IconFirstAidKit,
  IconFolderPlus,
  IconHandStop,
  IconPackageImport,
  IconTag,
  IconTruckDelivery,
  type Icon,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql, readFragment } from '../../app/graphql';
import { useSession } from '../../app/session';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { useKey } from '../../scanner/use-key';
import { CommandOutcome } from '../../ui/command-outcome';
import { Keyed } from '../../ui/keyed';
import { ReasonFields } from '../../verdict/reasons';
import { RecallNoticeFields } from '../../verdict/recall-notice';
import type { ScanPurpose } from '../../verdict/words';
import { useWords } from '../../words';
import { addressOf } from './action-address';
import { actionsFor, type ScanAction } from './actions';
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

const ICONS: Partial<Record<ScanAction, Icon>> = {
  RECEIVE: IconPackageImport,
  OPEN_SHIPMENT: IconTruckDelivery,
  DISPENSE: IconFirstAidKit,
  QUARANTINE: IconHandStop,
  UNDO_DISPENSE: IconArrowBackUp,
  REPORT_EXCEPTION: IconArrowsDiff,
  ASK_SENDER: IconArrowsDiff,
  OPEN_CASE: IconFolderPlus,
  OPEN_RECALL: IconAlertOctagon,
  OPEN_NOTICES: IconBell,
  UNPACK: IconBoxAlignTop,
};

/** What to do now, as a button; after it is done, its receipt. */
export function NextAction({ answer, purpose, text }: { answer: ScanAnswer; purpose: ScanPurpose; text: string }) {
  const t = useWords('scan');
  const { user } = useSession();
  const receive = useCommand('receive', Receive, { recorded: t('done.receive') });
  const dispense = useCommand('dispense', Dispense, { recorded: t('done.dispense') });
  const quarantine = useCommand('quarantine', Quarantine, { recorded: t('done.quarantine') });
  const undo = useCommand('undo', Undo, { recorded: t('done.undoToast') });
  const takeBack = () => void undo.run({ units: [text], undoes: 'DISPENSE', reason: 'scanned by mistake' });
  const reasons = readFragment(ReasonFields, answer.reasons);
  // The label on the shelf says why in the words that stood here.
  const hold = () => void quarantine.run({ units: [text], place: 'OUT', reason: reasons[0]?.message ?? 'CHECK' });
  const actions = actionsFor({ ...answer, reasons }, purpose, user.role);
  const justDispensed = dispense.state.step === 'recorded' && undo.state.step !== 'recorded';
  const mayHold = actions.includes('QUARANTINE') && ![receive, dispense, quarantine, undo].some(({ busy: sending, state }) => sending || state.step === 'recorded');
  useKey('q', hold, mayHold);
  if (actions.length === 0 && dispense.state.step === 'idle' && undo.state.step === 'idle') return null;
  const commands = [receive, dispense, quarantine, undo];
  const busy = commands.some((each) => each.busy);
  const done = commands.some(({ state }) => state.step === 'recorded');
  const shipmentId = answer.shipment?.id;
  const recallId = answer.recall ? readFragment(RecallNoticeFields, answer.recall).id : undefined;
  const thing = answer.container ? 'container' : 'package';
  const codes = reasons.map(({ code }) => code);

  /** What a press does, of what is a command. */
  const run: Partial<Record<ScanAction, { press: () => void; busy: boolean }>> = {
    RECEIVE: { press: () => shipmentId && void receive.run({ shipmentId, units: [text], missing: [], damaged: [], extra: [] }), busy: receive.busy },
    DISPENSE: { press: () => void dispense.run({ units: [text], remainder: 'NONE' }), busy: dispense.busy },
    DISPENSE_PART: { press: () => void dispense.run({ units: [text], remainder: 'SOME' }), busy: dispense.busy },
    UNDO_DISPENSE: { press: takeBack, busy: undo.busy },
    QUARANTINE: { press: hold, busy: quarantine.busy },
  };
  const label = (action: ScanAction): string => {
    if (action === 'RECEIVE') return t(`action.RECEIVE_${thing}`);
    if (action === 'OPEN_SHIPMENT' && codes.includes('NOT_RECEIVED_YET')) return t('action.OPEN_SHIPMENT_receive');
    return t(`action.${action}`);
  };

  return (
    <Stack gap="sm">
      {!done && (
        <Group gap="sm">
          {actions.map((action, index) => {
            const Icon = ICONS[action];
            const grave = action === 'QUARANTINE' && index === 0;
            const quiet = index > 0 || action === 'UNDO_DISPENSE' || action === 'RELEASE';
            const look = { size: 'lg', variant: quiet ? 'default' : 'filled', color: grave ? 'red.8' : undefined, disabled: busy, leftSection: Icon && <Icon /> } as const;
            const address = addressOf(action, { text, codes, shipmentId, recallId });
            return address === null ? (
              <Button key={action} {...look} loading={run[action]?.busy} onClick={run[action]?.press}>
                <Keyed label={label(action)} />
              </Button>
            ) : (
              <Button key={action} {...look} component={Link} to={address}>
                {label(action)}
              </Button>
            );
          })}
        </Group>
      )}
      <CommandOutcome state={receive.state} recorded={t('done.receive')} />
      <CommandOutcome state={dispense.state} recorded={t('done.dispense')} />
      {justDispensed && (
        <Group>
          <Button variant="subtle" leftSection={<IconArrowBackUp />} loading={undo.busy} onClick={takeBack}>
            {t('mistake')}
          </Button>
        </Group>
      )}
      <CommandOutcome state={undo.state} recorded={t('done.undo')} />
      <CommandOutcome state={quarantine.state} recorded={t('done.quarantine')} />
      {quarantine.state.step === 'recorded' && (
        <Group>
          <Button component={Link} to={`/quarantine/labels?text=${encodeURIComponent(text)}`} variant="default" size="md" leftSection={<IconTag size={18} />}>
            {t('done.label')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
