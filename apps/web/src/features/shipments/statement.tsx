import { Badge, Button, Card, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import type { Shipment } from './shipment-query';

type TransactionStatement = NonNullable<Shipment['statement']>;

/** Transaction information and transaction statement, as DSCSA section 582 wants them kept for six years. */
export function Statement({ statement }: { statement: TransactionStatement }) {
  const t = useWords('shipments');
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2}>{t('statement.title')}</Title>
            <Badge color={statement.affirmed ? 'teal' : 'orange'}>
              {t(statement.affirmed ? 'statement.affirmed' : 'statement.missing')}
            </Badge>
          </Group>
          <Group gap="xs">
            {FILES.map(([kind, label]) => (
              <Button
                key={kind}
                component="a"
                href={statement.downloadUrl.replace(/xml$/, kind)}
                download
                variant="default"
                size="xs"
                leftSection={<IconDownload size={16} />}
              >
                {label}
              </Button>
            ))}
          </Group>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Party title={t('statement.seller')} party={statement.seller} />
          <Party title={t('statement.buyer')} party={statement.buyer} />
          <div>
            <Text size="xs" c="dimmed">
              {t('statement.transaction')}
            </Text>
            <Text size="sm">{formatDay(statement.transactionDate)}</Text>
            {statement.shipmentDate && <Text size="sm">{t('statement.shipped', { day: formatDay(statement.shipmentDate) })}</Text>}
          </div>
        </SimpleGrid>
        <Grid
          label={t('statement.information')}
          head={(['product', 'ndc', 'container', 'containers', 'lot', 'expiry'] as const).map((each) => t(`statement.${each}`))}
          minWidth={640}
        >
          {statement.information.map((line) => (
            <Table.Tr key={`${line.ndc}-${line.lot}-${line.productName}`}>
              <Table.Td>
                {line.productName}
                <Text size="xs" c="dimmed">
                  {[line.strength, line.dosageForm].filter(Boolean).join(', ')}
                </Text>
              </Table.Td>
              <Table.Td className="mono">{line.ndc}</Table.Td>
              <Table.Td>{line.containerSize}</Table.Td>
              <Table.Td>{formatNumber(line.containerCount)}</Table.Td>
              <Table.Td className="mono">{line.lot}</Table.Td>
              <Table.Td>{formatDay(line.expiry)}</Table.Td>
            </Table.Tr>
          ))}
        </Grid>
        <Text size="sm" c="dimmed">
          {statement.legalNotice}
        </Text>
      </Stack>
    </Card>
  );
}

/** The same documents for a partner's system, for a newer one, and for people. */
const FILES = [
  ['xml', 'EPCIS 1.2 (XML)'],
  ['jsonld', 'EPCIS 2.0 (JSON)'],
  ['pdf', 'PDF'],
] as const;

function Party({ title, party }: { title: string; party: TransactionStatement['seller'] }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text size="sm" fw={600}>
        {party.name}
      </Text>
      {party.address && (
        <Text size="sm">
          {[party.address.street, party.address.city, `${party.address.state} ${party.address.postalCode}`, party.address.country].join(
            ', ',
          )}
        </Text>
      )}
      {party.gln && (
        <Text size="xs" c="dimmed" className="mono">
          GLN {party.gln}
        </Text>
      )}
    </div>
  );
}
