import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, CopyButton, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCopy } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { useSession } from '../../app/session';
import { Answer, Found } from '../../ui/answer';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { senderMessage } from './sender-message';

const JobQuery = graphql(`
  query CaptureJob($id: ID!) {
    captureJob(id: $id) {
      id
      fileName
      state
      createdAt
      finishedAt
      success
      eventCount
      commandCount
      done
      alreadyRecorded
      shipmentIds
      drafts
      duplicates
      goesOn
      kept {
        reason
        message
        count
      }
      findings {
        eventIndex
        path
        line
        rule
        severity
        message
        value
      }
    }
  }
`);
type Job = NonNullable<ResultOf<typeof JobQuery>['captureJob']>;
const POLL_MS = 700;

export default function JobPage() {
  const { id = '' } = useParams();
  // Asks again while the job runs, and rests once it is over.
  const { data, error, refetch, startPolling, stopPolling } = useQuery(JobQuery, {
    variables: { id },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'network-only',
  });
  const over = isOver(data?.captureJob);
  useEffect(() => {
    if (over) return;
    startPolling(POLL_MS);
    return () => stopPolling();
  }, [over, startPolling, stopPolling]);
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ captureJob }) => (
        <Found thing={captureJob}>
          {(job) => (
            <Page
              title={job.fileName}
              lead={
                <Group gap="xs">
                  <StateBadge state={job.state} />
                  <When at={job.createdAt} />
                </Group>
              }
              actions={
                <Button variant="default" component={Link} to="/import">
                  Import another file
                </Button>
              }
            >
              <Outcome job={job} />
              <Kept job={job} />
              <Findings fileName={job.fileName} findings={job.findings} />
            </Page>
          )}
        </Found>
      )}
    </Answer>
  );
}

function Outcome({ job }: { job: Job }) {
  const { user } = useSession();
  if (!isOver(job)) {
    return (
      <Card>
        <Stack gap="xs">
          <Text>
            Reading and recording: {job.done.toLocaleString()} of {job.commandCount.toLocaleString()} steps done.
          </Text>
          <Progress value={job.commandCount > 0 ? (100 * job.done) / job.commandCount : 10} animated aria-label="Progress" />
        </Stack>
      </Card>
    );
  }
  if (job.alreadyRecorded) {
    return (
      <Alert color="harbour" icon={<IconCircleCheck />} title="Already recorded">
        <Stack gap="xs" align="flex-start">
          <span>This file was imported before. Nothing was recorded a second time, and nothing is wrong.</span>
          <Shipments ids={job.shipmentIds} />
        </Stack>
      </Alert>
    );
  }
  if (!job.success && job.goesOn && job.state.toLowerCase() === 'done') {
    return (
      <Alert color="orange" role="alert" title="Recorded in part">
        <Stack gap="xs" align="flex-start">
          <span>What is right is recorded, as you asked. What stands below was left out: the sender must mend it and send it again.</span>
          <Shipments ids={job.shipmentIds} />
        </Stack>
      </Alert>
    );
  }
  if (!job.success) {
    return (
      <Alert color="red" role="alert" title={job.done > 0 ? 'Stopped part way' : 'Refused; nothing was recorded'}>
        {job.done > 0
          ? `${job.done.toLocaleString()} of ${job.commandCount.toLocaleString()} steps are recorded and stay. Mend the cause and send the same file again: it goes on where it stopped.`
          : 'What stands below must be mended by the sender. Put the goods aside until a mended file is here.'}
      </Alert>
    );
  }
  return (
    <Alert color="teal" icon={<IconCircleCheck />} title="Recorded">
      <Stack gap="xs" align="flex-start">
        <span>
          {job.eventCount.toLocaleString()} events became {job.commandCount.toLocaleString()} ledger{' '}
          {job.commandCount === 1 ? 'entry' : 'entries'}.
        </span>
        {job.drafts > 0 && (
          <span>
            {job.drafts.toLocaleString()} {job.drafts === 1 ? 'product was' : 'products were'} new here and kept as{' '}
            {job.drafts === 1 ? 'a draft' : 'drafts'}
            {user.role === 'MANUFACTURER' ? (
              <>
                :{' '}
                <Anchor component={Link} inherit underline="always" to="/products">
                  confirm them
                </Anchor>
                .
              </>
            ) : (
              '.'
            )}
          </span>
        )}
        <Shipments ids={job.shipmentIds} />
      </Stack>
    </Alert>
  );
}

/** Events that hand nothing over here, and what was told before. */
function Kept({ job }: { job: Job }) {
  if (job.kept.length === 0 && job.duplicates === 0) return null;
  return (
    <Card>
      <Stack gap={4}>
        <Title order={2}>Kept to be read</Title>
        {job.kept.map(({ count, message, reason }) => (
          <Text key={reason} size="sm">
            {count.toLocaleString()} {count === 1 ? 'event' : 'events'}: {message}
          </Text>
        ))}
        {job.duplicates > 0 && (
          <Text size="sm" c="dimmed">
            {job.duplicates.toLocaleString()} {job.duplicates === 1 ? 'event was' : 'events were'} here already and passed over.
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Shipments({ ids }: { ids: readonly string[] }) {
  return (
    <Group gap="xs">
      {ids.map((id, index) => (
        <Button key={id} component={Link} to={`/shipments/${id}`} size="sm">
          {ids.length === 1 ? 'Open the shipment' : `Shipment ${index + 1}`}
        </Button>
      ))}
    </Group>
  );
}

function Findings({ fileName, findings }: { fileName: string; findings: Job['findings'] }) {
  if (findings.length === 0) return null;
  return (
    <>
      <Group justify="space-between">
        <Title order={2}>Findings</Title>
        <CopyButton value={senderMessage(fileName, findings)}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" leftSection={<IconCopy size={16} />} onClick={copy} aria-live="polite">
              {copied ? 'Copied' : 'Copy a message to the sender'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Grid label="Findings" head={['Event', 'Line', 'Weight', 'Message', 'Rule', 'Where']} minWidth={960}>
        {findings.map((finding, index) => (
          <Table.Tr key={index}>
            <Table.Td>{finding.eventIndex === null ? 'File' : finding.eventIndex + 1}</Table.Td>
            <Table.Td>{finding.line}</Table.Td>
            <Table.Td>
              <StateBadge state={finding.severity} />
            </Table.Td>
            <Table.Td>
              {finding.message}
              {finding.value && (
                <Text size="xs" className="mono">
                  {finding.value}
                </Text>
              )}
            </Table.Td>
            <Table.Td className="mono" style={{ whiteSpace: 'nowrap' }}>
              {finding.rule}
            </Table.Td>
            <Table.Td className="mono">{finding.path}</Table.Td>
          </Table.Tr>
        ))}
      </Grid>
    </>
  );
}

function isOver(job: { state: string } | null | undefined): boolean {
  return job !== null && job !== undefined && job.state.toLowerCase() !== 'running';
}
