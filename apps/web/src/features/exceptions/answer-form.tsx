import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, NativeSelect, Radio, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { type ExceptionCase, ExceptionFields, type ExceptionItem } from './exception-query';
import { RESOLUTIONS } from './kinds';

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
  const [answers, setAnswers] = useState<Record<string, Given>>({});
  const [note, setNote] = useState('');
  const [send, { loading, error }] = useMutation(AnswerException, { onError: () => undefined });
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
            <Title order={2}>Your answer</Title>
            <Button
              variant="default"
              size="xs"
              onClick={() =>
                setAnswers(Object.fromEntries(found.items.map(({ id }) => [id, { accept: true, comment: '', alternative: '' }])))
              }
            >
              Accept all
            </Button>
          </Group>
          {found.items.map((item) => (
            <ItemAnswer key={item.id} item={item} given={answers[item.id]} onChange={(to) => change(item, to)} />
          ))}
          <Textarea
            label="Note to the partner"
            autosize
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {error && (
            <Alert color="red" role="alert" title="Not sent">
              {faultSentence(error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Text size="sm" c="dimmed">
              {given.length} of {found.items.length} answered
            </Text>
            <Button type="submit" loading={loading} disabled={given.length === 0}>
              Send the answer
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function ItemAnswer({ given, item, onChange }: { item: ExceptionItem; given: Given | undefined; onChange: (to: Partial<Given>) => void }) {
  const accept = given?.accept ?? null;
  return (
    <Stack gap={6}>
      <Radio.Group
        label={`${item.kindName}: ${item.name || (item.note ?? '')}`}
        description={`Your partner asks: ${item.asks.toLowerCase()}.`}
        value={accept === null ? null : accept ? 'yes' : 'no'}
        onChange={(chosen) => onChange({ accept: chosen === 'yes' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="yes" label="Accept" />
          <Radio value="no" label="Decline" />
        </Group>
      </Radio.Group>
      {accept !== null && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Comment"
            maxLength={2_000}
            value={given?.comment ?? ''}
            onChange={(event) => onChange({ comment: event.currentTarget.value })}
          />
          {!accept && (
            <NativeSelect
              label="Offered instead"
              value={given?.alternative ?? ''}
              onChange={(event) => onChange({ alternative: event.currentTarget.value })}
              data={[{ value: '', label: 'Nothing' }, ...RESOLUTIONS.map((each) => ({ value: each as string, label: each as string }))]}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  );
}
