import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useWords } from '../words';
import { faultSentence } from './apollo';
import { useSessionState } from './session';
import { Shell } from './shell';
import { Waiting } from './waiting';

const SignInPage = lazy(() => import('../features/sign-in/sign-in-page'));

/** Decides between the portal and the sign-in page; the address stays, so a link opens after signing in. */
export function Gate() {
  const t = useWords('shell');
  const { session, loading, fault, retry } = useSessionState();
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
  return <Shell key={session.user.id} />;
}
