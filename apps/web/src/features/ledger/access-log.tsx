import { useQuery } from '@apollo/client/react';
import { Table, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { When } from '../../ui/when';

const AccessQuery = graphql(`
  query AccessLog {
    accessLog(first: 30) {
      at
      reader
      subject
      purpose
    }
  }
`);

/** Who read what is yours: every read of another organisation's data leaves a line that its owner sees. */
export function AccessLog() {
  const { data, error, refetch } = useQuery(AccessQuery);
  return (
    <>
      <Title order={2}>Who looked at your data</Title>
      <Answer data={data?.accessLog} error={error} refetch={refetch}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty title="Nobody yet">When another organisation reads what is yours, it stands here.</Empty>
          ) : (
            <Grid label="Access log" head={['When', 'Who', 'What', 'Why']}>
              {lines.map((line, index) => (
                <Table.Tr key={`${line.at}-${index}`}>
                  <Table.Td>
                    <When at={line.at} />
                  </Table.Td>
                  <Table.Td>{line.reader}</Table.Td>
                  <Table.Td className="mono">{line.subject}</Table.Td>
                  <Table.Td>{line.purpose}</Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )
        }
      </Answer>
    </>
  );
}
