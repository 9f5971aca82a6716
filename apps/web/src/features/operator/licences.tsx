import { useMutation } from '@apollo/client/react';
import { Alert, Badge, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { dayIn, formatDay } from '../../ui/when';
import { useWords } from '../../words';

const Record = graphql(`
  mutation RecordLicence($input: RecordLicenceInput!) {
    recordLicence(input: $input) {
      id
    }
  }
`);

interface Licence {
  readonly id: string;
  readonly state: string;
  readonly number: string;
  readonly validUntil: string;
}

/** The licences of a trading partner: what is recorded, and a new one or a new last day. */
export function Licences({
  organisation,
  onDone,
}: {
  organisation: { id: string; name: string; licences: readonly Licence[] };
  onDone: () => unknown;
}) {
  const t = useWords('licences');
  const [opened, { close, open }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-xs" variant="default" aria-label={t('of', { name: organisation.name })} onClick={open}>
        {t('title')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('of', { name: organisation.name })} closeButtonProps={{ 'aria-label': t('close') }}>
        <Stack gap="md">
          {organisation.licences.length === 0 ? (
            <Text size="sm">{t('none')}</Text>
          ) : (
            <List size="sm" spacing={4} aria-label={t('title')}>
              {organisation.licences.map((licence) => (
                <List.Item key={licence.id}>
                  <Group gap="xs">
                    {t('line', { state: licence.state, number: licence.number, until: formatDay(licence.validUntil) })}
                    {hasEnded(licence.validUntil) && <Badge color="red">{t('ended')}</Badge>}
                  </Group>
                </List.Item>
              ))}
            </List>
          )}
          <LicenceForm organisationId={organisation.id} onDone={onDone} />
        </Stack>
      </Modal>
    </>
  );
}

function LicenceForm({ organisationId, onDone }: { organisationId: string; onDone: () => unknown }) {
  const t = useWords('licences');
  const [form, setForm] = useState({ state: '', number: '', validUntil: '' });
  const [record, { loading, error }] = useMutation(Record, { errorPolicy: 'all' });
  const ready = form.state.trim().length >= 2 && form.number.trim() !== '' && form.validUntil !== '';
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const { data } = await record({
      variables: { input: { organisationId, state: form.state.trim(), number: form.number.trim(), validUntil: form.validUntil } },
    });
    if (!data) return;
    setForm({ state: '', number: '', validUntil: '' });
    onDone();
  }
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }),
  });
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput label={t('state')} required maxLength={60} {...field('state')} />
        <TextInput label={t('number')} required maxLength={60} description={t('numberHint')} {...field('number')} />
        <TextInput label={t('until')} type="date" required {...field('validUntil')} />
        {error && (
          <Alert color="red" role="alert" title={t('refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!ready}>
            {t('record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A licence is good to the end of its last day, by the reader's calendar. */
const hasEnded = (day: string): boolean => day < dayIn(Date.now(), null);
