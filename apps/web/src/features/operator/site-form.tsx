import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { AddressFields, type AddressValue, NO_ADDRESS } from './address-fields';
import { GlnField, glnProblem } from './gln-field';
import { NO_POINT, PointFields, pointProblems, type PointValue, readPoint } from './point-fields';

const Create = graphql(`
  mutation CreateSite($input: CreateSiteInput!) {
    createSite(input: $input) {
      gln
    }
  }
`);
const Update = graphql(`
  mutation UpdateSite($input: SiteInput!) {
    updateSite(input: $input) {
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

/** A site as it is edited. */
export interface SiteValue {
  readonly gln: string;
  readonly name: string;
  readonly timeZone: string;
  readonly address: AddressValue | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A new site of an organisation, or, with `site`, what is known of one: all but its GLN may change. */
export function SiteForm({ organisationId, site, onDone }: { organisationId: string; site?: SiteValue; onDone: () => void }) {
  const t = useWords('operator');
  const [name, setName] = useState(site?.name ?? '');
  const [gln, setGln] = useState(site?.gln ?? '');
  const [timeZone, setTimeZone] = useState(site?.timeZone ?? 'America/New_York');
  const [address, setAddress] = useState(addressOf(site));
  const [point, setPoint] = useState<PointValue>(site ? pointOf(site) : NO_POINT);
  const [create, creating] = useMutation(Create, { errorPolicy: 'all' });
  const [update, updating] = useMutation(Update, { errorPolicy: 'all' });
  const { loading, error } = site ? updating : creating;
  const ready =
    name.trim() !== '' &&
    gln !== '' &&
    glnProblem(gln) === undefined &&
    Object.values(address).every((part) => part.trim() !== '') &&
    Object.values(pointProblems(point)).every((problem) => problem === undefined);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const input = { gln: gln.trim(), name: name.trim(), timeZone, address, ...readPoint(point) };
    const { data } = await (site ? update({ variables: { input } }) : create({ variables: { input: { ...input, organisationId } } }));
    if (data) onDone();
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput label={t('form.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        {site ? (
          <TextInput label={t('gln')} value={gln} readOnly description={t('form.glnStays')} />
        ) : (
          <GlnField value={gln} onChange={setGln} />
        )}
        <NativeSelect
          label={t('form.timeZone')}
          description={t('form.timeZoneHint')}
          data={ZONES.includes(timeZone) ? ZONES : [timeZone, ...ZONES]}
          value={timeZone}
          onChange={(event) => setTimeZone(event.currentTarget.value)}
        />
        <AddressFields value={address} onChange={setAddress} />
        <PointFields value={point} onChange={setPoint} />
        {error && (
          <Alert color="red" role="alert" title={t(site ? 'form.notSaved' : 'form.refused')}>
            {faultSentence(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!ready}>
            {t(site ? 'form.save' : 'form.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const pointOf = ({ latitude, longitude }: SiteValue): PointValue => ({
  latitude: latitude?.toString() ?? '',
  longitude: longitude?.toString() ?? '',
});

/** Its parts alone: what a query gives has its type beside them. */
function addressOf(site: SiteValue | undefined): AddressValue {
  const { city, country, postalCode, state, street } = site?.address ?? NO_ADDRESS;
  return { street, city, state, postalCode, country };
}
