import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Labelled values side by side; what is absent is left out rather than shown as a dash. */
export function Facts({
  facts,
  cols = { base: 2, sm: 3, lg: 4 },
}: {
  facts: [label: string, value: ReactNode][];
  cols?: Record<string, number>;
}) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return (
    <SimpleGrid component="dl" cols={cols} spacing="md" verticalSpacing="xs" m={0}>
      {known.map(([label, value]) => (
        <div key={label} style={{ minWidth: 0 }}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fw={500} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
