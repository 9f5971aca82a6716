import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { AddressFields, NO_ADDRESS } from './address-fields';
import { GlnField, glnProblem } from './gln-field';
import { type Kind, kindChoices } from './kinds';

const Create = graphql(`
  mutation CreateOrganisation($input: CreateOrganisationInput!) {
    createOrganisation(input: $input) {
      id
    }
  }
`);

/** A trading partner joins: it gets its keys, and is registered on the ledger. */
export function OrganisationForm({ onDone }: { onDone: () => void }) {
  const t = useWords('operator');
  const [name, setName] = useState('');
  const [gln, setGln] = useState('');
  const [kinds, setKinds] = useState<Kind[]>([]);
  const [prefixes, setPrefixes] = useState('');
  const [address, setAddress] = useState(NO_ADDRESS);
  const [create, { loading, error }] = useMutation(Create, { errorPolicy: 'all' });
  const ready =
    name.trim() !== '' &&
    gln !== '' &&
    glnProblem(gln) === undefined &&
    kinds.length > 0 &&
    Object.values(address).every((part) => part.trim() !== '');
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const { data } = await create({
      variables: { input: { name: name.trim(), gln: gln.trim(), kinds, gs1Prefixes: prefixes.split(/[\s,;]+/).filter(Boolean), address } },
    });
    if (data) onDone();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput label={t('form.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <GlnField value={gln} onChange={setGln} />
        <MultiSelect
          label={t('form.kinds')}
          required
          searchable
          data={kindChoices()}
          value={kinds}
          onChange={(chosen) => setKinds(chosen as Kind[])}
        />
        <TextInput
          label={t('form.prefixes')}
          description={t('form.prefixesHint')}
          value={prefixes}
          onChange={(event) => setPrefixes(event.currentTarget.value)}
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
