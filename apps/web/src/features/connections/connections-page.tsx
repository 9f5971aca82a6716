import { useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Filled } from '../../ui/filled';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { ConnectionForm } from './connection-form';
import { type Connection, ConnectionsQuery } from './connection-query';
import { EndConnection } from './end-connection';
import { IssueToken } from './issue-token';

/** How shipments' documents reach a partner's system, and how that system reaches us. */
export default function ConnectionsPage() {
  const t = useWords('connections');
  const ui = useWords('ui');
  const { data, error, refetch } = useQuery(ConnectionsQuery);
  const [editing, setEditing] = useState<Connection | null>(null);
  const [opened, { open, close }] = useDisclosure(false);
  const edit = (connection: Connection | null) => {
    setEditing(connection);
    open();
  };
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconPlugConnected size={16} />} onClick={() => edit(null)}>
          {t('connect')}
        </Button>
      }
    >
      <Answer data={data?.connections} error={error} refetch={refetch}>
        {(connections) =>
          connections.length === 0 ? (
            <Empty title={t('empty')}>{t('emptyWhy')}</Empty>
          ) : (
            <Grid label={t('title')} head={[t('partner'), t('sendTo'), t('token'), t('answer'), '']} minWidth={820}>
              {connections.map((connection) => (
                <Table.Tr key={connection.id}>
                  <Table.Td>
                    <Text fw={600}>{connection.partner}</Text>
                    <Text size="xs" c="dimmed" className="mono">
                      {t('gln', { gln: connection.partnerGln })}
                    </Text>
                  </Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {connection.captureUrl ?? t('nowhere')}
                    <Text size="xs" c="dimmed">
                      {connection.hasToken
                        ? t(`formats.${connection.format}`)
                        : t('formatNoToken', { format: t(`formats.${connection.format}`) })}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <TokenState connection={connection} />
                  </Table.Td>
                  <Table.Td>
                    {connection.lastReceipt ?? <Text c="dimmed">{t('answerNone')}</Text>}
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
                          {t('change')}
                        </Button>
                        <IssueToken connection={connection} onDone={() => void refetch()} />
                        <EndConnection connection={connection} onDone={() => void refetch()} />
                      </Group>
                    ) : (
                      <Button size="xs" variant="default" onClick={() => edit(connection)}>
                        {t('again')}
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
        title={editing ? t('connectionTo', { partner: editing.partner }) : t('connect')}
        closeButtonProps={{ 'aria-label': ui('close') }}
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

function TokenState({ connection: { active, tokenExpiresAt } }: { connection: Connection }) {
  const t = useWords('connections');
  if (!active) return <Badge color="gray">{t('tokenClosed')}</Badge>;
  if (tokenExpiresAt === null) return <Text c="dimmed">{t('tokenNone')}</Text>;
  const over = new Date(tokenExpiresAt) < new Date();
  return (
    <>
      <Badge color={over ? 'orange' : 'teal'}>{t(over ? 'tokenExpired' : 'tokenGood')}</Badge>
      <Text size="xs" c="dimmed">
        <Filled sentence={t('until')} places={{ at: <When at={tokenExpiresAt} /> }} />
      </Text>
    </>
  );
}
