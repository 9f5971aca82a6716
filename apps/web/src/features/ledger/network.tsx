import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Table, Text, Title } from '@mantine/core';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Grid } from '../../ui/grid';
import { When } from '../../ui/when';
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
  const { data, error, refetch } = useQuery(NetworkQuery, {
    pollInterval: ROUND_MS,
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  return (
    <>
      <Title order={2}>Who shares the ledger</Title>
      <Answer data={data} error={error} refetch={refetch}>
        {({ ledgerNetwork: network }) =>
          network && (
            <>
              <Text size="sm" c="dimmed">
                A handoff counts when a majority of these organisations has endorsed it. Channel{' '}
                <span className="mono">{network.channel}</span>, read here up to block {(network.channelNext - 1).toLocaleString()} from{' '}
                {network.readsFrom}.
              </Text>
              {network.away !== null && (
                <Alert color="orange" role="status" title="The channel cannot be read just now">
                  {network.away} It is tried again by itself; nothing is lost.
                </Alert>
              )}
              {network.peers.map(
                ({ differs, organisation }) =>
                  differs && (
                    <Alert
                      key={organisation}
                      color="red"
                      role="alert"
                      title={`${organisationName(organisation)} comes to something else than the others`}
                    >
                      Its rules or its records were altered; the majority goes on without it. Found <When at={differs.at} seconds />, at the
                      command <span className="mono">{differs.txId.slice(0, 16)}</span>. It: <span className="mono">{differs.said}</span>.
                      The others: <span className="mono">{differs.others}</span>.
                    </Alert>
                  ),
              )}
              <Grid label="Organisations" head={['Organisation', 'State', 'Blocks', 'Peer']}>
                {network.peers.map(({ address, differs, height, organisation, problem }) => (
                  <Table.Tr key={address}>
                    <Table.Td fw={600}>{organisationName(organisation)}</Table.Td>
                    <Table.Td>{problem ?? (differs ? <Badge color="red">differs</Badge> : <Badge color="teal">answers</Badge>)}</Table.Td>
                    <Table.Td>{height?.toLocaleString() ?? ''}</Table.Td>
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
