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
  const { user } = useSession();
  const [asking, { open, close }] = useDisclosure(false);
  const confirm = useCommand('confirmRecall', ConfirmMutation, { recorded: 'Recall in force' });
  const [withdraw, withdrawing] = useMutation(Withdraw, { refetchQueries: [RecallQuery], onError: () => undefined });
  const own = recall.proposedBy === user.name || recall.proposedBy === user.email;
  return (
    <>
      <Alert color="yellow" icon={<IconAlertOctagon />} title="A draft: nothing is stopped yet">
        <Stack gap="sm">
          <Text size="sm">
            {own
              ? 'A second person of your organisation must confirm it.'
              : `Proposed by ${recall.proposedBy}. Read it, then confirm or withdraw it.`}{' '}
            It will stop {recall.totals.packages.toLocaleString()} packages, {recall.totals.inStock.toLocaleString()} of them in stock and{' '}
            {recall.totals.inTransit.toLocaleString()} in transit.
          </Text>
          <Group gap="sm">
            <Button color="red.8" onClick={open} disabled={own}>
              Confirm the recall
            </Button>
            <Button variant="default" loading={withdrawing.loading} onClick={() => void withdraw({ variables: { id: recall.id } })}>
              Withdraw the draft
            </Button>
          </Group>
          {withdrawing.error && (
            <Text size="sm" c="red">
              {faultSentence(withdrawing.error)}
            </Text>
          )}
        </Stack>
      </Alert>
      <CommandOutcome state={confirm.state} recorded="The recall is in force" />
      <Confirm
        opened={asking}
        onClose={close}
        onConfirm={() => {
          close();
          void confirm.run({ id: recall.id });
        }}
        title="Confirm the recall"
        verb="Recall now"
        typed="RECALL"
        danger
        busy={confirm.busy}
      >
        <Text>
          Class {recall.class} recall of lot {recall.lots.map((lot) => lot.lot).join(', ')}:{' '}
          <b>{recall.totals.packages.toLocaleString()} packages</b> at {recall.totals.holders.toLocaleString()} holders can no longer be
          sold or dispensed, at once and everywhere. This is recorded for ever.
        </Text>
      </Confirm>
    </>
  );
}
