import { Paper, SimpleGrid, Text } from '@mantine/core';
import { formatNumber } from '../../ui/number';
import { useWords } from '../../words';
import type { Lane } from './lanes';
import { SIGNS, type Sign } from './last-scan';

/** How many went where: the lanes of the dock. What waits is shown apart, and never among what matched. */
export function LaneTiles({ counts, missing }: { counts: Readonly<Record<Lane, number>>; missing: number }) {
  const t = useWords('receiving');
  const tiles: { name: 'stock' | 'quarantine' | 'extra' | 'missing' | 'waiting'; sign: Sign; count: number }[] = [
    { name: 'stock', sign: 'stock', count: counts.stock + counts.open },
    { name: 'quarantine', sign: 'quarantine', count: counts.quarantine },
    { name: 'extra', sign: 'extra', count: counts.extra + counts.other },
    { name: 'missing', sign: 'ready', count: missing },
    ...(counts.waiting > 0 ? [{ name: 'waiting', sign: 'waiting', count: counts.waiting } as const] : []),
  ];
  return (
    <SimpleGrid component="dl" cols={{ base: tiles.length > 4 ? 3 : 2, sm: tiles.length }} spacing="xs" m={0} aria-label={t('lanes.label')}>
      {tiles.map(({ count, name, sign }) => {
        const { icon: Icon, look } = SIGNS[sign];
        return (
          <Paper key={name} withBorder className="lane" data-verdict={look} data-empty={count === 0}>
            <Text component="dt" size="sm" fw={600} style={{ display: 'flex', alignItems: 'center', gap: 6 }}>
              <Icon size={18} aria-hidden="true" />
              {t(`lanes.${name}`)}
            </Text>
            <Text component="dd" m={0} fz={30} fw={700} lh={1.1}>
              {formatNumber(count)}
            </Text>
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}
