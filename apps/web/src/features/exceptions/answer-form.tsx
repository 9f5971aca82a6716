import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, NativeSelect, Radio, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { type ExceptionCase, ExceptionFields, type ExceptionItem } from './exception-query';
import { kindName, resolutionChoices, resolutionName } from './kinds';

const AnswerException = graphql(
  `
    mutation AnswerException($input: AnswerExceptionInput!) {
      answerException(input: $input) {
        ...ExceptionFields
      }
    }
  `,
  [ExceptionFields],
);

interface Given {
  readonly accept: boolean | null;
  readonly comment: string;
  readonly alternative: string;
}

/** Line by line: do what is asked, or decline and offer something else. */
export function AnswerForm({ found }: { found: ExceptionCase }) {
  const t = useWords('exceptions');
  const [answers, setAnswers] = useState<Record<string, Given>>({});
  const [note, setNote] = useState('');
  const [send, { loading, error }] = useMutation(AnswerException, { errorPolicy: 'all' });
  const given = found.items.flatMap(({ id }) => {
    const answer = answers[id];
    return answer?.accept === null || answer === undefined
      ? []
      : [
          {
            itemId: id,
            accept: answer.accept,
            comment: answer.comment.trim() || null,
            alternative: answer.accept ? null : answer.alternative || null,
          },
        ];
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (given.length > 0) void send({ variables: { input: { id: found.id, answers: given, note: note.trim() || null } } });
  }
  const change = (item: ExceptionItem, to: Partial<Given>) =>
    setAnswers((before) => ({
      ...before,
      [item.id]: {
        ...before[item.id],
        accept: before[item.id]?.accept ?? null,
        comment: before[item.id]?.comment ?? '',
        alternative: before[item.id]?.alternative ?? '',
        ...to,
      },
    }));
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Group justify="space-between">
            <Title order={2}>{t('answer.title')}</Title>
            <Button
              variant="default"
              size="xs"
              onClick={() =>
                setAnswers(Object.fromEntries(found.items.map(({ id }) => [id, { accept: true, comment: '', alternative: '' }])))
              }
            >
              {t('answer.all')}
            </Button>
          </Group>
          {found.items.map((item) => (
            <ItemAnswer key={item.id} item={item} given={answers[item.id]} onChange={(to) => change(item, to)} />
          ))}
          <Textarea
            label={t('answer.note')}
            autosize
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {error && (
            <Alert color="red" role="alert" title={t('answer.notSent')}>
              {faultSentence(error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Text size="sm" c="dimmed">
              {t('answer.given', { given: given.length, items: found.items.length })}
            </Text>
            <Button type="submit" loading={loading} disabled={given.length === 0}>
              {t('answer.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function ItemAnswer({ given, item, onChange }: { item: ExceptionItem; given: Given | undefined; onChange: (to: Partial<Given>) => void }) {
  const t = useWords('exceptions');
  const accept = given?.accept ?? null;
  return (
    <Stack gap={6}>
      <Radio.Group
        label={`${kindName(item.kind)}: ${item.name || (item.note ?? '')}`}
        description={t('answer.asks', { what: resolutionName(item.asks).toLowerCase() })}
        value={accept === null ? null : accept ? 'yes' : 'no'}
        onChange={(chosen) => onChange({ accept: chosen === 'yes' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="yes" label={t('answer.accept')} />
          <Radio value="no" label={t('answer.decline')} />
        </Group>
      </Radio.Group>
      {accept !== null && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('answer.comment')}
            maxLength={2_000}
            value={given?.comment ?? ''}
            onChange={(event) => onChange({ comment: event.currentTarget.value })}
          />
          {!accept && (
            <NativeSelect
              label={t('answer.instead')}
              value={given?.alternative ?? ''}
              onChange={(event) => onChange({ alternative: event.currentTarget.value })}
              data={[{ value: '', label: t('answer.nothing') }, ...resolutionChoices()]}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  );
}
