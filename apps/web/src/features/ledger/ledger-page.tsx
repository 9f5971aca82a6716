import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Card, Code, List, Stack, Table, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { AccessLog } from './access-log';
import { Blocks } from './blocks';
import { Network } from './network';
import { Witnesses } from './witnesses';

const LedgerQuery = graphql(`
  query Ledger {
    ledger {
      engine
      mode
      origin
      blockNumber
      transactions
      auditedTo
      projectedTo
      root
      checkpoint
      logKey
      warnings
      witnesses {
        name
        size
        cosignedAt
        problem
      }
      trust {
        mode
        current
        needNotTrust
        stillTrust
      }
    }
  }
`);

const ENGINES: Readonly<Record<string, string>> = {
  embedded: 'Embedded: one process keeps it',
  fabric: 'Hyperledger Fabric: several organisations keep it',
};

export default function LedgerPage() {
  const { data, error, refetch } = useQuery(LedgerQuery);
  return (
    <Page title="Ledger" lead="What is kept, how far it is checked, and whom you still have to trust.">
      <Answer data={data?.ledger} error={error} refetch={refetch}>
        {(ledger) => (
          <Stack gap="md">
            {ledger.warnings.length > 0 && (
              <Alert color="red" role="alert" title="The ledger warns">
                <List size="sm">
                  {ledger.warnings.map((warning) => (
                    <List.Item key={warning}>{warning}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            <Card>
              <Facts
                facts={[
                  ['Engine', ENGINES[ledger.engine] ?? ledger.engine],
                  ['Newest block', ledger.blockNumber.toLocaleString()],
                  ['Transactions', ledger.transactions.toLocaleString()],
                  ['Audited to block', ledger.auditedTo === null ? 'not yet' : ledger.auditedTo.toLocaleString()],
                  ['Pages show block', ledger.projectedTo.toLocaleString()],
                  [
                    'Log',
                    <span key="origin" className="mono">
                      {ledger.origin}
                    </span>,
                  ],
                ]}
              />
            </Card>
            <Title order={2}>Whom you have to trust</Title>
            <Grid label="Trust by mode" head={['Mode', 'You need not trust', 'You still trust']} minWidth={640}>
              {ledger.trust.map((row) => (
                <Table.Tr key={row.mode} bg={row.current ? 'light-dark(var(--mantine-color-harbour-0), #1d2c38)' : undefined}>
                  <Table.Td fw={row.current ? 700 : 400}>
                    {row.mode}
                    {row.current && <Badge ml={8}>in force</Badge>}
                  </Table.Td>
                  <Table.Td>{row.needNotTrust}</Table.Td>
                  <Table.Td>{row.stillTrust}</Table.Td>
                </Table.Tr>
              ))}
            </Grid>
            {ledger.engine === 'fabric' && <Network />}
            {ledger.witnesses.length > 0 && <Witnesses witnesses={ledger.witnesses} areNodes={ledger.engine === 'fabric'} />}
            <Card>
              <Title order={2} mb={4}>
                Checkpoint
              </Title>
              <Text size="sm" c="dimmed" mb="xs">
                The signed head of the log. Keep a copy: against it, no later rewriting stays unseen.
              </Text>
              <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {ledger.checkpoint}
              </Code>
              <Text size="sm" mt="xs">
                Log key: <span className="mono">{ledger.logKey}</span>
              </Text>
              <Text size="sm">
                Root: <span className="mono">{ledger.root}</span>
              </Text>
            </Card>
          </Stack>
        )}
      </Answer>
      <Blocks />
      <AccessLog />
    </Page>
  );
}
