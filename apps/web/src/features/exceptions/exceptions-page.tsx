import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, FileButton, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { More } from '../../ui/more';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords, wordsOf } from '../../words';
import { kindName } from './kinds';
import { Age, Clock } from './span';

const ExceptionsQuery = graphql(`
  query Exceptions($closed: Boolean!, $after: String) {
    exceptions(closed: $closed, first: 50, after: $after) {
      open
      late
      next
      items {
        id
        state
        raisedHere
        partnerName
        purchaseOrder
        ownerName
        openedAt
        dueAt
        late
        resolvedAt
        resolution
        itemCount
        items {
          kind
          name
        }
      }
    }
  }
`);
const Take = graphql(`
  mutation TakeExceptionMessage($text: String!) {
    takeExceptionMessage(text: $text) {
      id
    }
  }
`);

/** What does not fit between goods and data: the most urgent first, whoever raised it. */
export default function ExceptionsPage() {
  const t = useWords('exceptions');
  const cockpit = useWords('cockpit');
  const navigate = useNavigate();
  const [closed, setClosed] = useState(false);
  const { data, error, fetchMore, refetch } = useQuery(ExceptionsQuery, {
    variables: { closed, after: null },
    fetchPolicy: 'cache-and-network',
  });
  const [take, { loading, error: fault }] = useMutation(Take, { errorPolicy: 'all' });
  async function bring(file: File | null) {
    if (!file) return;
    const { data: taken } = await take({ variables: { text: await file.text() } });
    if (taken) void navigate(`/exceptions/${taken.takeExceptionMessage.id}`);
  }
  return (
    <Page
      title={t('title')}
      lead={data ? summary(data.exceptions) : t('lead')}
      actions={
        <>
          <FileButton accept=".json,application/json" onChange={(file) => void bring(file)}>
            {(props) => (
              <Button {...props} variant="default" loading={loading} leftSection={<IconFileImport size={16} />}>
                {t('message')}
              </Button>
            )}
          </FileButton>
          <Button component={Link} to="/exceptions/new" leftSection={<IconPlus size={16} />}>
            {t('report')}
          </Button>
        </>
      }
    >
      {fault && (
        <Alert color="red" role="alert" title={t('notTaken')}>
          {faultSentence(fault)} {t('notTakenWhy')}
        </Alert>
      )}
      <Group>
        <SegmentedControl
          aria-label={t('which')}
          value={closed ? 'closed' : 'open'}
          onChange={(chosen) => setClosed(chosen === 'closed')}
          data={[
            { value: 'open', label: t('open') },
            { value: 'closed', label: t('settled') },
          ]}
        />
      </Group>
      <Answer data={data?.exceptions} error={error} refetch={refetch}>
        {({ items, next, open }) =>
          items.length === 0 ? (
            <Empty title={t(closed ? 'emptySettled.title' : 'empty.title')}>{t(closed ? 'emptySettled.why' : 'empty.why')}</Empty>
          ) : (
            <Stack gap="sm">
              <Grid
                label={t('title')}
                head={[
                  t('what'),
                  t('partner'),
                  t('state'),
                  ...(closed ? [t('outcome'), t('settled')] : [t('who'), cockpit('age'), cockpit('clock')]),
                ]}
                minWidth={860}
              >
                {items.map((each) => (
                  <Table.Tr key={each.id}>
                    <Table.Td maw={380}>
                      <Anchor component={Link} inherit to={`/exceptions/${each.id}`} fw={600}>
                        {[...new Set(each.items.map(({ kind }) => kindName(kind)))].join(', ')}
                      </Anchor>
                      <Text size="xs" c="dimmed" className="mono" truncate>
                        {each.items[0]?.name}
                        {each.itemCount > 1 && ` ${t('more', { more: each.itemCount - 1 })}`}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {each.partnerName}
                      <Text size="xs" c="dimmed">
                        {t(each.raisedHere ? 'byYou' : 'byPartner')}
                        {each.purchaseOrder && `, ${t('order', { order: each.purchaseOrder })}`}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <StateBadge state={each.state} />
                    </Table.Td>
                    <Table.Td>{closed ? each.resolution : (each.ownerName ?? <Text c="dimmed">{t('nobody')}</Text>)}</Table.Td>
                    {each.resolvedAt ? (
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>
                        <When at={each.resolvedAt} />
                      </Table.Td>
                    ) : (
                      <>
                        <Table.Td style={{ whiteSpace: 'nowrap' }}>
                          <Age since={each.openedAt} />
                        </Table.Td>
                        <Table.Td style={{ whiteSpace: 'nowrap' }}>
                          <Clock dueAt={each.dueAt} />
                          <Text size="xs" c="dimmed">
                            <When at={each.dueAt} />
                          </Text>
                        </Table.Td>
                      </>
                    )}
                  </Table.Tr>
                ))}
              </Grid>
              <More
                shown={items.length}
                total={closed ? items.length : open}
                next={next}
                onMore={(after) =>
                  fetchMore({
                    variables: { after },
                    updateQuery: (before, { fetchMoreResult }) => ({
                      exceptions: {
                        ...fetchMoreResult.exceptions,
                        items: [...before.exceptions.items, ...fetchMoreResult.exceptions.items],
                      },
                    }),
                  })
                }
              />
            </Stack>
          )
        }
      </Answer>
      <Card>
        <Text size="sm" c="dimmed">
          {t('neutral')}
        </Text>
      </Card>
    </Page>
  );
}

function summary({ late, open }: { open: number; late: number }): string {
  const t = wordsOf('exceptions');
  if (open === 0) return t('summary.none');
  return t(late === 0 ? 'summary.open' : 'summary.late', { open: formatNumber(open), late: formatNumber(late) });
}
