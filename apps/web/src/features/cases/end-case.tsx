import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { type Case, CaseFields } from './case-query';

const Terminate = graphql(
  `
    mutation TerminateCase($id: ID!, $note: String!) {
      terminateCase(id: $id, note: $note) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);

/** The end of a notification, once FDA agrees. */
export function EndCase({ found }: { found: Case }) {
  const t = useWords('cases');
  const [note, setNote] = useState('');
  const [asking, { close, open }] = useDisclosure(false);
  const [terminate, { error, loading }] = useMutation(Terminate, { errorPolicy: 'all' });
  async function confirm() {
    const { data } = await terminate({ variables: { id: found.id, note: note.trim() } });
    if (data) close();
  }
  return (
    <Card className="no-print">
      <Stack gap="md">
        <Title order={2}>{t('end.title')}</Title>
        <Text size="sm">{t('end.why')}</Text>
        <Textarea
          label={t('end.note')}
          autosize
          minRows={2}
          maxLength={5_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button size="md" onClick={open}>
            {t('end.end')}
          </Button>
        </Group>
      </Stack>
      <Confirm opened={asking} onClose={close} onConfirm={() => void confirm()} title={t('end.title')} verb={t('end.title')} busy={loading}>
        <Text size="sm">{t('end.sure')}</Text>
        {error && (
          <Alert color="red" role="alert" title={t('fault')}>
            {faultSentence(error)}
          </Alert>
        )}
      </Confirm>
    </Card>
  );
}
