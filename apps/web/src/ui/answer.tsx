import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { faultSentence } from '../app/apollo';
import { useWords } from '../words';
import { Empty } from './empty';
import { Page } from './page';

/** What the page shows for an answer: bars while it is awaited, the fault with a way to ask again, or what was answered. */
export function Answer<T>({
  data,
  error,
  refetch,
  children,
}: {
  data: T | undefined;
  error?: unknown;
  refetch?: () => unknown;
  children: (data: T) => ReactNode;
}) {
  const t = useWords('ui');
  if (data !== undefined) return children(data);
  if (error) {
    return (
      <Alert color="red" role="alert" title={t('answer.none')}>
        <Stack gap="xs" align="flex-start">
          {faultSentence(error)}
          {refetch && (
            <Button size="xs" variant="default" onClick={() => void refetch()}>
              {t('answer.again')}
            </Button>
          )}
        </Stack>
      </Alert>
    );
  }
  return (
    <Stack gap="xs" role="status" aria-busy="true" aria-label={t('answer.loading')}>
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} h={30} />
      ))}
    </Stack>
  );
}

/** The same for one thing that may not exist, or not for this reader. */
export function Found<T>({ thing, children }: { thing: T | null | undefined; children: (thing: NonNullable<T>) => ReactNode }) {
  const t = useWords('ui');
  if (thing === null || thing === undefined)
    return (
      <Page title={t('absent.title')}>
        <Empty title={t('absent.nothing')}>{t('absent.why')}</Empty>
      </Page>
    );
  return children(thing);
}
