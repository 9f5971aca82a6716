import { useQuery } from '@apollo/client/react';
import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';

const ObligationsQuery = graphql(`
  query Obligations {
    obligations {
      since
      inForce
      duty
      binds
      source
    }
  }
`);

/** What the law asks of the reader's kind of organisation, and since when. */
export function Obligations() {
  const t = useWords('importing');
  const { data } = useQuery(ObligationsQuery);
  if (!data || data.obligations.length === 0) return null;
  return (
    <Card>
      <Stack gap="xs">
        <Title order={2}>{t('duties.title')}</Title>
        {data.obligations.map(({ binds, duty, inForce, since, source }) => (
          <div key={since}>
            <Group gap="xs">
              <Text fw={600}>{t(inForce ? 'duties.since' : 'duties.from', { day: formatDay(since) })}</Text>
              {!inForce && <Badge color="gray">{t('duties.toCome')}</Badge>}
              {binds && <Text size="sm">{binds}</Text>}
            </Group>
            <Text size="sm">{duty}</Text>
            <Text size="xs" c="dimmed">
              {source}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
