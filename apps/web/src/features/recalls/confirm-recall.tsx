import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertOctagon } from '@tabler/icons-react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useSession } from '../../app/session';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { formatNumber } from '../../ui/number';
import { useWords } from '../../words';
import { RecallQuery, type Recall } from './recall-query';

const ConfirmMutation = graphql(
  `
    mutation ConfirmRecall($input: ConfirmRecallInput!) {
      answer: confirmRecall(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const Withdraw = graphql(`
  mutation WithdrawRecall($id: ID!) {
    withdrawRecall(id: $id) {
      id
      state
    }
  }
`);

/** A draft stops nothing. A second person reads what it will stop, and types the word. */
export function ConfirmRecall({ recall }: { recall: Recall }) {
  const t = useWords('recalls');
  const { user } = useSession();
  const [asking, { open, close }] = useDisclosure(false);
  const confirm = useCommand('confirmRecall', ConfirmMutation, { recorded: t('confirm.toast') });
  const [withdraw, withdrawing] = useMutation(Withdraw, { refetchQueries: [RecallQuery], errorPolicy: 'all' });
  const own = recall.proposedBy === user.name || recall.proposedBy === user.email;
  return (
    <>
      <Alert color="yellow" icon={<IconAlertOctagon />} title={t('confirm.draft')}>
        <Stack gap="sm">
          <Text size="sm">
            {own ? t('confirm.own') : t('confirm.proposed', { name: recall.proposedBy })}{' '}
            {t('confirm.stops', {
              packages: formatNumber(recall.totals.packages),
              inStock: formatNumber(recall.totals.inStock),
              inTransit: formatNumber(recall.totals.inTransit),
            })}
          </Text>
          <Group gap="sm">
            <Button color="red.8" onClick={open} disabled={own}>
              {t('confirm.open')}
            </Button>
            <Button variant="default" loading={withdrawing.loading} onClick={() => void withdraw({ variables: { id: recall.id } })}>
              {t('confirm.withdraw')}
            </Button>
          </Group>
          {withdrawing.error && (
            <Text size="sm" c="red">
              {faultSentence(withdrawing.error)}
            </Text>
          )}
        </Stack>
      </Alert>
      <CommandOutcome state={confirm.state} recorded={t('confirm.done')} />
      <Confirm
        opened={asking}
        onClose={close}
        onConfirm={() => {
          close();
          void confirm.run({ id: recall.id });
        }}
        title={t('confirm.title')}
        verb={t('confirm.verb')}
        typed={t('confirm.typed')}
        danger
        busy={confirm.busy}
      >
        <Text>
          {t('confirm.what', { class: recall.class, lots: recall.lots.map((lot) => lot.lot).join(', ') })}{' '}
          <b>{t('confirm.packages', { packages: formatNumber(recall.totals.packages) })}</b>{' '}
          {t('confirm.then', { holders: formatNumber(recall.totals.holders) })}
        </Text>
      </Confirm>
    </>
  );
}
