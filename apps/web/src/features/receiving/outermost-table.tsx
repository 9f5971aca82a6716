import { Badge, Table, Text } from '@mantine/core';
import { unitLabel } from '../../scanner/unit-label';
import { Grid } from '../../ui/grid';
import { useWords } from '../../words';
import { outermostOf, packagesOf, type Expected } from './expected';

/** The pallets, cases and loose packages of a delivery, and what was found of each. */
export function OutermostTable({ expected, seen }: { expected: Expected; seen: ReadonlySet<string> }) {
  const t = useWords('receiving');
  const outermost = outermostOf(expected);
  if (outermost.length < 2) return null;
  return (
    <Grid label={t('marks.title')} head={[t('marks.title'), '']} minWidth={320}>
      {outermost.map((unit) => {
        const packages = packagesOf(expected, unit);
        const found = packages.filter(({ epc }) => seen.has(epc)).length;
        const isHere = seen.has(unit.epc) || (found > 0 && found === packages.length);
        return (
          <Table.Tr key={unit.epc}>
            <Table.Td>
              <Text size="sm" className="mono">
                {unitLabel(unit.epc)}
              </Text>
              {packages.length > 0 && unit.kind !== 'PACKAGE' && (
                <Text size="xs" c="dimmed">
                  {t('packages', { count: packages.length })}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <Badge color={isHere ? 'teal' : found > 0 ? 'harbour' : 'gray'}>{isHere ? t('marks.here') : found > 0 ? t('marks.partly', { found, total: packages.length }) : t('marks.notHere')}</Badge>
            </Table.Td>
          </Table.Tr>
        );
      })}
    </Grid>
  );
}
