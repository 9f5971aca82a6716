import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { nameOf, WaitingScansQuery } from '../../app/waiting-scans';
import { When } from '../../ui/when';
import { VerdictBadge } from '../../verdict/verdict-badge';
import { useWords } from '../../words';

const See = graphql(`
  mutation SeeWaitingScan($id: ID!) {
    seeWaitingScan(id: $id)
  }
`);

/** What was scanned before its data were there: still waiting, or answered otherwise by now. Not there while nothing waits. */
export function WaitingList({ onScan }: { onScan: (text: string) => void }) {
  const t = useWords('scan');
  const { data } = useQuery(WaitingScansQuery, { fetchPolicy: 'cache-first' });
  const [see] = useMutation(See, { refetchQueries: [WaitingScansQuery], errorPolicy: 'all' });
  const scans = data?.waitingScans ?? [];
  if (scans.length === 0) return null;
  return (
    <Card>
      <Title order={2} mb={4}>
        {t('waiting.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('waiting.since')}
      </Text>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {scans.map((scan) => (
          <li key={scan.id}>
            <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {nameOf(scan)}
              </Text>
              <VerdictBadge verdict={scan.laterVerdict ?? scan.verdict} />
            </Group>
            <Text size="xs" c="dimmed">
              <When at={scan.laterAt ?? scan.at} />
            </Text>
            <Group gap="xs" mt={4}>
              {scan.laterVerdict && (
                <Button size="compact-sm" onClick={() => onScan(scan.text)}>
                  {t('waiting.open')}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={() => void see({ variables: { id: scan.id } })}>
                {t('waiting.seen')}
              </Button>
            </Group>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
