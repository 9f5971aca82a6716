import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Group, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { graphql } from '../../app/graphql';
import { useSession } from '../../app/session';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { More } from '../../ui/more';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { stateWord } from '../../ui/state-badge';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import { LotForm } from './lot-form';

const LotsQuery = graphql(`
  query Lots($search: String, $after: String) {
    lots(search: $search, first: 50, after: $after) {
      items {
        id
        number
        expiry
        registeredBy
        packageCount
        recalled
        counts {
          state
          count
        }
        product {
          id
          name
          strength
        }
      }
      next
      total
      asOfBlock
    }
  }
`);

export default function LotsPage() {
  const t = useWords('products');
  const ui = useWords('ui');
  const { user } = useSession();
  const [search, setSearch] = useState<string | null>(null);
  const [registering, { open, close }] = useDisclosure(false);
  const { data, error, refetch, fetchMore } = useQuery(LotsQuery, { variables: { search } });
  const more = (after: string) =>
    fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: page }) => ({ lots: { ...page.lots, items: [...before.lots.items, ...page.lots.items] } }),
    });
  return (
    <Page
      title={t('lots.title')}
      lead={data && t('lots.asOf', { block: data.lots.asOfBlock })}
      actions={
        user.role === 'MANUFACTURER' && (
          <Button leftSection={<IconPlus size={16} />} onClick={open}>
            {t('lots.register')}
          </Button>
        )
      }
    >
      <SearchBox label={t('lots.search')} onSearch={setSearch} />
      <Answer data={data?.lots} error={error} refetch={refetch}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            <Empty title={t(search ? 'lots.notFound' : 'lots.empty')}>
              {user.role === 'MANUFACTURER' && !search && t('lots.emptyWhy')}
            </Empty>
          ) : (
            <>
              <Grid
                label={t('lots.title')}
                head={[t('lots.lot'), t('product'), t('lots.expiry'), t('lots.packages'), t('lots.where'), t('lots.registeredBy')]}
                minWidth={780}
              >
                {items.map((lot) => (
                  <Table.Tr key={lot.id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/lots/${lot.id}`} fw={600} className="mono">
                        {lot.number}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      {lot.product.name}
                      <Text size="xs" c="dimmed">
                        {lot.product.strength}
                      </Text>
                    </Table.Td>
                    <Table.Td>{formatDay(lot.expiry)}</Table.Td>
                    <Table.Td>{formatNumber(lot.packageCount)}</Table.Td>
                    <Table.Td>
                      <Group gap={4}>
                        {lot.recalled && <Badge color="red">{t('lots.recalled')}</Badge>}
                        <Text size="xs" c="dimmed">
                          {lot.counts.map(({ state, count }) => `${stateWord(state).toLowerCase()} ${formatNumber(count)}`).join(', ')}
                        </Text>
                      </Group>
                    </Table.Td>
                    <Table.Td>{lot.registeredBy}</Table.Td>
                  </Table.Tr>
                ))}
              </Grid>
              <More shown={items.length} total={total} next={next} onMore={more} />
            </>
          )
        }
      </Answer>
      <Modal opened={registering} onClose={close} title={t('lots.register')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <LotForm />
      </Modal>
    </Page>
  );
}
