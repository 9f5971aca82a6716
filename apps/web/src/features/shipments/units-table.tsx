import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { StateBadge } from '../../ui/state-badge';
import { formatDay } from '../../ui/when';
import type { ShipmentUnit } from './shipment-query';

/** The outermost units of a shipment with what is in them. */
export function UnitsTable({ units }: { units: readonly ShipmentUnit[] }) {
  if (units.length === 0) return <Empty title="No units to show">They appear once the data of this shipment has arrived.</Empty>;
  return (
    <Grid label="Units" head={['Unit', 'Contents', 'Packages', 'State']} minWidth={640}>
      {units.map((unit) => (
        <Table.Tr key={unit.epc}>
          <Table.Td>
            <Anchor component={Link} to={`/scan?text=${encodeURIComponent(unit.epc)}`} className="mono">
              {unit.label}
            </Anchor>
            <Text size="xs" c="dimmed">
              {unit.kind.charAt(0) + unit.kind.slice(1).toLowerCase()}
            </Text>
          </Table.Td>
          <Table.Td>
            {unit.lots.map((line) => (
              <Text size="sm" key={`${line.product}-${line.lot}`}>
                {line.product ?? 'Product not named'}, lot <span className="mono">{line.lot}</span>
                {line.expiry && `, exp. ${formatDay(line.expiry)}`}
                {unit.lots.length > 1 && ` × ${line.count.toLocaleString()}`}
              </Text>
            ))}
          </Table.Td>
          <Table.Td>{unit.packageCount.toLocaleString()}</Table.Td>
          <Table.Td>
            <Group gap={4}>
              <StateBadge state={unit.state} />
              {unit.recalled && <Badge color="red">Recalled</Badge>}
              {unit.expired && <Badge color="red">Expired</Badge>}
            </Group>
          </Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}
