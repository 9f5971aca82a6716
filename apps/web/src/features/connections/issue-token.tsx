import { useMutation } from '@apollo/client/react';
import { Alert, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Filled } from '../../ui/filled';
import { When } from '../../ui/when';
import { useWords } from '../../words';
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
  const t = useWords('connections');
  const ui = useWords('ui');
  const [opened, { open, close }] = useDisclosure(false);
  const [issue, { data, error, loading, reset }] = useMutation(Issue, { errorPolicy: 'all' });
  const issued = data?.issueConnectionToken;
  const leave = () => {
    close();
    reset();
    if (issued) onDone();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {t('issue.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={leave}
        title={t('issue.title', { partner: connection.partner })}
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        <Stack gap="sm">
          {issued ? (
            <>
              <Text size="sm">{t('issue.once')}</Text>
              <TextInput
                label={t('issue.token')}
                readOnly
                value={issued.token}
                className="mono"
                onFocus={(event) => event.currentTarget.select()}
              />
              <Text size="sm" c="dimmed">
                <Filled sentence={t('issue.goodUntil')} places={{ at: <When at={issued.expiresAt} /> }} />
              </Text>
              <Group justify="flex-end">
                <CopyButton value={issued.token}>
                  {({ copied, copy }) => <Button onClick={copy}>{ui(copied ? 'copied' : 'copy')}</Button>}
                </CopyButton>
              </Group>
            </>
          ) : (
            <>
              <Text size="sm">{t(connection.tokenExpiresAt ? 'issue.whyAgain' : 'issue.why')}</Text>
              {error && (
                <Alert color="red" role="alert">
                  {faultSentence(error)}
                </Alert>
              )}
              <Group justify="flex-end">
                <Button variant="default" onClick={leave}>
                  {ui('back')}
                </Button>
                <Button loading={loading} onClick={() => void issue({ variables: { id: connection.id } })}>
                  {t('issue.make')}
                </Button>
              </Group>
            </>
          )}
        </Stack>
      </Modal>
    </>
  );
}
