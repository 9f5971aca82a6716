import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { saveFile } from '../../ui/save-file';
import { DossierQuery } from './scan-query';

/** Hands out the proof of the pedigree: a file that anyone can check without this server. */
export function DossierButton({ text }: { text: string }) {
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  async function download() {
    setBusy(true);
    setNote(null);
    try {
      const { data } = await client.query({ query: DossierQuery, variables: { text }, fetchPolicy: 'no-cache' });
      if (data?.dossier) saveFile('dossier.json', 'application/json', data.dossier);
      else setNote('There is no dossier of this unit that you may have.');
    } catch (error) {
      setNote(faultSentence(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Group mt="md" gap="sm">
      <Button variant="default" size="xs" leftSection={<IconFileCertificate size={16} />} loading={busy} onClick={() => void download()}>Download the proof</Button>
      <Text size="xs" c="dimmed">{note ?? 'Check it yourself, offline: packtrail verify dossier.json'}</Text>
    </Group>
  );
}
