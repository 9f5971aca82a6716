import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, PasswordInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
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
  const [partnerGln, setPartnerGln] = useState<string | null>(connection?.partnerGln ?? null);
  const [nodeAddress, setNodeAddress] = useState(connection?.nodeAddress ?? '');
  const [captureUrl, setCaptureUrl] = useState(connection?.captureUrl ?? '');
  const [format, setFormat] = useState(connection?.format ?? 'XML');
  const [token, setToken] = useState('');
  const [save, { loading, error }] = useMutation(Save, { onError: () => undefined });
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
          label="Partner"
          required
          searchable
          disabled={connection !== null}
          data={partners.map(({ gln, name }) => ({ value: gln, label: name }))}
          value={partnerGln}
          onChange={setPartnerGln}
          nothingFoundMessage="No such partner"
          data-autofocus
        />
        <TextInput
          label="Address of the partner’s Packtrail"
          description="Where it has one: what it needs to check the goods is fetched from node to node"
          placeholder="https://packtrail.partner.example"
          value={nodeAddress}
          onChange={(event) => setNodeAddress(event.currentTarget.value)}
        />
        <TextInput
          label="Capture endpoint"
          description="Where documents are sent to; leave it empty for that of the Packtrail above"
          placeholder="https://epcis.partner.example/capture"
          value={captureUrl}
          onChange={(event) => setCaptureUrl(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="format-label">
            Documents as
          </Text>
          <SegmentedControl
            aria-labelledby="format-label"
            value={format}
            onChange={(chosen) => setFormat(chosen as 'XML' | 'JSONLD')}
            data={[
              { value: 'XML', label: 'EPCIS 1.2 (XML)' },
              { value: 'JSONLD', label: 'EPCIS 2.0 (JSON)' },
            ]}
          />
        </div>
        <PasswordInput
          label="The partner’s token for you"
          description={connection?.hasToken ? 'There is one; leave this empty to keep it' : 'As the partner gave it to you'}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
        />
        {error && (
          <Alert color="red" role="alert" title="Not saved">
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={partnerGln === null}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
