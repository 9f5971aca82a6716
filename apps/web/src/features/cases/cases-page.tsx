import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { More } from '../../ui/more';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { CaseBadge } from './case-badge';

const CasesQuery = graphql(`
  query SuspectCases($over: Boolean!, $after: String) {
    suspectCases(over: $over, first: 50, after: $after) {
      open
      late
      waiting
      next
      items {
        id
        state
        kind
        openedAt
        openedBy
        dueAt
        late
        unitCount
        units {
          name
        }
        lots {
          number
          product
        }
      }
    }
  }
`);

/** Cases of suspect and illegitimate product: the clock that runs out first on top. */
export default function CasesPage() {
  const t = useWords('cases');
  const [over, setOver] = useState(false);
  const { data, error, fetchMore, refetch } = useQuery(CasesQuery, { variables: { over, after: null }, fetchPolicy: 'cache-and-network' });
  const counts = data?.suspectCases;
  return (
    <Page
      title={t('title')}
      lead={
        counts
          ? [
              counts.open === 0 ? t('none') : t('open', { count: counts.open }),
              ...(counts.late > 0 ? [t('late', { count: counts.late })] : []),
            ].join(', ')
          : t('lead')
      }
      actions={
        <>
          <Button component={Link} to="/cases/received" variant="default" leftSection={<IconInbox size={16} />}>
            {counts && counts.waiting > 0 ? t('receivedCount', { count: counts.waiting }) : t('received')}
          </Button>
          <Button component={Link} to="/cases/new" leftSection={<IconPlus size={16} />}>
            {t('new')}
          </Button>
        </>
      }
    >
      <Group>
        <SegmentedControl
          aria-label={t('which')}
          value={over ? 'over' : 'open'}
          onChange={(chosen) => setOver(chosen === 'over')}
          data={(['open', 'over'] as const).map((value) => ({ value, label: t(`tabs.${value}`) }))}
        />
      </Group>
      <Answer data={data?.suspectCases} error={error} refetch={refetch}>
        {({ items, next, open }) =>
          items.length === 0 ? (
            <Empty title={t(over ? 'emptyOver.title' : 'empty.title')}>{t(over ? 'emptyOver.why' : 'empty.why')}</Empty>
          ) : (
            <Stack gap="sm">
              <Grid label={t('title')} head={[t('head.what'), t('head.state'), t('head.opened'), t('head.due')]} minWidth={680}>
                {items.map((each) => (
                  <Table.Tr key={each.id}>
                    <Table.Td maw={420}>
                      <Anchor component={Link} inherit to={`/cases/${each.id}`} fw={600}>
                        {[...new Set(each.lots.flatMap(({ product }) => product ?? []))].join(', ') || t(`kinds.${each.kind}`)}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {[
                          t('units', { count: each.unitCount }),
                          ...each.lots.map(({ number }) => t('lot', { number })),
                          t(`kinds.${each.kind}`),
                        ].join(', ')}
                      </Text>
                      <Text size="xs" c="dimmed" className="mono" truncate>
                        {each.units[0]?.name}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <CaseBadge state={each.state} />
                    </Table.Td>
                    <Table.Td>
                      <When at={each.openedAt} />
                      <Text size="xs" c="dimmed">
                        {t('facts.by', { name: each.openedBy })}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {each.dueAt ? (
                        <>
                          <When at={each.dueAt} />
                          {each.late && (
                            <Badge color="red" ml={6}>
                              {t('lateOne')}
                            </Badge>
                          )}
                        </>
                      ) : (
                        <Text size="sm" c="dimmed">
                          {t('noClock')}
                        </Text>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Grid>
              <More
                shown={items.length}
                total={over ? items.length : open}
                next={next}
                onMore={(after) =>
                  fetchMore({
                    variables: { after },
                    updateQuery: (before, { fetchMoreResult }) => ({
                      suspectCases: {
                        ...fetchMoreResult.suspectCases,
                        items: [...before.suspectCases.items, ...fetchMoreResult.suspectCases.items],
                      },
                    }),
                  })
                }
              />
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}
