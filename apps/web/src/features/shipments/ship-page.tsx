import { useQuery } from '@apollo/client/react';
import { Button, Card, Group, Select, SegmentedControl, SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { addUnits, type CollectedUnit } from '../../scanner/collected-units';
import { UnitCollector } from '../../scanner/unit-collector';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { type Exemption, exemptionChoices } from './exemptions';

const Partners = graphql(`
  query Partners {
    partners {
      id
      name
      gln
      sites {
        gln
        name
      }
    }
  }
`);
const Ship = graphql(
  `
    mutation Ship($input: ShipInput!) {
      answer: ship(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const PURPOSES = ['SALE', 'INTERNAL', 'RETURN', 'DESTRUCTION', 'CORRECTION'] as const;
type Purpose = (typeof PURPOSES)[number];

export default function ShipPage() {
  const t = useWords('shipments');
  const navigate = useNavigate();
  const handedOver = unitsHandedOver(useLocation().state);
  const { data } = useQuery(Partners);
  const ship = useCommand('ship', Ship, { recorded: t('ship.done') });
  const [units, setUnits] = useState<CollectedUnit[]>(() => addUnits([], handedOver).units);
  const [toGln, setToGln] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<Purpose>('SALE');
  const [purchaseOrder, setPurchaseOrder] = useState('');
  const [despatchAdvice, setDespatchAdvice] = useState('');
  const [custodyOnly, setCustodyOnly] = useState(false);
  const [exemption, setExemption] = useState<Exemption | null>(null);
  const [dropShipmentFor, setDropShipmentFor] = useState<string | null>(null);
  const [asking, { open, close }] = useDisclosure(false);

  // A partner with several sites is shipped to at one of them.
  const places = (data?.partners ?? []).flatMap((partner) => [
    { value: partner.gln, label: partner.name },
    ...partner.sites
      .filter((site) => site.gln !== partner.gln)
      .map((site) => ({ value: site.gln, label: `${partner.name}, ${site.name}` })),
  ]);
  const partners = [...new Map(places.map((place) => [place.value, place])).values()];
  const sale = purpose === 'SALE' && !custodyOnly;
  const partner = partners.find(({ value }) => value === toGln)?.label;

  async function send() {
    close();
    if (!toGln) return;
    const receipt = await ship.run({
      toGln,
      units: units.map((unit) => unit.text),
      purpose,
      purchaseOrder: purchaseOrder.trim() || null,
      despatchAdvice: despatchAdvice.trim() || null,
      custodyOnly,
      exemption: sale ? exemption : null,
      dropShipmentFor: sale ? dropShipmentFor : null,
    });
    if (receipt?.made) void navigate(`/shipments/${receipt.made}`);
  }

  return (
    <Page title={t('ship.title')} lead={t('ship.lead')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <UnitCollector title={t('ship.units')} units={units} onChange={setUnits} paused={ship.busy} />
        <Card>
          <Stack gap="sm">
            <Title order={2}>{t('ship.where')}</Title>
            <Select
              label={t('ship.partner')}
              required
              searchable
              placeholder={t('ship.partnerExample')}
              data={partners}
              value={toGln}
              onChange={setToGln}
              nothingFoundMessage={t('ship.noPartner')}
            />
            <div>
              <Text size="sm" fw={500} mb={4} id="purpose-label">
                {t('purpose')}
              </Text>
              <SegmentedControl
                fullWidth
                size="xs"
                aria-labelledby="purpose-label"
                value={purpose}
                onChange={(chosen) => setPurpose(chosen as Purpose)}
                data={PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
              />
            </div>
            <TextInput label={t('ship.order')} value={purchaseOrder} onChange={(event) => setPurchaseOrder(event.currentTarget.value)} />
            <TextInput
              label={t('ship.despatch')}
              value={despatchAdvice}
              onChange={(event) => setDespatchAdvice(event.currentTarget.value)}
            />
            <Switch label={t('ship.custody')} checked={custodyOnly} onChange={(event) => setCustodyOnly(event.currentTarget.checked)} />
            {sale && (
              <>
                <Select
                  label={t('ship.statement')}
                  description={t('ship.statementWhy')}
                  placeholder={t('ship.stated')}
                  clearable
                  data={exemptionChoices()}
                  value={exemption}
                  onChange={(chosen) => setExemption(chosen as Exemption | null)}
                />
                <Select
                  label={t('ship.dropShipment')}
                  description={t('ship.dropShipmentWhy')}
                  placeholder={t('ship.none')}
                  clearable
                  searchable
                  data={partners}
                  value={dropShipmentFor}
                  onChange={setDropShipmentFor}
                  nothingFoundMessage={t('ship.noPartner')}
                />
              </>
            )}
            <Group>
              <Button
                leftSection={<IconPackageExport size={18} />}
                disabled={units.length === 0 || !toGln}
                loading={ship.busy}
                onClick={open}
              >
                {t('ship.verb')} {units.length > 0 && formatNumber(units.length)}
              </Button>
            </Group>
          </Stack>
        </Card>
      </SimpleGrid>
      <CommandOutcome state={ship.state} recorded={t('ship.done')} />
      <Confirm opened={asking} onClose={close} onConfirm={() => void send()} title={t('ship.title')} verb={t('ship.verb')}>
        <Text>
          {t('ship.goes', { count: units.length, units: formatNumber(units.length) })} <b>{partner}</b>
          {t('ship.purpose', { purpose: t(`purposes.${purpose}`).toLowerCase() })}
          {sale && ` ${t(exemption ? 'ship.withoutStatement' : 'ship.withStatement')}`}
        </Text>
      </Confirm>
    </Page>
  );
}

function unitsHandedOver(state: unknown): string[] {
  if (typeof state !== 'object' || state === null || !('units' in state) || !Array.isArray(state.units)) return [];
  return state.units.filter((unit): unit is string => typeof unit === 'string');
}
