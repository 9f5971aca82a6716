import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { StateBadge } from '../../ui/state-badge';
import { formatDay } from '../../ui/when';
import { useWords, wordsOf } from '../../words';
import type { ShipmentUnit } from './shipment-query';

/** The outermost units of a shipment with what is in them. */
export function UnitsTable({ units }: { units: readonly ShipmentUnit[] }) {
  const t = useWords('shipments');
  if (units.length === 0) return <Empty title={t('units.none')}>{t('units.noneWhy')}</Empty>;
  return (
    <Grid label={t('units.title')} head={[t('units.unit'), t('units.contents'), t('packages'), t('state')]} minWidth={640}>
      {units.map((unit) => (
        <Table.Tr key={unit.epc}>
          <Table.Td>
            <Anchor component={Link} to={`/scan?text=${encodeURIComponent(unit.epc)}`} className="mono">
              {unit.label}
            </Anchor>
            <Text size="xs" c="dimmed">
              {kindWord(unit.kind)}
            </Text>
          </Table.Td>
          <Table.Td>
            {unit.lots.map((line) => (
              <Text size="sm" key={`${line.product}-${line.lot}`}>
                {line.product ?? t('units.notNamed')}, {t('units.lot')} <span className="mono">{line.lot}</span>
                {line.expiry && `, ${t('units.expiry', { day: formatDay(line.expiry) })}`}
                {unit.lots.length > 1 && ` × ${formatNumber(line.count)}`}
              </Text>
            ))}
          </Table.Td>
          <Table.Td>{formatNumber(unit.packageCount)}</Table.Td>
          <Table.Td>
            <Group gap={4}>
              <StateBadge state={unit.state} />
              {unit.recalled && <Badge color="red">{t('units.recalled')}</Badge>}
              {unit.expired && <Badge color="red">{t('units.expired')}</Badge>}
            </Group>
          </Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}

/** What a unit is; a kind that has no word here is shown as it is called. */
function kindWord(kind: string): string {
  if (kind === 'PACKAGE' || kind === 'CASE' || kind === 'PALLET') return wordsOf('shipments')(`units.kinds.${kind}`);
  return kind.charAt(0) + kind.slice(1).toLowerCase();
}
