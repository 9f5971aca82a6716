import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconArrowsDiff, IconCircleCheckFilled, IconHandStop, IconPackageImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useKey } from '../../scanner/use-key';
import { Keyed } from '../../ui/keyed';
import { useWords } from '../../words';
import type { Plan } from './kept-count';

/** What the delivery came to, and where each odd thing went. */
export function Result({ onLeave, plan: { block, report, settlement, told } }: { plan: Plan; onLeave: () => void }) {
  const t = useWords('receiving');
  const navigate = useNavigate();
  // The count has served: what it came to is on the ledger, and in the lists that are linked here.
  function leave() {
    onLeave();
    void navigate('/receiving');
  }
  useKey('Enter', leave);
  const held = settlement.held.length + settlement.landing.length;
  const missing = settlement.missing.length + (report ? settlement.absent.length : 0);
  const extra = settlement.extra.length;
  return (
    <Card role="region" aria-label={t('result.title')}>
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap">
          <IconCircleCheckFilled size={44} color="var(--mantine-color-teal-8)" aria-hidden="true" />
          <div>
            <Text fz="xl" fw={700}>
              {t('result.stock', { count: settlement.packages })}
            </Text>
            {block !== null && (
              <Text size="sm" c="dimmed">
                {t('result.block', { block })}
              </Text>
            )}
          </div>
        </Group>
        {held > 0 && (
          <Line text={t('result.held', { count: held })}>
            <Button component={Link} to="/quarantine" variant="default" leftSection={<IconHandStop size={18} />}>
              {t('result.quarantine')}
            </Button>
          </Line>
        )}
        {(extra > 0 || missing > 0) && (
          <Line text={[extra > 0 && t('result.extra', { count: extra }), missing > 0 && t('result.missing', { count: missing })].filter(Boolean).join('. ')}>
            <Button component={Link} to="/exceptions" variant="default" leftSection={<IconArrowsDiff size={18} />}>
              {t('result.exceptions')}
            </Button>
          </Line>
        )}
        {typeof told === 'boolean' && <Text c={told ? 'dimmed' : undefined}>{t(told ? 'result.reported' : 'result.notReported')}</Text>}
        <Group>
          <Button size="md" onClick={leave} leftSection={<IconPackageImport size={20} />}>
            <Keyed label={t('result.next')} />
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function Line({ children, text }: { text: string; children: ReactNode }) {
  return (
    <Group justify="space-between" gap="sm">
      <Text fz="lg" fw={600}>
        {text}
      </Text>
      {children}
    </Group>
  );
}
