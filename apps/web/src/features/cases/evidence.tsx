import { useApolloClient, useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { FileDrop } from '../../ui/file-drop';
import { useWords } from '../../words';
import { type Case, CaseFields, CaseQuery } from './case-query';
import { uploadPhoto } from './upload-photo';

const AddNote = graphql(
  `
    mutation NoteInCase($id: ID!, $text: String!) {
      noteInCase(id: $id, text: $text) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);

/** Notes and pictures: added, and never changed. */
export function Evidence({ found }: { found: Case }) {
  const t = useWords('cases');
  return (
    <Card className="no-print">
      <Stack gap="md">
        <div>
          <Title order={2}>{t('evidence.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('evidence.fixed')}
          </Text>
        </div>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Note id={found.id} />
          <Picture id={found.id} />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function Note({ id }: { id: string }) {
  const t = useWords('cases');
  const [text, setText] = useState('');
  const [add, { error, loading }] = useMutation(AddNote, { errorPolicy: 'all' });
  async function submit() {
    const { data } = await add({ variables: { id, text: text.trim() } });
    if (data) setText('');
  }
  return (
    <Stack gap="xs">
      <Textarea
        label={t('evidence.note')}
        autosize
        minRows={4}
        maxLength={5_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error && (
        <Alert color="red" role="alert" title={t('fault')}>
          {faultSentence(error)}
        </Alert>
      )}
      <Group>
        <Button variant="default" disabled={text.trim() === ''} loading={loading} onClick={() => void submit()}>
          {t('evidence.add')}
        </Button>
      </Group>
    </Stack>
  );
}

function Picture({ id }: { id: string }) {
  const t = useWords('cases');
  const client = useApolloClient();
  const [caption, setCaption] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function take(file: File) {
    setBusy(true);
    setFault(null);
    const answer = await uploadPhoto(id, file, caption.trim());
    if (answer.ok) {
      setCaption('');
      await client.refetchQueries({ include: [CaseQuery] });
    } else setFault(answer.message);
    setBusy(false);
  }
  return (
    <Stack gap="xs">
      <TextInput
        label={t('evidence.caption')}
        maxLength={300}
        value={caption}
        onChange={(event) => setCaption(event.currentTarget.value)}
      />
      <FileDrop
        accept="image/jpeg,image/png,image/webp"
        label={t('evidence.picture')}
        hint={t('evidence.pictureHint')}
        icon={<IconCamera size={26} stroke={1.5} />}
        busy={busy}
        onFile={(file) => void take(file)}
      />
      {fault !== null && (
        <Alert color="red" role="alert" title={t('fault')}>
          {fault}
        </Alert>
      )}
    </Stack>
  );
}
