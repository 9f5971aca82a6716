import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words';
import { formatNumber } from './number';

/** The foot of a paged list: how much of it is shown, and the rest on demand. */
export function More({
  shown,
  total,
  next,
  onMore,
}: {
  shown: number;
  total: number;
  next: string | null;
  onMore: (after: string) => Promise<unknown>;
}) {
  const t = useWords('ui');
  const [busy, setBusy] = useState(false);
  if (!next) return null;
  return (
    <Group justify="center" className="no-print">
      <Text size="sm" c="dimmed">
        {t('more.shown', { shown: formatNumber(shown), total: formatNumber(total) })}
      </Text>
      <Button
        variant="default"
        size="xs"
        loading={busy}
        onClick={() => {
          setBusy(true);
          void onMore(next).finally(() => setBusy(false));
        }}
      >
        {t('more.show')}
      </Button>
    </Group>
  );
}
