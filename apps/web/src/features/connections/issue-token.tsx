import { useMutation } from '@apollo/client/react';
import { Alert, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { When } from '../../ui/when';
import type { Connection } from './connection-query';

const Issue = graphql(`
  mutation IssueConnectionToken($id: ID!) {
    issueConnectionToken(id: $id) {
      token
      expiresAt
    }
  }
`);

/** A token for the partner's system: shown once, since only its hash is kept. */
export function IssueToken({ connection, onDone }: { connection: Connection; onDone: () => void }) {
  const [opened, { open, close }] = useDisclosure(false);
  const [issue, { data, error, loading, reset }] = useMutation(Issue, { onError: () => undefined });
  const issued = data?.issueConnectionToken;
  const leave = () => {
    close();
    reset();
    if (issued) onDone();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        New token
      </Button>
      <Modal opened={opened} onClose={leave} title={`A token for ${connection.partner}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="sm">
          {issued ? (
            <>
              <Text size="sm">Give it to the partner by a safe way. It is shown this once.</Text>
              <TextInput label="Token" readOnly value={issued.token} className="mono" onFocus={(event) => event.currentTarget.select()} />
              <Text size="sm" c="dimmed">
                Good until <When at={issued.expiresAt} />
              </Text>
              <Group justify="flex-end">
                <CopyButton value={issued.token}>
                  {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
                </CopyButton>
              </Group>
            </>
          ) : (
            <>
              <Text size="sm">
                With it the partner’s system may send you documents and fetch those of shipments between you; nothing else.
                {connection.tokenExpiresAt && ' The token that it has now ends at once.'}
              </Text>
              {error && (
                <Alert color="red" role="alert">
                  {faultSentence(error)}
                </Alert>
              )}
              <Group justify="flex-end">
                <Button variant="default" onClick={leave}>
                  Back
                </Button>
                <Button loading={loading} onClick={() => void issue({ variables: { id: connection.id } })}>
                  Make the token
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </Modal>
    </>
  );
}
