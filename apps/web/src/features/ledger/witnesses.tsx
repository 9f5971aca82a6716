import { Badge, Table, Title } from '@mantine/core';
import { Grid } from '../../ui/grid';
import { When } from '../../ui/when';

interface Standing {
  readonly name: string;
  readonly size: number | null;
  readonly cosignedAt: string | null;
  readonly problem: string | null;
}

/** Who else vouches for the log, what each of them cosigned last, and who does not answer: witnesses from outside, or the other organisations' nodes. */
export function Witnesses({ areNodes, witnesses }: { witnesses: readonly Standing[]; areNodes: boolean }) {
  const title = areNodes ? 'Nodes that cosign the log' : 'Witnesses';
  return (
    <>
      <Title order={2}>{title}</Title>
      <Grid label={title} head={[areNodes ? 'Node' : 'Witness', 'State', 'Entries', 'Cosigned last']}>
        {witnesses.map(({ cosignedAt, name, problem, size }) => (
          <Table.Tr key={name}>
            <Table.Td className="mono">{name}</Table.Td>
            <Table.Td>{problem ?? <Badge color="teal">cosigns</Badge>}</Table.Td>
            <Table.Td>{size?.toLocaleString() ?? ''}</Table.Td>
            <Table.Td>{cosignedAt === null ? 'never' : <When at={cosignedAt} seconds />}</Table.Td>
          </Table.Tr>
        ))}
      </Grid>
    </>
  );
}
