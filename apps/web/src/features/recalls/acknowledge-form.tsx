import { Alert, Button, Card, Group, NumberInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { When } from '../../ui/when';
import type { Recall } from './recall-query';

const Acknowledge = graphql(
  `
    mutation AcknowledgeRecall($input: AcknowledgeRecallInput!) {
      answer: acknowledgeRecall(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

/** The holder's answer to a recall: what was found on the shelf, beside what the record says should be there. */
export function AcknowledgeForm({ recall }: { recall: Recall }) {
  const sum = (field: 'inStock' | 'quarantined' | 'dispensed') => recall.affected.reduce((total, line) => total + line[field], 0);
  const expected = sum('inStock') + sum('quarantined');
  const acknowledge = useCommand('acknowledgeRecall', Acknowledge, { recorded: 'Recall answered' });
  const [found, setFound] = useState<number | string>(expected);
  const [notFound, setNotFound] = useState<number | string>(0);
  const [dispensed, setDispensed] = useState<number | string>(sum('dispensed'));
  const [note, setNote] = useState('');
  if (recall.acknowledgement) {
    const { acknowledgement: answer } = recall;
    return (
      <Alert color="teal" title="You have answered this recall">
        <When at={answer.at} />: {answer.found.toLocaleString()} found, {answer.notFound.toLocaleString()} not found,{' '}
        {answer.dispensed.toLocaleString()} dispensed.
      </Alert>
    );
  }
  const count = (value: number | string) => (typeof value === 'number' ? value : 0);
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>Answer the recall</Title>
        <Text size="sm">
          The record says that {expected.toLocaleString()} of these packages are with you. Count them, quarantine them, and say what you
          found.
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <NumberInput label="Found" min={0} allowDecimal={false} value={found} onChange={setFound} />
          <NumberInput label="Not found" min={0} allowDecimal={false} value={notFound} onChange={setNotFound} />
          <NumberInput label="Dispensed" min={0} allowDecimal={false} value={dispensed} onChange={setDispensed} />
        </SimpleGrid>
        <TextInput label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} description="No names of patients" />
        {count(found) + count(notFound) !== expected && (
          <Text size="sm" c="dimmed">
            Found and not found together are {(count(found) + count(notFound)).toLocaleString()}, not {expected.toLocaleString()}.
          </Text>
        )}
        <Group>
          <Button
            loading={acknowledge.busy}
            onClick={() =>
              void acknowledge.run({
                id: recall.id,
                found: count(found),
                notFound: count(notFound),
                dispensed: count(dispensed),
                note: note.trim() || null,
              })
            }
          >
            Acknowledge
          </Button>
        </Group>
        <CommandOutcome state={acknowledge.state} recorded="Acknowledged" />
      </Stack>
    </Card>
  );
}
