import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPackageImport, IconTruckDelivery } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Facts } from '../../ui/facts';
import { useWords } from '../../words';
import type { ExceptionCase } from './exception-query';
import { kindName } from './kinds';

/** For each kind of thing that does not fit: what to check, what to do, what comes then; and the button that leads there. */
export function Guide({ found }: { found: ExceptionCase }) {
  const t = useWords('cockpit');
  const side = found.raisedHere ? 'mine' : 'theirs';
  const waiting = found.items.filter(({ mended }) => mended !== true);
  const kinds = new Set(waiting.map(({ kind }) => kind));
  const corrections = found.raisedHere ? [...new Set(waiting.flatMap(({ correctionShipmentId }) => correctionShipmentId ?? []))] : [];
  if (kinds.size === 0) return null;
  return (
    <Card className="no-print">
      <Stack gap="md">
        <Title order={2}>{t('guide')}</Title>
        {[...kinds].map((kind) => (
          <Stack key={kind} gap={4}>
            {kinds.size > 1 && <Text fw={600}>{kindName(kind)}</Text>}
            <Facts
              cols={{ base: 1, md: 3 }}
              facts={[
                [t('check'), t(`${side}.${kind}.check`)],
                [t('act'), t(`${side}.${kind}.act`)],
                [t('then'), t(`${side}.${kind}.then`)],
              ]}
            />
          </Stack>
        ))}
        <Group>
          {corrections.map((id) => (
            <Button key={id} size="md" component={Link} to={`/receiving/${id}`} leftSection={<IconPackageImport size={18} />}>
              {t('receive')}
            </Button>
          ))}
          {found.shipmentId && (
            <Button
              size="md"
              variant="default"
              component={Link}
              to={`/shipments/${found.shipmentId}`}
              leftSection={<IconTruckDelivery size={18} />}
            >
              {t('openShipment')}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
