import { useMutation } from '@apollo/client/react';
import { Alert, Button, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { type ExceptionCase, ExceptionFields } from './exception-query';

const Report = graphql(
  `
    mutation ReportException($id: ID!) {
      reportException(id: $id) {
        ...ExceptionFields
      }
    }
  `,
  [ExceptionFields],
);
const Resolve = graphql(
  `
    mutation ResolveException($id: ID!, $resolution: String!) {
      resolveException(id: $id, resolution: $resolution) {
        ...ExceptionFields
      }
    }
  `,
  [ExceptionFields],
);

/** What can be done with a case: tell the partner, take the messages away, settle it. */
export function CaseActions({ found }: { found: ExceptionCase }) {
  const t = useWords('exceptions');
  const [report, { loading, error }] = useMutation(Report, { errorPolicy: 'all' });
  const [settling, { open, close }] = useDisclosure(false);
  const sent = (isAnswer: boolean) => found.messages.some((message) => message.isAnswer === isAnswer);
  const settled = found.state === 'RESOLVED';
  return (
    <>
      {sent(false) && <Download found={found} file="report" label={t('actions.report')} />}
      {sent(true) && <Download found={found} file="response" label={t('actions.answer')} />}
      {found.raisedHere && !settled && (
        <>
          <Button variant="default" onClick={open}>
            {t('actions.settle')}
          </Button>
          <Button leftSection={<IconSend size={16} />} loading={loading} onClick={() => void report({ variables: { id: found.id } })}>
            {t(found.reportedAt ? 'actions.tellAgain' : 'actions.tell')}
          </Button>
        </>
      )}
      {error && (
        <Alert color="red" role="alert">
          {faultSentence(error)}
        </Alert>
      )}
      <Settle id={found.id} opened={settling} onClose={close} />
    </>
  );
}

function Download({ file, found, label }: { found: ExceptionCase; file: 'report' | 'response'; label: string }) {
  return (
    <Button component="a" href={`/exceptions/${found.id}/${file}.json`} download variant="default" leftSection={<IconDownload size={16} />}>
      {label}
    </Button>
  );
}

function Settle({ id, onClose, opened }: { id: string; opened: boolean; onClose: () => void }) {
  const t = useWords('exceptions');
  const [resolution, setResolution] = useState('');
  const [resolve, { loading, error }] = useMutation(Resolve, { errorPolicy: 'all' });
  async function settle() {
    const { data } = await resolve({ variables: { id, resolution: resolution.trim() } });
    if (data) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void settle()}
      title={t('actions.settleTitle')}
      verb={t('actions.settle')}
      busy={loading}
      disabled={resolution.trim() === ''}
    >
      <Text size="sm">{t('actions.settleWhy')}</Text>
      <Textarea
        label={t('actions.how')}
        placeholder={t('actions.howExample')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={resolution}
        onChange={(event) => setResolution(event.currentTarget.value)}
        data-autofocus
      />
      {error && (
        <Alert color="red" role="alert">
          {faultSentence(error)}
        </Alert>
      )}
    </Confirm>
  );
}
