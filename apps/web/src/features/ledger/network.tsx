import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Table, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Filled } from '../../ui/filled';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { organisationName } from './organisation-name';

const NetworkQuery = graphql(`
  query LedgerNetwork {
    ledgerNetwork {
      channel
      channelNext
      readsFrom
      away
      peers {
        organisation
        address
        height
        problem
        differs {
          at
          txId
          said
          others
        }
      }
    }
  }
`);

const ROUND_MS = 5_000;

/** The organisations that share the ledger, and how far the peer of each is; asked again every few seconds while the page is open. */
export function Network() {
  const t = useWords('ledger');
  const { data, error, refetch } = useQuery(NetworkQuery, {
    pollInterval: ROUND_MS,
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  return (
    <>
      <Title order={2}>{t('network.title')}</Title>
      <Answer data={data} error={error} refetch={refetch}>
        {({ ledgerNetwork: network }) =>
          network && (
            <>
              <Text size="sm" c="dimmed">
                <Filled
                  sentence={t('network.lead', { block: formatNumber(network.channelNext - 1) })}
                  places={{ channel: <span className="mono">{network.channel}</span>, from: network.readsFrom }}
                />
              </Text>
              {network.away !== null && (
                <Alert color="orange" role="status" title={t('network.away')}>
                  <Filled sentence={t('network.awayWhy')} places={{ why: network.away }} />
                </Alert>
              )}
              {network.peers.map(
                ({ differs, organisation }) =>
                  differs && (
                    <Alert
                      key={organisation}
                      color="red"
                      role="alert"
                      title={t('network.differs', { organisation: organisationName(organisation) })}
                    >
                      <Filled
                        sentence={t('network.differsWhy')}
                        places={{
                          at: <When at={differs.at} seconds />,
                          command: <span className="mono">{differs.txId.slice(0, 16)}</span>,
                          said: <span className="mono">{differs.said}</span>,
                          others: <span className="mono">{differs.others}</span>,
                        }}
                      />
                    </Alert>
                  ),
              )}
              <Grid
                label={t('network.label')}
                head={[t('network.organisation'), t('network.state'), t('network.blocks'), t('network.peer')]}
              >
                {network.peers.map(({ address, differs, height, organisation, problem }) => (
                  <Table.Tr key={address}>
                    <Table.Td fw={600}>{organisationName(organisation)}</Table.Td>
                    <Table.Td>
                      {problem ?? (
                        <Badge color={differs ? 'red' : 'teal'}>{t(differs ? 'network.stateDiffers' : 'network.stateAnswers')}</Badge>
                      )}
                    </Table.Td>
                    <Table.Td>{height == null ? '' : formatNumber(height)}</Table.Td>
                    <Table.Td className="mono">{address}</Table.Td>
                  </Table.Tr>
                ))}
              </Grid>
            </>
          )
        }
      </Answer>
    </>
  );
}
