import { Alert, Anchor, Group, List, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CommandState, Refusal } from '../app/use-command';
import { wayOut } from './ways-out';

/** How a command stands, said in place: on its way, recorded, refused with the way out, or unanswered. */
export function CommandOutcome({ state, recorded = 'Recorded' }: { state: CommandState; recorded?: string }) {
  return <div aria-live="polite">{content(state, recorded)}</div>;
}

function content(state: CommandState, recorded: string) {
  switch (state.step) {
    case 'idle':
      return null;
    case 'sending':
      return <Progress>Sending to the ledger</Progress>;
    case 'waiting':
      return <Progress>Recorded in block {state.receipt.blockNumber}, bringing the page up to it</Progress>;
    case 'recorded':
      return (
        <Alert
          color="teal"
          icon={<IconCircleCheck />}
          title={state.receipt.repeated ? `${recorded}, and it was recorded before: nothing is recorded twice` : recorded}
        >
          <Text size="sm">
            Block {state.receipt.blockNumber},{' '}
            <Anchor component={Link} inherit underline="always" to={`/ledger/transactions/${state.receipt.txId}`}>
              transaction {state.receipt.txId.slice(0, 12)}
            </Anchor>
            {!state.visible && '. The page is not yet up to that block; it will follow.'}
          </Text>
        </Alert>
      );
    case 'refused':
      return <RefusalNotice refusal={state.refusal} />;
    case 'unanswered':
      return (
        <Alert color="gray" icon={<IconPlugConnectedX />} title="No answer yet" role="alert">
          {state.message} It may or may not be recorded. Press again: it goes under the same number and is never recorded twice.
        </Alert>
      );
  }
}

export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title="Refused; nothing was recorded" role="alert">
      <Stack gap={6}>
        <Text size="sm">{refusal.message}</Text>
        {refusal.arguments.length > 0 && (
          <List size="sm" spacing={2}>
            {refusal.arguments.map((argument) => (
              <List.Item key={argument.name}>
                {argument.name}: <span className="mono">{argument.value}</span>
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm" fw={600}>
          {wayOut(refusal.code)}
        </Text>
        <Text size="xs" c="dimmed" className="mono">
          {refusal.code}
        </Text>
      </Stack>
    </Alert>
  );
}

function Progress({ children }: { children: ReactNode }) {
  return (
    <Group gap="xs" role="status">
      <Loader size="xs" />
      <Text size="sm">{children}</Text>
    </Group>
  );
}
