import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Group, SegmentedControl, Table, Tabs, Text } from '@mantine/core';
import { IconDatabase, IconDatabaseOff, IconPackageExport, IconPackageImport, IconPlus } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { More } from '../../ui/more';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge, stateWord } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords } from '../../words';

const ShipmentsQuery = graphql(`
  query Shipments($direction: Direction!, $state: ShipmentState, $after: String) {
    shipments(direction: $direction, state: $state, first: 50, after: $after) {
      items {
        id
        state
        purpose
        from
        to
        shippedAt
        stated
        dataArrived
        open
        packageCount
        purchaseOrder
        despatchAdvice
      }
      next
      total
      asOfBlock
    }
  }
`);
type Line = ResultOf<typeof ShipmentsQuery>['shipments']['items'][number];
const STATES = ['EXPECTED', 'RECEIVED', 'CANCELLED'] as const;

export default function ShipmentsPage() {
  const t = useWords('shipments');
  const [params, setParams] = useSearchParams();
  const direction = params.get('direction') === 'OUTBOUND' ? 'OUTBOUND' : 'INBOUND';
  const state = STATES.find((each) => each === params.get('state')) ?? null;
  const { data, error, refetch, fetchMore } = useQuery(ShipmentsQuery, { variables: { direction, state } });
  function choose(next: { direction?: string; state?: string }) {
    setParams({ direction, ...(state ? { state } : {}), ...next }, { replace: true });
  }
  const more = (after: string) =>
    fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: page }) => ({
        shipments: { ...page.shipments, items: [...before.shipments.items, ...page.shipments.items] },
      }),
    });

  return (
    <Page
      title={t('title')}
      lead={data && t('asOf', { block: data.shipments.asOfBlock })}
      actions={
        <Button component={Link} to="/shipments/new" leftSection={<IconPlus size={16} />}>
          {t('new')}
        </Button>
      }
    >
      <Group justify="space-between">
        <Tabs value={direction} onChange={(chosen) => choose({ direction: chosen ?? 'INBOUND' })} variant="pills" color="harbour">
          <Tabs.List aria-label={t('direction')}>
            <Tabs.Tab value="INBOUND" leftSection={<IconPackageImport size={16} />}>
              {t('inbound')}
            </Tabs.Tab>
            <Tabs.Tab value="OUTBOUND" leftSection={<IconPackageExport size={16} />}>
              {t('outbound')}
            </Tabs.Tab>
          </Tabs.List>
        </Tabs>
        <SegmentedControl
          size="xs"
          aria-label={t('state')}
          value={state ?? ''}
          onChange={(chosen) => choose({ state: chosen })}
          data={[
            { value: '', label: t('all') },
            ...STATES.map((each) => ({
              value: each,
              label: direction === 'OUTBOUND' && each === 'EXPECTED' ? t('onTheWay') : stateWord(each),
            })),
          ]}
        />
      </Group>
      <Answer data={data?.shipments} error={error} refetch={refetch}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            <Empty title={t(direction === 'INBOUND' ? 'empty.inbound' : 'empty.outbound')}>
              {direction === 'INBOUND' ? (
                <>
                  {t('empty.inboundWhy')}{' '}
                  <Anchor component={Link} inherit underline="always" to="/import">
                    {t('empty.import')}
                  </Anchor>
                  .
                </>
              ) : (
                t('empty.outboundWhy')
              )}
            </Empty>
          ) : (
            <>
              <Grid
                label={t('title')}
                head={[t(direction === 'INBOUND' ? 'from' : 'to'), t('state'), t('packages'), t('shipped'), t('data'), t('numbers')]}
                minWidth={720}
              >
                {items.map((line) => (
                  <ShipmentRow key={line.id} line={line} inbound={direction === 'INBOUND'} />
                ))}
              </Grid>
              <More shown={items.length} total={total} next={next} onMore={more} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function ShipmentRow({ line, inbound }: { line: Line; inbound: boolean }) {
  const t = useWords('shipments');
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} inherit to={`/shipments/${line.id}`} fw={600}>
          {(inbound ? line.from : line.to) ?? t('notNamed')}
        </Anchor>
        {line.purpose !== 'SALE' && (
          <Text size="xs" c="dimmed">
            {t(`purposes.${line.purpose}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <StateBadge state={line.state} />
        {line.state === 'EXPECTED' && line.open > 0 && (
          <Text size="xs" c="dimmed">
            {t('open', { open: line.open })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{formatNumber(line.packageCount)}</Table.Td>
      <Table.Td>
        <When at={line.shippedAt} />
      </Table.Td>
      <Table.Td>
        <DataArrived arrived={line.dataArrived} stated={line.stated} />
      </Table.Td>
      <Table.Td className="mono">{[line.purchaseOrder, line.despatchAdvice].filter(Boolean).join(' / ')}</Table.Td>
    </Table.Tr>
  );
}

/** Product without data is an everyday case, and said as such. */
export function DataArrived({ arrived, stated }: { arrived: boolean; stated: boolean }) {
  const t = useWords('shipments');
  if (!arrived)
    return (
      <Badge color="orange" leftSection={<IconDatabaseOff size={13} />}>
        {t('notYet')}
      </Badge>
    );
  return (
    <Group gap={4}>
      <Badge color="teal" leftSection={<IconDatabase size={13} />}>
        {t('arrived')}
      </Badge>
      {stated && <Badge color="gray">{t('stated')}</Badge>}
    </Group>
  );
}
