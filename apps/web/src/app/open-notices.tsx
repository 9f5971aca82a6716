import { useQuery } from '@apollo/client/react';
import { Badge, Group, VisuallyHidden } from '@mantine/core';
import { useWords } from '../words';
import { askAgainEvery } from './apollo';
import { graphql } from './graphql';

const POLL_MS = 30_000;

export const OpenNoticesQuery = graphql(`
  query OpenNotices {
    notices(first: 1) {
      open
    }
  }
`);

/** An entry of the menu with how many notices wait behind it. */
export function CountedEntry({ name }: { name: string }) {
  const t = useWords('shell');
  const { data } = useQuery(OpenNoticesQuery, askAgainEvery(POLL_MS));
  const count = data?.notices.open ?? 0;
  if (count === 0) return name;
  return (
    <Group gap={6} justify="space-between" wrap="nowrap">
      <span aria-hidden="true">{name}</span>
      <VisuallyHidden>{t('toLookAt', { name, count })}</VisuallyHidden>
      <Badge size="sm" color="red" aria-hidden="true">
        {count}
      </Badge>
    </Group>
  );
}
