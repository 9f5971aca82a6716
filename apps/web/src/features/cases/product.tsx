import { Stack, Table, Text, Title } from '@mantine/core';
import { Grid } from '../../ui/grid';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import type { Case } from './case-query';

/** The units of a case, as printed, and whether the record holds them. */
export function Product({ found }: { found: Case }) {
  const t = useWords('cases');
  const more = found.unitCount - found.units.length;
  return (
    <Stack gap="sm">
      <Title order={2}>{t('product.title')}</Title>
      <Grid label={t('product.title')} head={[t('product.unit'), t('product.printed'), '']} minWidth={300}>
        {found.units.map((unit) => (
          <Table.Tr key={unit.name}>
            <Table.Td className="mono">{unit.name}</Table.Td>
            <Table.Td>
              {[unit.lot && t('lot', { number: unit.lot }), unit.expiry && formatDay(unit.expiry)].filter(Boolean).join(', ')}
            </Table.Td>
            <Table.Td>
              {unit.standing === 'IN_CASE'
                ? t(unit.onRecord ? 'product.onRecord' : 'product.offRecord')
                : t(`product.standing.${unit.standing}`)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Grid>
      {more > 0 && <Text size="sm">{t('product.more', { count: more })}</Text>}
    </Stack>
  );
}
