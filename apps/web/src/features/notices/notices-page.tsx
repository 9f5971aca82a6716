import { useQuery } from '@apollo/client/react';
import { SegmentedControl, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { NoticeCard } from './notice-card';
import { NoticesQuery } from './notice-query';

/** What to look at: codes of one's packages that were seen in other hands too. */
export default function NoticesPage() {
  const t = useWords('notices');
  const [settled, setSettled] = useState(false);
  const { data, error, refetch } = useQuery(NoticesQuery, { variables: { settled }, fetchPolicy: 'cache-and-network' });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Group>
        <SegmentedControl
          aria-label={t('which')}
          value={settled ? 'settled' : 'open'}
          onChange={(chosen) => setSettled(chosen === 'settled')}
          data={[
            { value: 'open', label: t('open') },
            { value: 'settled', label: t('settled') },
          ]}
        />
      </Group>
      <Answer data={data?.notices} error={error} refetch={refetch}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t(settled ? 'noneSettled' : 'none')}>{t(settled ? 'noneSettledWhy' : 'noneWhy')}</Empty>
          ) : (
            <Stack gap="md">
              {items.map((notice) => (
                <NoticeCard key={notice.id} notice={notice} />
              ))}
            </Stack>
          )
        }
      </Answer>
      <Text size="sm" c="dimmed">
        {t('neutral')}
      </Text>
    </Page>
  );
}
