import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { AddressFields, NO_ADDRESS } from './address-fields';
import { GlnField, glnProblem } from './gln-field';

const Create = graphql(`
  mutation CreateSite($input: CreateSiteInput!) {
    createSite(input: $input) {
      gln
    }
  }
`);
const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Europe/London',
  'Europe/Berlin',
  'UTC',
];

export function SiteForm({ organisationId, onDone }: { organisationId: string; onDone: () => void }) {
  const t = useWords('operator');
  const [name, setName] = useState('');
  const [gln, setGln] = useState('');
  const [timeZone, setTimeZone] = useState('America/New_York');
  const [address, setAddress] = useState(NO_ADDRESS);
  const [create, { loading, error }] = useMutation(Create, { onError: () => undefined });
  const ready =
    name.trim() !== '' && gln !== '' && glnProblem(gln) === undefined && Object.values(address).every((part) => part.trim() !== '');
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const { data } = await create({ variables: { input: { organisationId, gln: gln.trim(), name: name.trim(), timeZone, address } } });
    if (data) onDone();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput label={t('form.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <GlnField value={gln} onChange={setGln} />
        <NativeSelect
          label={t('form.timeZone')}
          description={t('form.timeZoneHint')}
          data={ZONES}
          value={timeZone}
          onChange={(event) => setTimeZone(event.currentTarget.value)}
        />
        <AddressFields value={address} onChange={setAddress} />
        {error && (
          <Alert color="red" role="alert" title={t('form.refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!ready}>
            {t('form.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
