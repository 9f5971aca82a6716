import { Group, Stack, Text } from '@mantine/core';
import { graphql, readFragment, type FragmentOf } from '../app/graphql';
import { useWords } from '../words';
import { VERDICTS } from './words';

export const ReasonFields = graphql(`
  fragment ReasonFields on Reason {
    code
    message
    next
    severity
    actions
  }
`);

/** Why the verdict is what it is, gravest first as the server lists them, each with its next step. */
export function Reasons({ reasons }: { reasons: FragmentOf<typeof ReasonFields>[] }) {
  const t = useWords('verdict');
  const list = readFragment(ReasonFields, reasons);
  if (list.length === 0) return null;
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('reasons')}>
      {list.map((reason) => {
        const { icon: Icon, color } = VERDICTS[reason.severity];
        return (
          <Group component="li" key={reason.code} gap="sm" align="flex-start" wrap="nowrap">
            <Icon
              size={24}
              color={`var(--mantine-color-${color}-${color === 'yellow' ? 7 : 8})`}
              style={{ flex: '0 0 auto', marginTop: 1 }}
              aria-label={t(`short.${reason.severity}`)}
            />
            <div style={{ minWidth: 0 }}>
              <Text fw={600}>{reason.message}</Text>
              {reason.next && <Text>{reason.next}</Text>}
              <Text size="xs" c="dimmed" className="mono">
                {reason.code}
              </Text>
            </div>
          </Group>
        );
      })}
    </Stack>
  );
}
