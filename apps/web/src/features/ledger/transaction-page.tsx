import { useQuery } from '@apollo/client/react';
import { Card, Code, Stack, Text, Title } from '@mantine/core';
import { useParams } from 'react-router';
import { graphql } from '../../app/graphql';
import { Answer, Found } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Facts } from '../../ui/facts';
import { Page } from '../../ui/page';
import { stateWord } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { organisationName } from './organisation-name';

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
  const { txId = '' } = useParams();
  const { data, error, refetch } = useQuery(TransactionQuery, { variables: { txId } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ transaction }) => (
        <Found thing={transaction}>
          {(found) => (
            <Page
              title={
                found.type === 'HIDDEN'
                  ? 'Transaction between others'
                  : `Transaction: ${stateWord(found.type.replaceAll(/([a-z])([A-Z])/g, '$1 $2')).toLowerCase()}`
              }
              lead={<span className="mono">{found.txId}</span>}
            >
              <Card>
                <Facts
                  facts={[
                    ['Block', found.blockNumber.toLocaleString()],
                    ['Place in the log', found.position.toLocaleString()],
                    ['By', found.by],
                    ['Signed at', <When key="at" at={found.at} seconds />],
                    ['Outermost units', found.type !== 'HIDDEN' && found.units.toLocaleString()],
                    ['Endorsed by', found.endorsers.length > 0 && found.endorsers.map(organisationName).join(', ')],
                    ['Historical', found.historical && 'yes: the event is more than 7 days older'],
                  ]}
                />
              </Card>
              {found.type === 'HIDDEN' ? (
                <Empty title="Not yours to see">
                  What a transaction says is shown to the parties it names, and to those who oversee them.
                </Empty>
              ) : (
                <Card>
                  <Stack gap="xs">
                    <Title order={2}>What was signed</Title>
                    <Text size="sm" c="dimmed">
                      These very bytes stand in the log. Without the salts, which travel with the goods, nothing in them can be read.
                    </Text>
                    <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                      {found.canonical}
                    </Code>
                    <Text size="sm">
                      Signature: <span className="mono">{found.signature}</span>
                    </Text>
                    {found.documents.length > 0 && (
                      <Text size="sm">
                        Documents:{' '}
                        {found.documents.map((hash) => (
                          <Text key={hash} component="span" display="block" className="mono">
                            {hash}
                          </Text>
                        ))}
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
