import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconFileCertificate, IconShieldCheck } from '@tabler/icons-react';
import type { DossierCheck } from '@packtrail/ledger/verify';
import { useCallback, useEffect, useState } from 'react';
import { graphql } from '../app/graphql';
import { faultSentence } from '../app/apollo';
import { saveFile } from '../ui/save-file';
import { useWords } from '../words';

const DossierQuery = graphql(`
  query Dossier($text: String!) {
    dossier(text: $text)
  }
`);

/** Checks the pedigree in this very browser, against the key of the log that it keeps; or hands the proof out as a file. `atOnce`: unasked. */
export function PedigreeProof({ text, atOnce = false }: { text: string; atOnce?: boolean }) {
  const t = useWords('pedigree');
  const client = useApolloClient();
  const [busy, setBusy] = useState<'verify' | 'save' | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [check, setCheck] = useState<DossierCheck | null>(null);

  const withDossier = useCallback(
    async (what: 'verify' | 'save', handle: (dossier: string) => void | Promise<void>) => {
      setBusy(what);
      setNote(null);
      setCheck(null);
      try {
        const { data } = await client.query({ query: DossierQuery, variables: { text }, fetchPolicy: 'no-cache' });
        if (data?.dossier) await handle(data.dossier);
        else setNote(t('proof.none'));
      } catch (error) {
        setNote(faultSentence(error));
      } finally {
        setBusy(null);
      }
    },
    [client, t, text],
  );
  const verify = useCallback(async () => {
    // The verifier comes when it is wanted: most scans are not proven on the spot.
    const { checkDossier } = await import('../app/check-dossier');
    await withDossier('verify', async (dossier) => {
      const checked = await checkDossier(dossier);
      if (checked === null) setNote(t('proof.noKey'));
      else setCheck(checked);
    });
  }, [t, withDossier]);
  useEffect(() => {
    if (!atOnce) return;
    const soon = setTimeout(() => void verify());
    return () => clearTimeout(soon);
  }, [atOnce, verify]);

  return (
    <>
      <Group mt="md" gap="sm">
        <Button size="xs" leftSection={<IconShieldCheck size={16} />} loading={busy === 'verify'} onClick={() => void verify()}>
          {t('proof.verify')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileCertificate size={16} />}
          loading={busy === 'save'}
          onClick={() => void withDossier('save', (dossier) => saveFile('dossier.json', 'application/json', dossier))}
        >
          {t('proof.save')}
        </Button>
        <Text size="xs" c="dimmed">
          {note ?? t('proof.anyone')}
        </Text>
      </Group>
      <div aria-live="polite">{check && <Verified check={check} />}</div>
    </>
  );
}

function Verified({ check }: { check: DossierCheck }) {
  const t = useWords('pedigree');
  if (!check.good) {
    return (
      <Alert mt="sm" color="red" title={t('proof.bad')}>
        {check.step === null ? '' : t('proof.step', { step: check.step + 1 })}
        {check.why}. {t('proof.putAside')}
      </Alert>
    );
  }
  const carried = check.steps.filter(({ carried }) => carried).length;
  return (
    <Alert mt="sm" color="teal" title={t('proof.good', { count: check.steps.length })}>
      <List size="sm" spacing={2}>
        <List.Item>{t('proof.signed')}</List.Item>
        <List.Item>{t('proof.inLedger', { block: check.blockNumber })}</List.Item>
        {carried > 0 && <List.Item>{t('proof.carried', { carried })}</List.Item>}
        <List.Item>{t('proof.newer')}</List.Item>
      </List>
    </Alert>
  );
}
