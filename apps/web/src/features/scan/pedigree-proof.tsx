import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconFileCertificate, IconShieldCheck } from '@tabler/icons-react';
import { type DossierCheck, verifyDossier } from '@packtrail/ledger/verify';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { LogMemory } from '../../app/log-memory';
import { saveFile } from '../../ui/save-file';
import { DossierQuery } from './scan-query';

/** Checks the pedigree in this very browser, against the key of the log that it keeps; or hands the proof out as a file. */
export function PedigreeProof({ text }: { text: string }) {
  const client = useApolloClient();
  const [busy, setBusy] = useState<'verify' | 'save' | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [check, setCheck] = useState<DossierCheck | null>(null);

  async function withDossier(what: 'verify' | 'save', handle: (dossier: string) => void | Promise<void>) {
    setBusy(what);
    setNote(null);
    setCheck(null);
    try {
      const { data } = await client.query({ query: DossierQuery, variables: { text }, fetchPolicy: 'no-cache' });
      if (data?.dossier) await handle(data.dossier);
      else setNote('There is no proof of this unit that you may have.');
    } catch (error) {
      setNote(faultSentence(error));
    } finally {
      setBusy(null);
    }
  }
  async function verify(dossier: string) {
    const key = new LogMemory(localStorage).logKey;
    if (key === null) setNote('This browser does not know the key of the ledger yet: sign in once with the network on.');
    else setCheck(await verifyDossier(dossier, key));
  }
  return (
    <>
      <Group mt="md" gap="sm">
        <Button
          size="xs"
          leftSection={<IconShieldCheck size={16} />}
          loading={busy === 'verify'}
          onClick={() => void withDossier('verify', verify)}
        >
          Verify this pedigree in this browser
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileCertificate size={16} />}
          loading={busy === 'save'}
          onClick={() => void withDossier('save', (dossier) => saveFile('dossier.json', 'application/json', dossier))}
        >
          Save the proof
        </Button>
        <Text size="xs" c="dimmed">
          {note ?? 'Anyone can check the saved file offline: packtrail verify dossier.json'}
        </Text>
      </Group>
      <div aria-live="polite">{check && <Verified check={check} />}</div>
    </>
  );
}

function Verified({ check }: { check: DossierCheck }) {
  if (!check.good) {
    return (
      <Alert mt="sm" color="red" title="This pedigree does not hold">
        {check.step === null ? '' : `Step ${check.step + 1} from the newest: `}
        {check.why}. Put the package aside and tell the operator of this node.
      </Alert>
    );
  }
  const carried = check.steps.filter(({ carried }) => carried).length;
  return (
    <Alert mt="sm" color="teal" title={`${check.steps.length} ${check.steps.length === 1 ? 'step holds' : 'steps hold'}`}>
      <List size="sm" spacing={2}>
        <List.Item>Each step is signed by the trading partner who made it, and none between them is missing.</List.Item>
        <List.Item>All of them are in the ledger as of block {check.blockNumber}, under the key that this browser keeps.</List.Item>
        {carried > 0 && (
          <List.Item>
            {carried} of them were done to a container that carried the unit; of the latest of these it is not ruled out that the unit was
            taken out since.
          </List.Item>
        )}
        <List.Item>Newer steps than these cannot be ruled out by a proof: scan again to ask.</List.Item>
      </List>
    </Alert>
  );
}
