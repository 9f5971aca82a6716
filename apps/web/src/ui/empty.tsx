import { Card, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** An empty list says what would be in it and how it gets there. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Card py="xl">
      <Stack align="center" gap={6}>
        <Text fw={600}>{title}</Text>
        {children && (
          <Text c="dimmed" size="sm" ta="center" maw={480} component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Card>
  );
}
