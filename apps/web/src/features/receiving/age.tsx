import { Alert, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { useWords } from '../../words';

/** How old what is shown is. Without a connection it says so, and that it may have changed. */
export function Age({ at, lost }: { at: number | null; lost: boolean }) {
  const t = useWords('receiving');
  const zone = useZone();
  const now = useNow(at);
  if (at === null) return null;
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  const time = formatInstant(new Date(at).toISOString(), zone).split(', ')[1] ?? '';
  const sentence = `${t('age.asOf', { time })}, ${minutes === 0 ? t('age.now') : t('age.minutes', { count: minutes })}`;
  if (!lost)
    return (
      <Text size="sm" c="dimmed" span>
        {sentence}
      </Text>
    );
  return (
    <Alert color="yellow" role="status" py={8} icon={<IconPlugConnectedX size={20} />}>
      {t('age.lost')} {sentence}.
    </Alert>
  );
}

/** The clock, every ten seconds; never behind `at`. */
function useNow(at: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, at ?? 0);
}
