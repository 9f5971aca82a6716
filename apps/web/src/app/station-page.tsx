import { Button, Card, Center, Radio, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Keyed } from '../ui/keyed';
import { useWords } from '../words';
import { faultSentence } from './apollo';
import { Mark } from './mark';
import { useSession, useSessionState } from './session';
import { JOBS, jobsOf, keepStation, lastStation, startOf, type Job } from './station';

/** After sign-in, where there is a choice: where one stands and what one is there for. Enter takes what it was the last time. */
export function StationPage() {
  const t = useWords('station');
  const { organisation, user } = useSession();
  const { chooseSite } = useSessionState();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const last = lastStation(localStorage, user.id);
  const jobs = jobsOf(user.role);
  const [site, setSite] = useState(organisation.sites.find(({ gln }) => gln === last?.site)?.gln ?? organisation.sites[0]?.gln ?? '');
  const [job, setJob] = useState<Job>(last?.job ?? 'RECEIVE');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${t('title')} · Packtrail`;
  }, [t]);

  async function begin(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      keepStation(localStorage, user.id, { site, job });
      if (jobs.length > 0) sessionStorage.setItem('packtrail.purpose', JSON.stringify(job));
      // A link that was opened before signing in is followed; the job is for the start page.
      if (jobs.length > 0 && pathname === '/') await navigate(startOf(job), { replace: true });
      await chooseSite(site);
    } catch (error) {
      setFault(faultSentence(error));
      setBusy(false);
    }
  }
  return (
    <Center mih="92vh" p="md" component="main">
      <form onSubmit={(event) => void begin(event)}>
        <Stack w="min(460px, 92vw)" gap="lg">
          <Mark size={30} />
          <Title order={1}>{t('title')}</Title>
          <Card>
            <Radio.Group label={t('site')} value={site} onChange={setSite}>
              <Stack mt="xs" gap="xs">
                {organisation.sites.map(({ gln, name }) => (
                  <Radio key={gln} value={gln} label={name} size="md" autoFocus={gln === site} />
                ))}
              </Stack>
            </Radio.Group>
          </Card>
          {jobs.length > 0 && (
            <Card>
              <Radio.Group label={t('job')} value={job} onChange={(chosen) => setJob(JOBS.find((each) => each === chosen) ?? 'CHECK')}>
                <Stack mt="xs" gap="xs">
                  {jobs.map((each) => (
                    <Radio key={each} value={each} label={t(`jobs.${each}`)} size="md" />
                  ))}
                </Stack>
              </Radio.Group>
            </Card>
          )}
          <Button type="submit" size="lg" loading={busy}>
            <Keyed label={t('begin')} />
          </Button>
          <Text size="sm" c="dimmed" role={fault ? 'alert' : undefined}>
            {fault ?? t('later')}
          </Text>
        </Stack>
      </form>
    </Center>
  );
}
