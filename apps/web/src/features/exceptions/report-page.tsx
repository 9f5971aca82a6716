import { useMutation, useQuery } from '@apollo/client/react';
import {
  Alert,
  Autocomplete,
  Button,
  Card,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { addUnits, type CollectedUnit } from '../../scanner/collected-units';
import { UnitCollector } from '../../scanner/unit-collector';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { isCounted, type Kind, kindChoices, KINDS, resolutionChoices } from './kinds';
import { partsOf } from './parts-of';

const Partners = graphql(`
  query ReportPartners {
    partners {
      gln
      name
    }
  }
`);
const Open = graphql(`
  mutation OpenException($input: OpenExceptionInput!) {
    openException(input: $input) {
      id
    }
  }
`);

/** Reports what does not fit: scan what is concerned, say what it is and whom it concerns. */
export default function ReportPage() {
  const t = useWords('exceptions');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const scanned = search.get('text');
  const shipmentId = search.get('shipment');
  const [kind, setKind] = useState<Kind>(KINDS.find((each) => each === search.get('kind')) ?? KINDS[0]);
  const [units, setUnits] = useState<CollectedUnit[]>(() => addUnits([], scanned === null ? [] : [scanned]).units);
  const { data: known } = useQuery(Partners, { skip: shipmentId !== null });
  const [partner, setPartner] = useState('');
  const partners = (known?.partners ?? []).map(({ gln: number, name }) => `${name}, ${number}`);
  const gln = /(?:^|, )(\d{13})$/.exec(partner.trim())?.[1] ?? null;
  const [order, setOrder] = useState('');
  const [note, setNote] = useState('');
  const [asks, setAsks] = useState('');
  const [counts, setCounts] = useState<{ ordered: number | string; received: number | string }>({ ordered: '', received: '' });
  const [data, setData] = useState({ lot: '', expiry: '' });
  const [open, { loading, error }] = useMutation(Open, { errorPolicy: 'all' });
  const counted = isCounted(kind);
  const ready =
    units.length > 0 && (shipmentId !== null || gln !== null) && (!counted || (counts.ordered !== '' && counts.received !== ''));

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const common = { kind, note: null, asks: asks || null };
    const quantities = counted ? { quantityOrdered: Number(counts.ordered), quantityReceived: Number(counts.received) } : {};
    const differing = kind === 'MISALIGNMENT' ? { dataLot: data.lot.trim() || null, dataExpiry: data.expiry || null } : {};
    const items = units.map((unit) => ({ ...common, ...partsOf(unit.text, kind), ...quantities, ...differing, source: 'Scan' }));
    const input = {
      items,
      shipmentId,
      partnerGln: shipmentId ? null : gln,
      purchaseOrder: order.trim() || null,
      note: note.trim() || null,
    };
    const { data: opened } = await open({ variables: { input } });
    if (opened) void navigate(`/exceptions/${opened.openException.id}`);
  }
  return (
    <Page title={t('new.title')} lead={t('new.lead')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <UnitCollector title={t('new.units')} units={units} onChange={setUnits} paused={loading} />
        <Card>
          <form onSubmit={(event) => void submit(event)}>
            <Stack gap="sm">
              <NativeSelect
                label={t('new.kind')}
                value={kind}
                onChange={(event) => setKind(event.currentTarget.value as Kind)}
                data={kindChoices()}
              />
              {counted && (
                <SimpleGrid cols={2}>
                  <NumberInput
                    label={t('new.ordered')}
                    min={0}
                    allowDecimal={false}
                    value={counts.ordered}
                    onChange={(ordered) => setCounts({ ...counts, ordered })}
                  />
                  <NumberInput
                    label={t('new.received')}
                    min={0}
                    allowDecimal={false}
                    value={counts.received}
                    onChange={(received) => setCounts({ ...counts, received })}
                  />
                </SimpleGrid>
              )}
              {kind === 'MISALIGNMENT' && (
                <SimpleGrid cols={2}>
                  <TextInput
                    label={t('new.dataLot')}
                    maxLength={20}
                    value={data.lot}
                    onChange={(event) => setData({ ...data, lot: event.currentTarget.value })}
                  />
                  <TextInput
                    label={t('new.dataExpiry')}
                    type="date"
                    value={data.expiry}
                    onChange={(event) => setData({ ...data, expiry: event.currentTarget.value })}
                  />
                </SimpleGrid>
              )}
              {shipmentId === null ? (
                <Autocomplete
                  label={t('new.partner')}
                  description={t('new.partnerHint')}
                  required
                  data={partners}
                  value={partner}
                  onChange={setPartner}
                  error={partner !== '' && gln === null ? t('new.partnerWrong') : undefined}
                />
              ) : (
                <Text size="sm">{t('new.ofShipment')}</Text>
              )}
              <TextInput label={t('new.order')} maxLength={60} value={order} onChange={(event) => setOrder(event.currentTarget.value)} />
              <NativeSelect
                label={t('new.asks')}
                value={asks}
                onChange={(event) => setAsks(event.currentTarget.value)}
                data={[{ value: '', label: t('new.usual') }, ...resolutionChoices()]}
              />
              <Textarea
                label={t('new.note')}
                autosize
                maxLength={2_000}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
              {error && (
                <Alert color="red" role="alert" title={t('new.notOpened')}>
                  {faultSentence(error)}
                </Alert>
              )}
              <Group justify="flex-end">
                <Button type="submit" loading={loading} disabled={!ready}>
                  {t('new.open')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Card>
      </SimpleGrid>
    </Page>
  );
}
