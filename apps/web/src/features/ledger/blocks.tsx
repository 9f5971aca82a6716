import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Table, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { typeWord } from './type-word';

const BlocksQuery = graphql(`
  query Blocks($before: BlockNumber) {
    blocks(before: $before, first: 15) {
      number
      hash
      at
      size
      transactions {
        txId
        type
        by
        units
      }
    }
  }
`);

/** The blocks, newest first. What a transaction says is told to the parties it names, to regulator and operator; to others only that it is there. */
export function Blocks() {
  const t = useWords('ledger');
  const { data, error, refetch, fetchMore } = useQuery(BlocksQuery);
  const last = data?.blocks.at(-1)?.number ?? 0;
  return (
    <>
      <Title order={2}>{t('blocks.title')}</Title>
      <Answer data={data?.blocks} error={error} refetch={refetch}>
        {(blocks) =>
          blocks.length === 0 ? (
            <Empty title={t('blocks.empty')} />
          ) : (
            <>
              <Grid
                label={t('blocks.title')}
                head={[t('blocks.block'), t('blocks.when'), t('transactions'), t('blocks.size'), t('blocks.hash')]}
                minWidth={760}
              >
                {blocks.map((block) => (
                  <Table.Tr key={block.number}>
                    <Table.Td fw={600}>{formatNumber(block.number)}</Table.Td>
                    <Table.Td>
                      <When at={block.at} seconds />
                    </Table.Td>
                    <Table.Td>
                      {block.transactions.map((transaction) => (
                        <div key={transaction.txId}>
                          {transaction.type === 'HIDDEN' ? (
                            <Text span size="sm" c="dimmed">
                              {t('blocks.between')}
                            </Text>
                          ) : (
                            <>
                              <Anchor component={Link} size="sm" underline="always" to={`/ledger/transactions/${transaction.txId}`}>
                                {typeWord(transaction.type)}
                              </Anchor>
                              {transaction.by && `, ${transaction.by}`}
                              {transaction.units > 0 &&
                                `, ${t('blocks.units', { count: transaction.units, number: formatNumber(transaction.units) })}`}
                            </>
                          )}
                        </div>
                      ))}
                    </Table.Td>
                    <Table.Td>{formatNumber(block.size)}</Table.Td>
                    <Table.Td className="mono">{block.hash.slice(0, 16)}</Table.Td>
                  </Table.Tr>
                ))}
              </Grid>
              {last > 1 && (
                <Group justify="center">
                  <Button
                    variant="default"
                    size="xs"
                    onClick={() =>
                      void fetchMore({
                        variables: { before: last },
                        updateQuery: (before, { fetchMoreResult: page }) => ({ blocks: [...before.blocks, ...page.blocks] }),
                      })
                    }
                  >
                    {t('blocks.older')}
                  </Button>
                </Group>
              )}
            </>
          )
        }
      </Answer>
    </>
  );
}
