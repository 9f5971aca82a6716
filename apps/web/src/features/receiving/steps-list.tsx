import { Button, Card, Group, List, Loader, Stack, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconPointFilled } from '@tabler/icons-react';
import { useWords } from '../../words';
import type { Plan } from './kept-count';
import { reasonOf } from './summary';
import { stepsOf } from './steps';

/** How far the recording has come, step by step; where it stopped, it goes on. */
export function StepsList({ now, onGoOn, plan }: { plan: Plan; now: string | null; onGoOn: () => void }) {
  const t = useWords('receiving');
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>{t('steps.label')}</Title>
        <List spacing={8} role="status">
          {stepsOf(plan).map((step) => {
            const isDone = plan.done.includes(step.id);
            const icon = isDone ? (
              <ThemeIcon color="teal.8" size={22} radius="xl">
                <IconCheck size={14} />
              </ThemeIcon>
            ) : now === step.id ? (
              <Loader size={22} />
            ) : (
              <ThemeIcon variant="default" size={22} radius="xl">
                <IconPointFilled size={12} />
              </ThemeIcon>
            );
            return (
              <List.Item key={step.id} icon={icon}>
                {t(`steps.${step.kind}`, { why: reasonOf(t, step.why ?? '') })}, {t(isDone ? 'steps.done' : now === step.id ? 'steps.now' : 'steps.later')}
              </List.Item>
            );
          })}
        </List>
        {now === null && (
          <Group>
            <Button size="md" onClick={onGoOn}>
              {t('steps.goOn')}
            </Button>
            <span>{t('steps.unfinished')}</span>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
