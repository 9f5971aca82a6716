import { useQuery } from '@apollo/client/react';
import { Card, Code, Stack, Text, Title } from '@mantine/core';
import { useParams } from 'react-router';
import { graphql } from '../../app/graphql';
import { Answer, Found } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Facts } from '../../ui/facts';
import { Filled } from '../../ui/filled';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { organisationName } from './organisation-name';
import { typeWord } from './type-word';

const TransactionQuery = graphql(`
  query Transaction($txId: ID!) {
    transaction(txId: $txId) {
      txId
      blockNumber
      position
      type
      by
      at
      units
      historical
      documents
      endorsers
      canonical
      signature
    }
  }
`);

export default function TransactionPage() {
  const t = useWords('ledger');
  const { txId = '' } = useParams();
  const { data, error, refetch } = useQuery(TransactionQuery, { variables: { txId } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ transaction }) => (
        <Found thing={transaction}>
          {(found) => (
            <Page
              title={
                found.type === 'HIDDEN' ? t('transaction.hidden') : t('transaction.title', { what: typeWord(found.type).toLowerCase() })
              }
              lead={<span className="mono">{found.txId}</span>}
            >
              <Card>
                <Facts
                  facts={[
                    [t('transaction.block'), formatNumber(found.blockNumber)],
                    [t('transaction.position'), formatNumber(found.position)],
                    [t('transaction.by'), found.by],
                    [t('transaction.at'), <When key="at" at={found.at} seconds />],
                    [t('transaction.units'), found.type !== 'HIDDEN' && formatNumber(found.units)],
                    [t('transaction.endorsers'), found.endorsers.length > 0 && found.endorsers.map(organisationName).join(', ')],
                    [t('transaction.historical'), found.historical && t('transaction.historicalWhy')],
                  ]}
                />
              </Card>
              {found.type === 'HIDDEN' ? (
                <Empty title={t('transaction.notYours')}>{t('transaction.notYoursWhy')}</Empty>
              ) : (
                <Card>
                  <Stack gap="xs">
                    <Title order={2}>{t('transaction.signed')}</Title>
                    <Text size="sm" c="dimmed">
                      {t('transaction.signedWhy')}
                    </Text>
                    <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                      {found.canonical}
                    </Code>
                    <Text size="sm">
                      <Filled
                        sentence={t('transaction.signature')}
                        places={{ signature: <span className="mono">{found.signature}</span> }}
                      />
                    </Text>
                    {found.documents.length > 0 && (
                      <Text size="sm">
                        <Filled
                          sentence={t('transaction.documents')}
                          places={{
                            documents: found.documents.map((hash) => (
                              <Text key={hash} component="span" display="block" className="mono">
                                {hash}
                              </Text>
                            )),
                          }}
                        />
                      </Text>
                    )}
                  </Stack>
                </Card>
              )}
            </Page>
          )}
        </Found>
      )}
    </Answer>
  );
}
