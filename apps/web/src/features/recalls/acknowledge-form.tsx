import { Alert, Button, Card, Group, NumberInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { formatNumber } from '../../ui/number';
import { When } from '../../ui/when';
import { useWords } from '../../words';
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
  const t = useWords('recalls');
  const sum = (field: 'inStock' | 'quarantined' | 'dispensed') => recall.affected.reduce((total, line) => total + line[field], 0);
  const expected = sum('inStock') + sum('quarantined');
  const acknowledge = useCommand('acknowledgeRecall', Acknowledge, { recorded: t('answer.toast') });
  const [found, setFound] = useState<number | string>(expected);
  const [notFound, setNotFound] = useState<number | string>(0);
  const [dispensed, setDispensed] = useState<number | string>(sum('dispensed'));
  const [note, setNote] = useState('');
  if (recall.acknowledgement) {
    const { acknowledgement: answer } = recall;
    return (
      <Alert color="teal" title={t('answer.given')}>
        <When at={answer.at} />:{' '}
        {t('answer.givenCounts', {
          found: formatNumber(answer.found),
          notFound: formatNumber(answer.notFound),
          dispensed: formatNumber(answer.dispensed),
        })}
      </Alert>
    );
  }
  const count = (value: number | string) => (typeof value === 'number' ? value : 0);
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>{t('answer.title')}</Title>
        <Text size="sm">{t('answer.why', { expected: formatNumber(expected) })}</Text>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <NumberInput label={t('answer.found')} min={0} allowDecimal={false} value={found} onChange={setFound} />
          <NumberInput label={t('answer.notFound')} min={0} allowDecimal={false} value={notFound} onChange={setNotFound} />
          <NumberInput label={t('answer.dispensed')} min={0} allowDecimal={false} value={dispensed} onChange={setDispensed} />
        </SimpleGrid>
        <TextInput
          label={t('answer.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          description={t('answer.noteHint')}
        />
        {count(found) + count(notFound) !== expected && (
          <Text size="sm" c="dimmed">
            {t('answer.differs', { counted: formatNumber(count(found) + count(notFound)), expected: formatNumber(expected) })}
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
            {t('answer.verb')}
          </Button>
        </Group>
        <CommandOutcome state={acknowledge.state} recorded={t('answer.done')} />
      </Stack>
    </Card>
  );
}
