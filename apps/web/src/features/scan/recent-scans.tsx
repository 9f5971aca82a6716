import { useQuery } from '@apollo/client/react';
import { Card, Group, Stack, Text, Title, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { unitLabel } from '../../scanner/unit-label';
import { Answer } from '../../ui/answer';
import { When } from '../../ui/when';
import { VerdictBadge } from '../../verdict/verdict-badge';
import { useWords } from '../../words';
import { RecentScansQuery } from './scan-query';

/** The last scans of the organisation; pressing one asks again, for a verdict of then is not one of now. */
export function RecentScans({ onScan }: { onScan: (text: string) => void }) {
  const t = useWords('scan');
  const { data, error, refetch } = useQuery(RecentScansQuery);
  return (
    <Card>
      <Title order={2} mb="xs">
        {t('recent.title')}
      </Title>
      <Answer data={data?.scans} error={error} refetch={refetch}>
        {(scans) =>
          scans.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('recent.none')}
            </Text>
          ) : (
            <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
              {scans.map((scan) => (
                <li key={scan.id}>
                  <UnstyledButton w="100%" px={6} py={5} style={{ borderRadius: 6 }} onClick={() => onScan(scan.text)}>
                    <VisuallyHidden>{t('recent.again')}</VisuallyHidden>
                    <Group justify="space-between" wrap="nowrap" gap="xs">
                      <Text size="sm" fw={500} truncate>
                        {scan.productName ?? unitLabel(scan.text)}
                      </Text>
                      <VerdictBadge verdict={scan.verdict} />
                    </Group>
                    <Text size="xs" c="dimmed" truncate>
                      <When at={scan.at} />, {scan.userName}
                    </Text>
                  </UnstyledButton>
                </li>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Card>
  );
}
