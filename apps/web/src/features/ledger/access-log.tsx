import { useQuery } from '@apollo/client/react';
import { Table, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { When } from '../../ui/when';
import { useWords } from '../../words';

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
  const t = useWords('ledger');
  const { data, error, refetch } = useQuery(AccessQuery);
  return (
    <>
      <Title order={2}>{t('access.title')}</Title>
      <Answer data={data?.accessLog} error={error} refetch={refetch}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty title={t('access.empty')}>{t('access.emptyWhy')}</Empty>
          ) : (
            <Grid label={t('access.label')} head={[t('access.when'), t('access.who'), t('access.what'), t('access.why')]}>
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
