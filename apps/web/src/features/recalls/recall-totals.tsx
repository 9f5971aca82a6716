import { Card, Text } from '@mantine/core';
import { formatNumber } from '../../ui/number';
import { useWords } from '../../words';

interface Totals {
  packages: number;
  inStock: number;
  inTransit: number;
  quarantined: number;
  dispensed: number;
  holders: number;
}

/** Every affected package by where it is; the parts add up to the whole. */
export function RecallTotals({ totals }: { totals: Totals }) {
  const t = useWords('recalls');
  const cells: [string, number][] = [
    [t('packages'), totals.packages],
    [t('inStock'), totals.inStock],
    [t('inTransit'), totals.inTransit],
    [t('quarantined'), totals.quarantined],
    [t('dispensed'), totals.dispensed],
    [t('holders'), totals.holders],
  ];
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(118px, 1fr))' }}>
      {cells.map(([label, value]) => (
        <Card key={label} py="xs">
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text fz="1.4rem" fw={650} lh={1.2}>
            {formatNumber(value)}
          </Text>
        </Card>
      ))}
    </div>
  );
}
