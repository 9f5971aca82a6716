import { ActionIcon, Badge, Group, Table, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { unitLabel } from '../../scanner/unit-label';
import { Grid } from '../../ui/grid';
import { useWords } from '../../words';
import type { Lane } from './lanes';
import { SIGNS } from './last-scan';
import type { Scanned } from './scanned';

/** What was put aside, each with its reason; the newest first, as it lies on the pile. */
export function OddOnes({ onLeave, sorted }: { sorted: readonly { scan: Scanned; lane: Lane }[]; onLeave: (id: string) => void }) {
  const t = useWords('receiving');
  const odd = sorted.filter(({ lane }) => lane !== 'stock' && lane !== 'owned').reverse();
  if (odd.length === 0) return null;
  return (
    <Grid label={t('lanes.odd')} head={[t('lanes.odd'), t('lanes.why'), '']} minWidth={420}>
      {odd.map(({ lane, scan }) => {
        const { icon: Icon } = SIGNS[lane];
        const why = { quarantine: scan.damaged ? t('reasons.DAMAGED') : scan.told?.why, extra: scan.told?.why, open: t('last.openWhy'), other: t('last.otherWhy'), waiting: t('lanes.waitingWhy'), stock: null, owned: null }[lane];
        return (
          <Table.Tr key={scan.id}>
            <Table.Td>
              <Group gap={6} wrap="nowrap">
                <Badge color={{ quarantine: 'red', waiting: 'yellow' }[lane as string] ?? 'orange'} leftSection={<Icon size={13} aria-hidden="true" />}>
                  {lane === 'quarantine' || lane === 'extra' || lane === 'waiting' || lane === 'other' ? t(`lanes.${lane}`) : t('last.open')}
                </Badge>
              </Group>
              <Text size="sm">{scan.told?.product}</Text>
              <Text size="xs" className="mono">
                {unitLabel(scan.text)}
              </Text>
            </Table.Td>
            <Table.Td>{why}</Table.Td>
            <Table.Td w={44}>
              <ActionIcon variant="subtle" aria-label={t('lanes.leave', { unit: unitLabel(scan.text) })} onClick={() => onLeave(scan.id)}>
                <IconX size={16} />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        );
      })}
    </Grid>
  );
}
