import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Switch, Table, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { FileDrop } from '../../ui/file-drop';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { Obligations } from './obligations';
import { uploadEpcis } from './upload';

const JobsQuery = graphql(`
  query CaptureJobs {
    captureJobs(first: 20) {
      id
      fileName
      state
      createdAt
      success
      eventCount
      alreadyRecorded
    }
  }
`);

export default function ImportPage() {
  const t = useWords('importing');
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(JobsQuery);
  const [busy, setBusy] = useState(false);
  const [goOn, setGoOn] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function send(file: File) {
    setBusy(true);
    setFault(null);
    const sent = await uploadEpcis(file, { goOn });
    setBusy(false);
    if (sent.ok) void navigate(`/import/${sent.jobId}`);
    else setFault(sent.message);
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      <FileDrop
        accept=".xml,.json,.jsonld,application/xml,text/xml,application/json,application/ld+json"
        label={t('drop')}
        hint={t('dropHint')}
        icon={<IconFileImport size={30} stroke={1.4} />}
        busy={busy}
        onFile={(file) => void send(file)}
      />
      <Switch label={t('goOn')} description={t('goOnWhy')} checked={goOn} onChange={(event) => setGoOn(event.currentTarget.checked)} />
      {fault && (
        <Alert color="red" role="alert" title={t('notImported')}>
          {fault}
        </Alert>
      )}
      <Title order={2}>{t('files')}</Title>
      <Answer data={data?.captureJobs} error={error} refetch={refetch}>
        {(jobs) =>
          jobs.length === 0 ? (
            <Empty title={t('empty.title')}>{t('empty.why')}</Empty>
          ) : (
            <Grid label={t('files')} head={[t('file'), t('when'), t('events'), t('state')]} minWidth={520}>
              {jobs.map((job) => (
                <Table.Tr key={job.id}>
                  <Table.Td>
                    <Anchor component={Link} to={`/import/${job.id}`} fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {job.fileName}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <When at={job.createdAt} />
                  </Table.Td>
                  <Table.Td>{formatNumber(job.eventCount)}</Table.Td>
                  <Table.Td>{job.alreadyRecorded ? t('alreadyRecorded') : <StateBadge state={job.state} />}</Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )
        }
      </Answer>
      <Obligations />
    </Page>
  );
}
