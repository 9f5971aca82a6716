import { Badge, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconFolderPlus, IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Facts } from '../../ui/facts';
import { formatDay, When } from '../../ui/when';
import { useWords } from '../../words';
import type { Notice } from './notice-query';
import { OUTCOMES, type Outcome, SettleDialog } from './settle-dialog';

/** One notice: what was noticed, where to look, and what was found. */
export function NoticeCard({ notice }: { notice: Notice }) {
  const t = useWords('notices');
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const { epc, expiry, gtin, lookAt, lot, message, note, noticedAt, outcome, seenAt, serial, settledAt, settledBy, siteName } = notice;
  const about = encodeURIComponent(epc);
  return (
    <Card component="article" aria-labelledby={`notice-${notice.id}`}>
      <Stack gap="md">
        <Title order={2} fz="lg" id={`notice-${notice.id}`}>
          {message}
        </Title>
        <Facts
          facts={[
            [t('serial'), <span className="mono">{serial}</span>],
            [t('gtin'), <span className="mono">{gtin}</span>],
            [t('lot'), lot && <span className="mono">{lot}</span>],
            [t('expiry'), expiry && formatDay(expiry)],
            [
              t('seenAt'),
              seenAt && (
                <>
                  <When at={seenAt} /> {siteName && t('at', { site: siteName })}
                </>
              ),
            ],
            [t('noticed'), <When at={noticedAt} />],
          ]}
        />
        {settledAt ? (
          <Stack gap={4}>
            <Group gap="sm">
              <Badge color={outcome === 'DIFFERS' ? 'red' : 'teal'}>{outcome && t(`outcome.${outcome}`)}</Badge>
              <Text size="sm" c="dimmed">
                {settledBy && `${settledBy}, `}
                <When at={settledAt} />
              </Text>
            </Group>
            {outcome === 'EXPLAINED' && <Text>{t('explained')}</Text>}
            {note && <Text>{note}</Text>}
          </Stack>
        ) : (
          <>
            <div>
              <Text fw={600} mb={4}>
                {t('look')}
              </Text>
              <List type="ordered" spacing={4}>
                {lookAt.map((each) => (
                  <List.Item key={each}>{each}</List.Item>
                ))}
              </List>
            </div>
            <div role="group" aria-label={t('found')}>
              <Text fw={600} mb={6}>
                {t('found')}
              </Text>
              <Group gap="sm">
                {OUTCOMES.map((each) => (
                  <Button
                    key={each}
                    size="md"
                    variant={each === 'IN_ORDER' ? 'filled' : 'default'}
                    onClick={() => setChosen(each)}
                  >
                    {t(`outcome.${each}`)}
                  </Button>
                ))}
              </Group>
            </div>
          </>
        )}
        <Group gap="sm">
          <Button component={Link} to={`/scan?text=${about}`} variant="subtle" leftSection={<IconScan size={18} />}>
            {t('scan')}
          </Button>
          {outcome === 'DIFFERS' && (
            <Button component={Link} to={`/cases/new?text=${about}`} leftSection={<IconFolderPlus size={18} />}>
              {t('openCase')}
            </Button>
          )}
        </Group>
      </Stack>
      <SettleDialog id={notice.id} outcome={chosen} onClose={() => setChosen(null)} />
    </Card>
  );
}
