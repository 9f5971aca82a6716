import { useMutation } from '@apollo/client/react';
import { Alert, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import type { Connection } from './connection-query';

const Close = graphql(`
  mutation CloseConnection($id: ID!) {
    closeConnection(id: $id) {
      id
    }
  }
`);

/** Ends a connection both ways, after asking. */
export function EndConnection({ connection, onDone }: { connection: Connection; onDone: () => void }) {
  const t = useWords('connections');
  const [opened, { open, close }] = useDisclosure(false);
  const [end, { error, loading }] = useMutation(Close, { errorPolicy: 'all' });
  async function confirm() {
    const { data } = await end({ variables: { id: connection.id } });
    if (!data) return;
    close();
    onDone();
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {t('end.open')}
      </Button>
      <Confirm
        opened={opened}
        onClose={close}
        onConfirm={() => void confirm()}
        title={t('end.title', { partner: connection.partner })}
        verb={t('end.verb')}
        busy={loading}
        danger
      >
        <Text size="sm">{t('end.why')}</Text>
        {error && (
          <Alert color="red" role="alert">
            {faultSentence(error)}
          </Alert>
        )}
      </Confirm>
    </>
  );
}
