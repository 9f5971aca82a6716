import { useMutation, useQuery } from '@apollo/client/react';
import {
  Alert,
  Button,
  Card,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import { readLotRefs } from './lot-refs';
import { DEPTHS } from './recall-query';
import { RecallTotals } from './recall-totals';

const Preview = graphql(`
  query RecallPreview($lots: [LotRefInput!]!) {
    recallPreview(lots: $lots) {
      unknown
      lots {
        gtin
        lot
        product
        expiry
      }
      totals {
        packages
        inStock
        inTransit
        quarantined
        dispensed
        holders
      }
    }
  }
`);
const Propose = graphql(`
  mutation ProposeRecall($input: ProposeRecallInput!) {
    proposeRecall(input: $input) {
      id
    }
  }
`);
const LotChoices = graphql(`
  query LotChoices {
    lots(first: 200) {
      items {
        id
        number
        expiry
        product {
          name
          gtins {
            gtin
            level
          }
        }
      }
    }
  }
`);
type RecallClass = 'I' | 'II' | 'III';
type Depth = (typeof DEPTHS)[number];

export default function ProposePage() {
  const t = useWords('recalls');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [text, setText] = useState(params.get('lots') ?? '');
  const [form, setForm] = useState({ class: 'II' as RecallClass, depth: 'RETAIL' as Depth, reason: '', instructions: '', contact: '' });
  const read = useMemo(() => readLotRefs(text), [text]);
  const [settled] = useDebouncedValue(read, 300);
  const choices = useQuery(LotChoices);
  const preview = useQuery(Preview, { variables: { lots: settled.lots }, skip: settled.lots.length === 0, fetchPolicy: 'network-only' });
  const [propose, proposing] = useMutation(Propose, { errorPolicy: 'all' });
  const ready =
    read.lots.length > 0 && read.wrong.length === 0 && [form.reason, form.instructions, form.contact].every((field) => field.trim() !== '');
  const shown = settled.lots.length > 0 ? preview.data?.recallPreview : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const { data } = await propose({
      variables: {
        input: {
          lots: read.lots,
          class: form.class,
          depth: form.depth,
          reason: form.reason.trim(),
          instructions: form.instructions.trim(),
          contact: form.contact.trim(),
        },
      },
    });
    if (data) void navigate(`/recalls/${data.proposeRecall.id}`);
  }
  return (
    <Page title={t('propose.title')} lead={t('propose.lead')}>
      <form onSubmit={(event) => void submit(event)}>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Card>
            <Stack gap="sm">
              <Title order={2}>{t('propose.lots')}</Title>
              <NativeSelect
                label={t('propose.add')}
                value=""
                onChange={(event) =>
                  event.currentTarget.value && setText(`${text.trimEnd()}${text.trim() ? '\n' : ''}${event.currentTarget.value}`)
                }
                data={[
                  { value: '', label: t('propose.choose') },
                  ...(choices.data?.lots.items ?? []).flatMap((lot) =>
                    lot.product.gtins[0]
                      ? [
                          {
                            value: `${lot.product.gtins[0].gtin} ${lot.number}`,
                            label: t('propose.choice', { product: lot.product.name, lot: lot.number, expiry: formatDay(lot.expiry) }),
                          },
                        ]
                      : [],
                  ),
                ]}
              />
              <Textarea
                label={t('propose.text')}
                placeholder="00300010123455 ABC123"
                required
                autosize
                minRows={3}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                error={read.wrong.length > 0 ? t('propose.wrong', { lines: read.wrong.join(' | ') }) : undefined}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              />
              <div aria-live="polite">
                {shown && (
                  <Stack gap="sm">
                    <Text fw={600}>{t('propose.stops')}</Text>
                    <RecallTotals totals={shown.totals} />
                    <Grid label={t('propose.found')} head={[t('product'), t('lot'), t('expiry')]} minWidth={320}>
                      {shown.lots.map((lot) => (
                        <Table.Tr key={`${lot.gtin}-${lot.lot}`}>
                          <Table.Td>{lot.product ?? lot.gtin}</Table.Td>
                          <Table.Td className="mono">{lot.lot}</Table.Td>
                          <Table.Td>{lot.expiry && formatDay(lot.expiry)}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Grid>
                    {shown.unknown.length > 0 && (
                      <Alert color="orange" title={t('propose.unknown')}>
                        {shown.unknown.join(', ')}
                      </Alert>
                    )}
                  </Stack>
                )}
                {preview.error && <Alert color="red">{faultSentence(preview.error)}</Alert>}
              </div>
            </Stack>
          </Card>
          <Card>
            <Stack gap="sm">
              <Title order={2}>{t('propose.says')}</Title>
              <div>
                <Text size="sm" fw={500} mb={4} id="class-label">
                  {t('class')}
                </Text>
                <SegmentedControl
                  fullWidth
                  aria-labelledby="class-label"
                  value={form.class}
                  onChange={(chosen) => setForm({ ...form, class: chosen as RecallClass })}
                  data={['I', 'II', 'III'].map((value) => ({ value, label: t('classOf', { class: value }) }))}
                />
                <Text size="xs" c="dimmed" mt={4}>
                  {t(`classes.${form.class}`)}
                </Text>
              </div>
              <NativeSelect
                label={t('depth')}
                value={form.depth}
                onChange={(event) => setForm({ ...form, depth: event.currentTarget.value as Depth })}
                data={DEPTHS.map((value) => ({ value, label: t(`depths.${value}`) }))}
              />
              <TextInput
                label={t('propose.reason')}
                required
                value={form.reason}
                onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
              />
              <Textarea
                label={t('propose.instructions')}
                required
                autosize
                minRows={3}
                value={form.instructions}
                onChange={(event) => setForm({ ...form, instructions: event.currentTarget.value })}
              />
              <TextInput
                label={t('contact')}
                required
                placeholder={t('propose.contactExample')}
                value={form.contact}
                onChange={(event) => setForm({ ...form, contact: event.currentTarget.value })}
              />
              {proposing.error && (
                <Alert color="red" role="alert" title={t('propose.notProposed')}>
                  {faultSentence(proposing.error)}
                </Alert>
              )}
              <Group>
                <Button type="submit" loading={proposing.loading} disabled={!ready}>
                  {t('propose.verb')}
                </Button>
              </Group>
            </Stack>
          </Card>
        </SimpleGrid>
      </form>
    </Page>
  );
}
