import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { bringWords, useWords } from '../words';
import { faultSentence } from './apollo';
import { useSessionState } from './session';
import { mustChoose } from './station';
import { Waiting } from './waiting';

// Apart from one another: who signs in need not wait for the frame, and who is signed in never sees the door.
const SignInPage = lazy(() => import('../features/sign-in/sign-in-page'));
const Shell = lazy(async () => {
  const [{ Shell: Component }] = await Promise.all([import('./shell'), bringWords()]);
  return { default: Component };
});
const StationPage = lazy(async () => {
  const [{ StationPage: Component }] = await Promise.all([import('./station-page'), bringWords()]);
  return { default: Component };
});

const RETRY_MS = 3_000;

/** Decides between the portal and the sign-in page; the address stays, so a link opens after signing in. */
export function Gate() {
  const t = useWords('shell');
  const { session, loading, fault, retry } = useSessionState();
  const lost = fault !== undefined;
  useEffect(() => {
    if (!lost) return;
    // Nobody has to stand by and press until the network is back.
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [lost, retry]);
  if (loading) return <Waiting />;
  if (fault) {
    return (
      <Center mih="100vh" p="md" component="main">
        <Stack align="center" gap="sm" maw={420}>
          <Title order={1}>{t('noAnswer.title')}</Title>
          <Text ta="center">{faultSentence(fault)}</Text>
          <Button onClick={retry}>{t('noAnswer.again')}</Button>
        </Stack>
      </Center>
    );
  }
  if (!session)
    return (
      <Suspense fallback={<Waiting />}>
        <SignInPage />
      </Suspense>
    );
  return (
    <Suspense fallback={<Waiting />}>
      {mustChoose(session) ? <StationPage /> : <Shell key={session.user.id} />}
    </Suspense>
  );
}
