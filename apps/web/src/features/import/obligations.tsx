import { useQuery } from '@apollo/client/react';
import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { formatDay } from '../../ui/when';

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
  const { data } = useQuery(ObligationsQuery);
  if (!data || data.obligations.length === 0) return null;
  return (
    <Card>
      <Stack gap="xs">
        <Title order={2}>What DSCSA asks of you</Title>
        {data.obligations.map(({ binds, duty, inForce, since, source }) => (
          <div key={since}>
            <Group gap="xs">
              <Text fw={600}>
                {inForce ? 'Since' : 'From'} {formatDay(since)}
              </Text>
              {!inForce && <Badge color="gray">To come</Badge>}
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
