import { Group, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconPoint, IconPointFilled } from '@tabler/icons-react';
import { useWords } from '../../words';
import type { Case } from './case-query';

const STEPS = ['hold', 'investigate', 'decide', 'notify', 'dispose', 'terminate'] as const;
type Step = (typeof STEPS)[number];

/** How many steps are behind a case. */
const BEHIND: Record<Case['state'], number> = {
  SUSPECT: 1,
  CLEARED: 3,
  ILLEGITIMATE: 3,
  NOTIFIED: 4,
  DISPOSITIONED: 5,
  TERMINATION_REQUESTED: 5,
  TERMINATED: 6,
};

/** The road of a case, and where it is on it. */
export function Steps({ state }: { state: Case['state'] }) {
  const t = useWords('cases');
  const steps: readonly Step[] = state === 'CLEARED' ? STEPS.slice(0, 3) : STEPS;
  return (
    <Group component="ol" aria-label={t('steps.label')} gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {steps.map((step, place) => {
        const [done, now] = [place < BEHIND[state], place === BEHIND[state]];
        return (
          <Group component="li" key={step} gap={6} wrap="nowrap" aria-current={now ? 'step' : undefined}>
            <ThemeIcon size={22} radius="xl" variant={done ? 'filled' : 'default'} color={done ? 'teal.8' : undefined} aria-hidden>
              {done ? <IconCheck size={14} /> : now ? <IconPointFilled size={16} /> : <IconPoint size={16} />}
            </ThemeIcon>
            <Text size="sm" fw={now ? 700 : 400}>
              {t(`steps.${step}`)}
              <VisuallyHidden>{done ? `, ${t('steps.done')}` : now ? `, ${t('steps.now')}` : ''}</VisuallyHidden>
            </Text>
          </Group>
        );
      })}
    </Group>
  );
}
