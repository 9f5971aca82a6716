import { Alert, Anchor, Group, List, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CommandState, Refusal } from '../app/use-command';
import { useWords } from '../words';
import { wayOut } from './ways-out';

/** How a command stands, said in place: on its way, recorded, refused with the way out, or unanswered. */
export function CommandOutcome({ state, recorded }: { state: CommandState; recorded?: string }) {
  const t = useWords('ui');
  return (
    <div aria-live="polite">
      <Outcome state={state} recorded={recorded ?? t('command.recorded')} />
    </div>
  );
}

function Outcome({ state, recorded }: { state: CommandState; recorded: string }) {
  const t = useWords('ui');
  switch (state.step) {
    case 'idle':
      return null;
    case 'sending':
      return <Progress>{t('command.sending')}</Progress>;
    case 'waiting':
      return <Progress>{t('command.waiting', { block: state.receipt.blockNumber })}</Progress>;
    case 'recorded':
      return (
        <Alert
          color="teal"
          icon={<IconCircleCheck />}
          title={state.receipt.repeated ? t('command.before', { recorded }) : recorded}
        >
          <Text size="sm">
            {t('command.block', { block: state.receipt.blockNumber })},{' '}
            <Anchor component={Link} inherit underline="always" to={`/ledger/transactions/${state.receipt.txId}`}>
              {t('command.transaction', { id: state.receipt.txId.slice(0, 12) })}
            </Anchor>
            {!state.visible && `. ${t('command.behind')}`}
          </Text>
        </Alert>
      );
    case 'refused':
      return <RefusalNotice refusal={state.refusal} />;
    case 'unanswered':
      return (
        <Alert color="gray" icon={<IconPlugConnectedX />} title={t('command.unanswered')} role="alert">
          {state.message} {t('command.maybe')}
        </Alert>
      );
  }
}

export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const t = useWords('ui');
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={t('command.refused')} role="alert">
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
