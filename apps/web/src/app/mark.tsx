import { Group, Text } from '@mantine/core';

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/favicon.svg" alt="" width={size} height={size} />
      <Text fw={700} fz={size * 0.68} lh={1} style={{ letterSpacing: '-0.01em' }}>
        Packtrail
      </Text>
    </Group>
  );
}
