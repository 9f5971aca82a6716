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
import { Page } from '../../ui/page';
import { type Exemption, EXEMPTIONS } from './exemptions';

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
const PURPOSES = [
  { value: 'SALE', label: 'Sale' },
  { value: 'INTERNAL', label: 'Internal' },
  { value: 'RETURN', label: 'Return' },
  { value: 'DESTRUCTION', label: 'Destruction' },
  { value: 'CORRECTION', label: 'Correction' },
] as const;
type Purpose = (typeof PURPOSES)[number]['value'];

export default function ShipPage() {
  const navigate = useNavigate();
  const handedOver = unitsHandedOver(useLocation().state);
  const { data } = useQuery(Partners);
  const ship = useCommand('ship', Ship, { recorded: 'Shipped' });
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
    <Page title="Ship" lead="Scan what goes out: pallets, cases or packages. Scan only the outermost; what is in it goes along.">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <UnitCollector title="Units" units={units} onChange={setUnits} paused={ship.busy} />
        <Card>
          <Stack gap="sm">
            <Title order={2}>Where to</Title>
            <Select
              label="Partner"
              required
              searchable
              placeholder="Name"
              data={partners}
              value={toGln}
              onChange={setToGln}
              nothingFoundMessage="No such partner"
            />
            <div>
              <Text size="sm" fw={500} mb={4} id="purpose-label">
                Purpose
              </Text>
              <SegmentedControl
                fullWidth
                size="xs"
                aria-labelledby="purpose-label"
                value={purpose}
                onChange={(chosen) => setPurpose(chosen as Purpose)}
                data={[...PURPOSES]}
              />
            </div>
            <TextInput label="Purchase order" value={purchaseOrder} onChange={(event) => setPurchaseOrder(event.currentTarget.value)} />
            <TextInput label="Despatch advice" value={despatchAdvice} onChange={(event) => setDespatchAdvice(event.currentTarget.value)} />
            <Switch
              label="Custody only: ownership stays where it is"
              checked={custodyOnly}
              onChange={(event) => setCustodyOnly(event.currentTarget.checked)}
            />
            {sale && (
              <>
                <Select
                  label="Statement"
                  description="A sale carries transaction information and statement, but for the cases that the law names"
                  placeholder="Stated, as usual"
                  clearable
                  data={[...EXEMPTIONS]}
                  value={exemption}
                  onChange={(chosen) => setExemption(chosen as Exemption | null)}
                />
                <Select
                  label="Drop shipment"
                  description="The wholesaler that sells the goods and never handles them"
                  placeholder="None"
                  clearable
                  searchable
                  data={partners}
                  value={dropShipmentFor}
                  onChange={setDropShipmentFor}
                  nothingFoundMessage="No such partner"
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
                Ship {units.length > 0 && units.length.toLocaleString()}
              </Button>
            </Group>
          </Stack>
        </Card>
      </SimpleGrid>
      <CommandOutcome state={ship.state} recorded="Shipped" />
      <Confirm opened={asking} onClose={close} onConfirm={() => void send()} title="Ship" verb="Ship">
        <Text>
          {units.length === 1 ? 'One unit goes' : `${units.length.toLocaleString()} units go`} to <b>{partner}</b>, purpose{' '}
          {PURPOSES.find(({ value }) => value === purpose)?.label.toLowerCase()}.
          {sale && !exemption && ' The transaction statement is made and sent along.'}
          {sale && exemption && ' No transaction statement is made: the reason is recorded.'}
        </Text>
      </Confirm>
    </Page>
  );
}

function unitsHandedOver(state: unknown): string[] {
  if (typeof state !== 'object' || state === null || !('units' in state) || !Array.isArray(state.units)) return [];
  return state.units.filter((unit): unit is string => typeof unit === 'string');
}
