import { Badge, Progress, Table, Text } from '@mantine/core';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import type { DifferenceLine } from './difference';

/** The running difference against the delivery note; what is still to find stands on top. */
export function DifferenceTable({ lines }: { lines: readonly DifferenceLine[] }) {
  const t = useWords('receiving');
  if (lines.length === 0) return null;
  const sorted = [...lines].sort((one, other) => Number(one.here === one.expected) - Number(other.here === other.expected));
  return (
    <Grid label={t('difference.title')} head={[t('difference.product'), t('difference.found'), t('difference.toGo')]} minWidth={320}>
      {sorted.map((line) => (
        <Table.Tr key={`${line.product}-${line.lot}-${line.expiry}`}>
          <Table.Td>
            <Text size="sm" fw={600}>
              {line.product ?? t('difference.unnamed')}
            </Text>
            <Text size="xs" c="dimmed" span>
              {line.lot && t('difference.lot', { lot: line.lot, expiry: line.expiry ? formatDay(line.expiry) : '' })}{' '}
            </Text>
            {line.stopped && (
              <Badge size="sm" color="red">
                {t('difference.recalled')}
              </Badge>
            )}
          </Table.Td>
          <Table.Td miw={110}>
            <Text size="sm">
              {formatNumber(line.here)} / {formatNumber(line.expected)}
            </Text>
            <Progress value={(100 * line.here) / line.expected} size={5} color={line.here === line.expected ? 'teal' : 'harbour'} aria-label={`${line.product ?? ''} ${line.lot ?? ''}`} />
          </Table.Td>
          <Table.Td>{line.here === line.expected ? <Text size="sm" c="dimmed">{t('difference.exact')}</Text> : <b>{line.expected - line.here}</b>}</Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}
