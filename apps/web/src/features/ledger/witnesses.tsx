import { Badge, Table, Title } from '@mantine/core';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { When } from '../../ui/when';
import { useWords } from '../../words';

interface Standing {
  readonly name: string;
  readonly size: number | null;
  readonly cosignedAt: string | null;
  readonly problem: string | null;
}

/** Who else vouches for the log, what each of them cosigned last, and who does not answer: witnesses from outside, or the other organisations' nodes. */
export function Witnesses({ areNodes, witnesses }: { witnesses: readonly Standing[]; areNodes: boolean }) {
  const t = useWords('ledger');
  const title = t(areNodes ? 'witnesses.nodes' : 'witnesses.title');
  return (
    <>
      <Title order={2}>{title}</Title>
      <Grid
        label={title}
        head={[t(areNodes ? 'witnesses.node' : 'witnesses.witness'), t('witnesses.state'), t('witnesses.entries'), t('witnesses.last')]}
      >
        {witnesses.map(({ cosignedAt, name, problem, size }) => (
          <Table.Tr key={name}>
            <Table.Td className="mono">{name}</Table.Td>
            <Table.Td>{problem ?? <Badge color="teal">{t('witnesses.cosigns')}</Badge>}</Table.Td>
            <Table.Td>{size == null ? '' : formatNumber(size)}</Table.Td>
            <Table.Td>{cosignedAt === null ? t('witnesses.never') : <When at={cosignedAt} seconds />}</Table.Td>
          </Table.Tr>
        ))}
      </Grid>
    </>
  );
}
