import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { faultSentence } from '../app/apollo';
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
  if (data !== undefined) return children(data);
  if (error) {
    return (
      <Alert color="red" role="alert" title="No answer">
        <Stack gap="xs" align="flex-start">
          {faultSentence(error)}
          {refetch && (
            <Button size="xs" variant="default" onClick={() => void refetch()}>
              Ask again
            </Button>
          )}
        </Stack>
      </Alert>
    );
  }
  return (
    <Stack gap="xs" role="status" aria-busy="true" aria-label="Loading">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} h={30} />
      ))}
    </Stack>
  );
}

/** The same for one thing that may not exist, or not for this reader. */
export function Found<T>({ thing, children }: { thing: T | null | undefined; children: (thing: NonNullable<T>) => ReactNode }) {
  if (thing === null || thing === undefined)
    return (
      <Page title="Not found">
        <Empty title="There is nothing under this address">It does not exist, or it is not yours to see.</Empty>
      </Page>
    );
  return children(thing);
}
