import { Badge, Text } from '@mantine/core';
import { useState } from 'react';
import { timeLeft } from '../../ui/time-left';
import { useWords } from '../../words';

/** How long ago a case was opened. */
export function Age({ since }: { since: string }) {
  const words = useSpan();
  const [now] = useState(() => Date.now());
  return <Text size="sm">{words(timeLeft(since, now))}</Text>;
}

/** How long a case may still take, or how long it is over its time. */
export function Clock({ dueAt }: { dueAt: string }) {
  const t = useWords('cockpit');
  const words = useSpan();
  const [now] = useState(() => Date.now());
  const left = timeLeft(dueAt, now);
  return left.over ? (
    <Badge color="red">{t('over', { time: words(left) })}</Badge>
  ) : (
    <Text size="sm">{t('left', { time: words(left) })}</Text>
  );
}

function useSpan(): (span: { hours: number; minutes: number }) => string {
  const t = useWords('cockpit');
  return ({ hours, minutes }) =>
    hours >= 24 ? t('days', { days: Math.floor(hours / 24), hours: hours % 24 }) : t('hours', { hours, minutes });
}
