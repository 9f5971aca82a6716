import { Button, Card, Group, NativeSelect, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { type Case, CaseDecided } from './case-query';
import { DecisionOutcome } from './decision-outcome';
import { useDecision } from './use-decision';

const DisposeCase = graphql(
  `
    mutation DisposeCase($input: DisposeCaseInput!) {
      answer: disposeCase(input: $input) {
        ...CaseDecided
      }
    }
  `,
  [CaseDecided],
);
const HOWS = ['DESTROYED', 'RETURNED', 'SAMPLE_RETAINED', 'HANDED_TO_AUTHORITY'] as const;
type How = (typeof HOWS)[number];

/** What became of illegitimate product. */
export function Dispose({ found }: { found: Case }) {
  const t = useWords('cases');
  const [how, setHow] = useState<How>('DESTROYED');
  const [note, setNote] = useState('');
  const [asking, { close, open }] = useDisclosure(false);
  const { busy, fault, refusal, run } = useDecision('disposeCase', DisposeCase);
  async function confirm() {
    if (!(await run({ id: found.id, how, note: note.trim() }))) return;
    setNote('');
    close();
  }
  return (
    <Card className="no-print">
      <Stack gap="md">
        <Title order={2}>{t('dispose.title')}</Title>
        <Text size="sm">{t('dispose.why')}</Text>
        <NativeSelect
          label={t('dispose.how')}
          maw={360}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value as How)}
          data={HOWS.map((value) => ({ value, label: t(`dispose.hows.${value}`) }))}
        />
        <Textarea
          label={t('dispose.note')}
          autosize
          minRows={2}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button size="md" onClick={open}>
            {t('dispose.record')}
          </Button>
        </Group>
      </Stack>
      <Confirm
        opened={asking}
        onClose={close}
        onConfirm={() => void confirm()}
        title={t(`dispose.hows.${how}`)}
        verb={t('dispose.record')}
        danger={how === 'DESTROYED'}
        busy={busy}
      >
        <Text size="sm">{t('dispose.sure')}</Text>
        <DecisionOutcome refusal={refusal} fault={fault} />
      </Confirm>
    </Card>
  );
}
