import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, CopyButton, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCopy } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { useSession } from '../../app/session';
import { Answer, Found } from '../../ui/answer';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { language, useWords } from '../../words';
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
        count
      }
      findings {
        eventIndex
        path
        line
        rule
        severity
        message
        language
        value
      }
    }
  }
`);
type Job = NonNullable<ResultOf<typeof JobQuery>['captureJob']>;
const POLL_MS = 700;

export default function JobPage() {
  const t = useWords('importing');
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
                  {t('job.another')}
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
  const t = useWords('importing');
  const { user } = useSession();
  if (!isOver(job)) {
    return (
      <Card>
        <Stack gap="xs">
          <Text>{t('job.running', { done: formatNumber(job.done), steps: formatNumber(job.commandCount) })}</Text>
          <Progress value={job.commandCount > 0 ? (100 * job.done) / job.commandCount : 10} animated aria-label={t('job.progress')} />
        </Stack>
      </Card>
    );
  }
  if (job.alreadyRecorded) {
    return (
      <Alert color="harbour" icon={<IconCircleCheck />} title={t('alreadyRecorded')}>
        <Stack gap="xs" align="flex-start">
          <span>{t('job.before')}</span>
          <Shipments ids={job.shipmentIds} />
        </Stack>
      </Alert>
    );
  }
  if (!job.success && job.goesOn && job.state.toLowerCase() === 'done') {
    return (
      <Alert color="orange" role="alert" title={t('job.inPart')}>
        <Stack gap="xs" align="flex-start">
          <span>{t('job.inPartWhy')}</span>
          <Shipments ids={job.shipmentIds} />
        </Stack>
      </Alert>
    );
  }
  if (!job.success) {
    return (
      <Alert color="red" role="alert" title={t(job.done > 0 ? 'job.stopped' : 'job.refused')}>
        {job.done > 0
          ? t('job.stoppedWhy', { done: formatNumber(job.done), steps: formatNumber(job.commandCount) })
          : t('job.refusedWhy')}
      </Alert>
    );
  }
  return (
    <Alert color="teal" icon={<IconCircleCheck />} title={t('job.recorded')}>
      <Stack gap="xs" align="flex-start">
        <span>
          {t('job.became', {
            count: job.commandCount,
            events: formatNumber(job.eventCount),
            entries: formatNumber(job.commandCount),
          })}
        </span>
        {job.drafts > 0 && (
          <span>
            {t('job.drafts', { count: job.drafts, drafts: formatNumber(job.drafts) })}
            {user.role === 'MANUFACTURER' ? (
              <>
                :{' '}
                <Anchor component={Link} inherit underline="always" to="/products">
                  {t('job.confirm')}
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
  const t = useWords('importing');
  if (job.kept.length === 0 && job.duplicates === 0) return null;
  return (
    <Card>
      <Stack gap={4}>
        <Title order={2}>{t('job.kept')}</Title>
        {job.kept.map(({ count, reason }) => (
          <Text key={reason} size="sm">
            {t('job.keptEvents', { count, events: formatNumber(count), why: t(`keptReason.${reason}`) })}
          </Text>
        ))}
        {job.duplicates > 0 && (
          <Text size="sm" c="dimmed">
            {t('job.duplicates', { count: job.duplicates, events: formatNumber(job.duplicates) })}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Shipments({ ids }: { ids: readonly string[] }) {
  const t = useWords('importing');
  return (
    <Group gap="xs">
      {ids.map((id, index) => (
        <Button key={id} component={Link} to={`/shipments/${id}`} size="sm">
          {ids.length === 1 ? t('job.openShipment') : t('job.shipment', { number: index + 1 })}
        </Button>
      ))}
    </Group>
  );
}

function Findings({ fileName, findings }: { fileName: string; findings: Job['findings'] }) {
  const t = useWords('importing');
  if (findings.length === 0) return null;
  return (
    <>
      <Group justify="space-between">
        <Title order={2}>{t('findings.title')}</Title>
        <CopyButton value={senderMessage(fileName, findings)}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" leftSection={<IconCopy size={16} />} onClick={copy} aria-live="polite">
              {t(copied ? 'findings.copied' : 'findings.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Grid
        label={t('findings.title')}
        head={(['event', 'line', 'weight', 'message', 'rule', 'where'] as const).map((each) => t(`findings.${each}`))}
        minWidth={960}
      >
        {findings.map((finding, index) => (
          <Table.Tr key={index}>
            <Table.Td>{finding.eventIndex === null ? t('findings.ofFile') : finding.eventIndex + 1}</Table.Td>
            <Table.Td>{finding.line}</Table.Td>
            <Table.Td>
              <StateBadge state={finding.severity} />
            </Table.Td>
            <Table.Td lang={finding.language}>
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
      {findings.some(({ language: told }) => told !== language()) && (
        <Text size="sm" c="dimmed">
          {t('findings.quoted')}
        </Text>
      )}
    </>
  );
}

function isOver(job: { state: string } | null | undefined): boolean {
  return job !== null && job !== undefined && job.state.toLowerCase() !== 'running';
}
