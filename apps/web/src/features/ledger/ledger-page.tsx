import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Card, Code, List, Stack, Table, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Filled } from '../../ui/filled';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
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

export default function LedgerPage() {
  const t = useWords('ledger');
  const { data, error, refetch } = useQuery(LedgerQuery);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Answer data={data?.ledger} error={error} refetch={refetch}>
        {(ledger) => (
          <Stack gap="md">
            {ledger.warnings.length > 0 && (
              <Alert color="red" role="alert" title={t('warns')}>
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
                  [t('engine'), t(`engines.${ledger.engine as 'fabric'}`, { defaultValue: ledger.engine })],
                  [t('newest'), formatNumber(ledger.blockNumber)],
                  [t('transactions'), formatNumber(ledger.transactions)],
                  [t('audited'), ledger.auditedTo === null ? t('notYet') : formatNumber(ledger.auditedTo)],
                  [t('projected'), formatNumber(ledger.projectedTo)],
                  [
                    t('log'),
                    <span key="origin" className="mono">
                      {ledger.origin}
                    </span>,
                  ],
                ]}
              />
            </Card>
            <Title order={2}>{t('trust.title')}</Title>
            <Grid label={t('trust.label')} head={[t('trust.mode'), t('trust.needNot'), t('trust.still')]} minWidth={640}>
              {ledger.trust.map((row) => (
                <Table.Tr key={row.mode} bg={row.current ? 'light-dark(var(--mantine-color-harbour-0), #1d2c38)' : undefined}>
                  <Table.Td fw={row.current ? 700 : 400}>
                    {row.mode}
                    {row.current && <Badge ml={8}>{t('trust.inForce')}</Badge>}
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
                {t('checkpoint.title')}
              </Title>
              <Text size="sm" c="dimmed" mb="xs">
                {t('checkpoint.why')}
              </Text>
              <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {ledger.checkpoint}
              </Code>
              <Text size="sm" mt="xs">
                <Filled sentence={t('checkpoint.key')} places={{ key: <span className="mono">{ledger.logKey}</span> }} />
              </Text>
              <Text size="sm">
                <Filled sentence={t('checkpoint.root')} places={{ root: <span className="mono">{ledger.root}</span> }} />
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
