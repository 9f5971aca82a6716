import { useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { ConnectionForm } from './connection-form';
import { type Connection, ConnectionsQuery } from './connection-query';
import { EndConnection } from './end-connection';
import { IssueToken } from './issue-token';

/** How shipments' documents reach a partner's system, and how that system reaches us. */
export default function ConnectionsPage() {
  const { data, error, refetch } = useQuery(ConnectionsQuery);
  const [editing, setEditing] = useState<Connection | null>(null);
  const [opened, { open, close }] = useDisclosure(false);
  const edit = (connection: Connection | null) => {
    setEditing(connection);
    open();
  };
  return (
    <Page
      title="Connections"
      lead="With a connection, what you ship is announced to the partner’s system by itself, and what the partner ships to you here."
      actions={
        <Button leftSection={<IconPlugConnected size={16} />} onClick={() => edit(null)}>
          Connect a partner
        </Button>
      }
    >
      <Answer data={data?.connections} error={error} refetch={refetch}>
        {(connections) =>
          connections.length === 0 ? (
            <Empty title="No connection yet">
              Without one, the documents of a shipment wait on its page: download them, and send them as you and the partner are used to.
            </Empty>
          ) : (
            <Grid label="Connections" head={['Partner', 'We send to', 'Their token here', 'Last answer', '']} minWidth={820}>
              {connections.map((connection) => (
                <Table.Tr key={connection.id}>
                  <Table.Td>
                    <Text fw={600}>{connection.partner}</Text>
                    <Text size="xs" c="dimmed" className="mono">
                      GLN {connection.partnerGln}
                    </Text>
                  </Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {connection.captureUrl ?? 'nowhere yet'}
                    <Text size="xs" c="dimmed">
                      {connection.format === 'XML' ? 'EPCIS 1.2, XML' : 'EPCIS 2.0, JSON'}
                      {connection.hasToken ? '' : ', no token of theirs yet'}
                    </Text>
                  </Table.Td>
                  <Table.Td>{tokenState(connection)}</Table.Td>
                  <Table.Td>
                    {connection.lastReceipt ?? <Text c="dimmed">none yet</Text>}
                    {connection.lastReceiptAt && (
                      <Text size="xs" c="dimmed">
                        <When at={connection.lastReceiptAt} />
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {connection.active ? (
                      <Group gap="xs" wrap="nowrap" justify="flex-end">
                        <Button size="xs" variant="default" onClick={() => edit(connection)}>
                          Change
                        </Button>
                        <IssueToken connection={connection} onDone={() => void refetch()} />
                        <EndConnection connection={connection} onDone={() => void refetch()} />
                      </Group>
                    ) : (
                      <Button size="xs" variant="default" onClick={() => edit(connection)}>
                        Connect again
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )
        }
      </Answer>
      <Modal
        opened={opened}
        onClose={close}
        title={editing ? `Connection to ${editing.partner}` : 'Connect a partner'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ConnectionForm
          key={editing?.id ?? 'new'}
          connection={editing}
          partners={data?.partners ?? []}
          onDone={() => {
            close();
            void refetch();
          }}
        />
      </Modal>
    </Page>
  );
}

function tokenState({ active, tokenExpiresAt }: Connection) {
  if (!active) return <Badge color="gray">Closed</Badge>;
  if (tokenExpiresAt === null) return <Text c="dimmed">none</Text>;
  const over = new Date(tokenExpiresAt) < new Date();
  return (
    <>
      <Badge color={over ? 'orange' : 'teal'}>{over ? 'Expired' : 'Good'}</Badge>
      <Text size="xs" c="dimmed">
        until <When at={tokenExpiresAt} />
      </Text>
    </>
  );
}
