import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, PasswordInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import type { Connection, Partner } from './connection-query';

const Save = graphql(`
  mutation SaveConnection($input: ConnectionInput!) {
    saveConnection(input: $input) {
      id
    }
  }
`);

export function ConnectionForm({
  connection,
  onDone,
  partners,
}: {
  connection: Connection | null;
  partners: readonly Partner[];
  onDone: () => void;
}) {
  const t = useWords('connections');
  const [partnerGln, setPartnerGln] = useState<string | null>(connection?.partnerGln ?? null);
  const [nodeAddress, setNodeAddress] = useState(connection?.nodeAddress ?? '');
  const [captureUrl, setCaptureUrl] = useState(connection?.captureUrl ?? '');
  const [format, setFormat] = useState(connection?.format ?? 'XML');
  const [token, setToken] = useState('');
  const [save, { loading, error }] = useMutation(Save, { errorPolicy: 'all' });
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (partnerGln === null) return;
    const input = {
      partnerGln,
      nodeAddress: nodeAddress.trim() || null,
      captureUrl: captureUrl.trim() || null,
      format,
      token: token.trim() || null,
    };
    const { data } = await save({ variables: { input } });
    if (data) onDone();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Select
          label={t('partner')}
          required
          searchable
          disabled={connection !== null}
          data={partners.map(({ gln, name }) => ({ value: gln, label: name }))}
          value={partnerGln}
          onChange={setPartnerGln}
          nothingFoundMessage={t('form.noPartner')}
          data-autofocus
        />
        <TextInput
          label={t('form.node')}
          description={t('form.nodeHint')}
          placeholder="https://packtrail.partner.example"
          value={nodeAddress}
          onChange={(event) => setNodeAddress(event.currentTarget.value)}
        />
        <TextInput
          label={t('form.capture')}
          description={t('form.captureHint')}
          placeholder="https://epcis.partner.example/capture"
          value={captureUrl}
          onChange={(event) => setCaptureUrl(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="format-label">
            {t('form.format')}
          </Text>
          <SegmentedControl
            aria-labelledby="format-label"
            value={format}
            onChange={(chosen) => setFormat(chosen as 'XML' | 'JSONLD')}
            data={[
              { value: 'XML', label: t('form.formats.XML') },
              { value: 'JSONLD', label: t('form.formats.JSONLD') },
            ]}
          />
        </div>
        <PasswordInput
          label={t('form.token')}
          description={t(connection?.hasToken ? 'form.tokenKept' : 'form.tokenHint')}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('form.showToken') }}
        />
        {error && (
          <Alert color="red" role="alert" title={t('form.refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={partnerGln === null}>
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
