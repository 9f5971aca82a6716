import { Card, Stack, Text } from '@mantine/core';
import { IconClock, IconClockExclamation } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatInstant, offsetOf } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { useWords } from '../../words';
import type { Case } from './case-query';
import { timeLeft } from '../../ui/time-left';

const TICK_MS = 15_000;

/** The clock of 24 hours in big type; where none runs, what that means. */
export function Clock({ found: { determinedAt, dueAt, fdaNotifiedAt, partnersToldAt, state } }: { found: Case }) {
  const t = useWords('cases');
  const zone = useZone();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (dueAt === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [dueAt]);

  if (dueAt === null) {
    if (state === 'SUSPECT') return <Text c="dimmed">{t('clock.none')}</Text>;
    if (!determinedAt || !fdaNotifiedAt || !partnersToldAt) return null;
    const inTime = Math.max(Date.parse(fdaNotifiedAt), Date.parse(partnersToldAt)) - Date.parse(determinedAt) <= 86_400_000;
    return <Text c="dimmed">{t(inTime ? 'clock.in24' : 'clock.notIn24')}</Text>;
  }
  const { hours, minutes, over } = timeLeft(dueAt, now);
  const Icon = over ? IconClockExclamation : IconClock;
  return (
    <Card className="case-clock" data-over={over} role="timer" aria-label={t(over ? 'clock.over' : 'clock.notify')}>
      <Stack gap={4} align="center">
        <Text fw={600} ta="center">
          <Icon size={20} style={{ verticalAlign: 'text-bottom' }} aria-hidden /> {t(over ? 'clock.over' : 'clock.notify')}
        </Text>
        <Text className="case-clock-time">{t('clock.hours', { hours, minutes })}</Text>
        <Text size="sm">{t('clock.until', { at: `${formatInstant(dueAt, zone)} (${offsetOf(dueAt, zone)})` })}</Text>
      </Stack>
    </Card>
  );
}
