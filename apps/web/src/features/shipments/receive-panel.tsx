import { useApolloClient } from '@apollo/client/react';
import { Alert, Badge, Button, Card, CloseButton, Group, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconPackageImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { ScanEntry } from '../../scanner/scan-entry';
import { unitKey } from '../../scanner/unit-key';
import { unitLabel } from '../../scanner/unit-label';
import { useScans } from '../../scanner/wedge-provider';
import { CommandOutcome } from '../../ui/command-outcome';
import { add, drop, mark, NOTHING_COUNTED, tick, toReceive, type Beside, type Mark, type ReceiveCount } from './receive-count';
import type { Shipment, ShipmentUnit } from './shipment-query';
import { UnitsTable } from './units-table';

const Receive = graphql(
  `
    mutation Receive($input: ReceiveInput!) {
      answer: receive(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const WhereIs = graphql(`
  query WhereIs($text: String!) {
    scan(text: $text, purpose: RECEIVE) {
      verdict
      shipment {
        id
      }
      product {
        name
      }
      reasons {
        message
      }
    }
  }
`);

const BESIDE: [Beside, string][] = [
  ['singles', 'Single packages'],
  ['absent', 'Missing inside a container'],
  ['extra', 'Extra, not on this shipment'],
];

/** Receiving: everything at once, or scanned unit by unit against the shipment. */
export function ReceivePanel({ shipment }: { shipment: Shipment }) {
  const client = useApolloClient();
  const receive = useCommand('receive', Receive, { recorded: 'Received' });
  const [count, setCount] = useState<ReceiveCount>(NOTHING_COUNTED);
  const [note, setNote] = useState<{ text: string; good: boolean } | null>(null);
  const open = useMemo(() => shipment.units.filter(isOpen), [shipment.units]);
  const openByKey = useMemo(
    () =>
      new Map(
        open.flatMap((unit) => {
          const key = unitKey(unit.epc);
          return key === null ? [] : [[key, unit.epc] as const];
        }),
      ),
    [open],
  );
  const expected = shipment.state === 'EXPECTED' && open.length > 0;

  async function onScan(text: string) {
    const key = unitKey(text);
    const ticked = tick(count, openByKey, key);
    if (ticked.ticked !== 'unknown') {
      setCount(ticked.count);
      const label = shipment.units.find((unit) => unit.epc === ticked.epc)?.label ?? text;
      setNote({ good: true, text: ticked.ticked === 'again' ? `${label} was ticked off before.` : `${label} is here.` });
      return;
    }
    if (key === null) {
      setNote({ good: false, text: `${text} names no package or container. Scan it again.` });
      return;
    }
    try {
      const { data } = await client.query({ query: WhereIs, variables: { text }, fetchPolicy: 'network-only' });
      const onThis = data?.scan.shipment?.id === shipment.id;
      setCount((before) => add(before, onThis ? 'singles' : 'extra', text));
      const name = data?.scan.product?.name ?? unitLabel(text);
      setNote(
        onThis
          ? { good: true, text: `${name}: one package out of a container of this shipment.` }
          : {
              good: false,
              text: `${name} is not on this shipment. ${data?.scan.reasons[0]?.message ?? ''} Put it aside; it will be reported as extra.`,
            },
      );
    } catch (error) {
      setNote({ good: false, text: `Not ticked off: ${faultSentence(error)}` });
    }
  }
  useScans((text) => void onScan(text), expected && !receive.busy);

  const named = toReceive(count);
  const counted = count.marks.size + count.singles.length + count.absent.length + count.extra.length;
  function nameAbsent(text: string) {
    if (unitKey(text) === null) setNote({ good: false, text: `${text} names no package. Type its GTIN and serial as (01)…(21)….` });
    else setCount(add(count, 'absent', text));
  }
  async function send(body: { units: string[] | null; missing: string[]; damaged: string[]; extra: string[] }) {
    if (await receive.run({ shipmentId: shipment.id, ...body })) {
      setCount(NOTHING_COUNTED);
      setNote(null);
    }
  }

  return (
    <Stack gap="md">
      {expected && (
        <Card>
          <Stack gap="sm">
            <Group justify="space-between">
              <Title order={2}>Receive</Title>
              <Text size="sm" c="dimmed">
                {named.units.length} of {open.length} ticked off
              </Text>
            </Group>
            <Progress value={(100 * count.marks.size) / open.length} aria-label="Ticked off" color="harbour" />
            <Text size="sm">Scan each unit to tick it off, or receive everything at once.</Text>
            <ScanEntry label="Tick off by hand" verb="Tick off" onScan={(text) => void onScan(text)} />
            <div aria-live="polite">{note && <Alert color={note.good ? 'teal' : 'orange'}>{note.text}</Alert>}</div>
            {BESIDE.map(([which, title]) => (
              <UnitList key={which} title={title} texts={count[which]} onDrop={(text) => setCount(drop(count, which, text))} />
            ))}
            {named.units.length > 0 && (
              <details>
                <summary>Something is missing inside a container</summary>
                <ScanEntry label="The missing package" verb="Name it" onScan={nameAbsent} />
              </details>
            )}
            <Group gap="sm">
              {counted > 0 && (
                <Button
                  size="md"
                  leftSection={<IconPackageImport size={20} />}
                  loading={receive.busy}
                  disabled={named.units.length === 0}
                  onClick={() => void send(named)}
                >
                  Receive what was counted
                </Button>
              )}
              {counted === 0 && (
                <Button
                  size="md"
                  leftSection={<IconPackageImport size={20} />}
                  loading={receive.busy}
                  onClick={() => void send({ units: null, missing: [], damaged: [], extra: [] })}
                >
                  Receive all {open.length.toLocaleString()} {open.length === 1 ? 'unit' : 'units'}
                </Button>
              )}
              {counted > 0 && (
                <Button size="md" variant="default" disabled={receive.busy} onClick={() => setCount(NOTHING_COUNTED)}>
                  Start over
                </Button>
              )}
            </Group>
          </Stack>
        </Card>
      )}
      <CommandOutcome state={receive.state} recorded="Received" />
      <UnitsTable
        units={shipment.units}
        {...(expected
          ? {
              mark: (unit: ShipmentUnit) =>
                isOpen(unit) && (
                  <MarkControl unit={unit} found={count.marks.get(unit.epc) ?? null} onMark={(as) => setCount(mark(count, unit.epc, as))} />
                ),
            }
          : {})}
      />
    </Stack>
  );
}

function MarkControl({ unit, found, onMark }: { unit: ShipmentUnit; found: Mark | null; onMark: (as: Mark | null) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={`Found: ${unit.label}`}
      value={found ?? ''}
      onChange={(chosen) => onMark(chosen === '' ? null : (chosen as Mark))}
      data={[
        { value: '', label: 'Open' },
        { value: 'here', label: 'Here' },
        { value: 'damaged', label: 'Damaged' },
        { value: 'away', label: 'Not here' },
      ]}
    />
  );
}

function UnitList({ title, texts, onDrop }: { title: string; texts: readonly string[]; onDrop: (text: string) => void }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Group gap={6} mt={4}>
        {texts.map((text) => (
          <Badge
            key={text}
            color="orange"
            size="lg"
            className="mono"
            rightSection={<CloseButton size="xs" aria-label={`Leave out ${unitLabel(text)}`} onClick={() => onDrop(text)} />}
          >
            {unitLabel(text)}
          </Badge>
        ))}
      </Group>
    </div>
  );
}

function isOpen(unit: ShipmentUnit): boolean {
  return ['in_transit', 'expected', 'open'].includes(unit.state.toLowerCase());
}
