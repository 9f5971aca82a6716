import { useApolloClient, useQuery } from '@apollo/client/react';
import { Anchor, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { unitLabel } from '../../scanner/unit-label';
import { Answer, Found } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { LongTable, type LongTableColumn } from '../../ui/long-table';
import { Page } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { StateBadge } from '../../ui/state-badge';
import { formatDay, When } from '../../ui/when';
import { useWords } from '../../words';

const LotName = graphql(`
  query LotName($lotId: ID!) {
    lot(id: $lotId) {
      id
      number
      expiry
      product {
        id
        name
        strength
      }
    }
  }
`);
const HeldPackagesQuery = graphql(`
  query HeldPackages($lotId: ID!, $search: String, $from: Int!, $first: Int!) {
    heldPackages(lotId: $lotId, search: $search, from: $from, first: $first) {
      total
      items {
        text
        serial
        state
        container
        since
      }
    }
  }
`);
type HeldPackage = ResultOf<typeof HeldPackagesQuery>['heldPackages']['items'][number];

/** Every package of a lot that one holds, each a link to its scan. */
export default function PackagesPage() {
  const t = useWords('stock');
  const { lotId = '' } = useParams();
  const [search, setSearch] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(LotName, { variables: { lotId } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ lot }) => (
        <Found thing={lot}>
          {({ expiry, number, product }) => (
            <Page
              title={t('packages', { product: product.name, lot: number })}
              lead={[product.strength, `${t('expiry')} ${formatDay(expiry)}`].filter(Boolean).join(', ')}
            >
              <SearchBox label={t('searchSerial')} onSearch={setSearch} />
              <Packages key={`${lotId} ${search ?? ''}`} lotId={lotId} search={search} />
            </Page>
          )}
        </Found>
      )}
    </Answer>
  );
}

function Packages({ lotId, search }: { lotId: string; search: string | null }) {
  const t = useWords('stock');
  const client = useApolloClient();
  const load = useCallback(
    async (from: number, first: number) => {
      const variables = { lotId, search, from, first };
      const { data } = await client.query({ query: HeldPackagesQuery, variables, fetchPolicy: 'no-cache' });
      return data?.heldPackages ?? { items: [], total: 0 };
    },
    [client, lotId, search],
  );
  const columns: LongTableColumn<HeldPackage>[] = [
    {
      name: t('serial'),
      track: 'minmax(170px, 2fr)',
      cell: ({ serial, text }) => (
        <Anchor component={Link} to={`/scan?text=${encodeURIComponent(text)}`} className="mono" size="sm">
          {serial}
        </Anchor>
      ),
    },
    { name: t('state'), track: 'minmax(110px, 1fr)', cell: ({ state }) => <StateBadge state={state} /> },
    {
      name: t('container'),
      track: 'minmax(190px, 3fr)',
      cell: ({ container }) => (
        <Text size="xs" truncate title={container ?? undefined} className={container ? 'mono' : ''} c={container ? undefined : 'dimmed'}>
          {container ? unitLabel(container) : t('loose')}
        </Text>
      ),
    },
    { name: t('since'), track: 'minmax(120px, 1fr)', cell: ({ since }) => <Text size="sm">{since && <When at={since} />}</Text> },
  ];
  return (
    <LongTable
      label={t('packagesLabel')}
      columns={columns}
      load={load}
      rowKey={({ text }) => text}
      empty={<Empty title={t(search ? 'nothing' : 'empty')}>{t(search ? 'serialWhy' : 'emptyWhy')}</Empty>}
    />
  );
}
