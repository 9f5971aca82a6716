import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { IconBox, IconChevronDown, IconChevronRight, IconPackageExport } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { unitLabel } from '../../scanner/unit-label';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import { expiryOf } from './expiry';

const StockQuery = graphql(`
  query Stock($search: String) {
    stock(search: $search) {
      product
      gtin
      ndc
      lotId
      lot
      expiry
      available
      quarantined
      inTransit
      recalled
      containers
    }
  }
`);
type Line = ResultOf<typeof StockQuery>['stock'][number];

const HEAD = ['product', 'available', 'lot', 'expiry', 'quarantined', 'inTransit', 'containers'] as const;

export default function StockPage() {
  const t = useWords('stock');
  const [search, setSearch] = useState<string | null>(null);
  const [today] = useState(() => new Date());
  const { data, error, refetch } = useQuery(StockQuery, { variables: { search } });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button variant="default" component={Link} to="/packing" leftSection={<IconBox size={16} />}>
          {t('packing')}
        </Button>
      }
    >
      <SearchBox label={t('search')} onSearch={setSearch} />
      <Answer data={data?.stock} error={error} refetch={refetch}>
        {(stock) =>
          stock.length === 0 ? (
            <Empty title={t(search ? 'nothing' : 'empty')}>
              {t(search ? 'nothingWhy' : 'emptyWhy')}
            </Empty>
          ) : (
            <Grid label={t('title')} head={HEAD.map((column) => t(column))} minWidth={820}>
              {[...stock]
                .sort((a, b) => a.expiry.localeCompare(b.expiry) || a.product.localeCompare(b.product))
                .map((line) => (
                  <StockRow key={`${line.gtin}-${line.lotId}`} line={line} today={today} />
                ))}
            </Grid>
          )
        }
      </Answer>
    </Page>
  );
}

function StockRow({ line, today }: { line: Line; today: Date }) {
  const t = useWords('stock');
  const [open, setOpen] = useState(false);
  const expiry = expiryOf(line.expiry, today);
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>
          <Text size="sm" fw={600}>
            {line.product}
          </Text>
          <Text size="xs" c="dimmed" className="mono">
            {line.ndc ?? line.gtin}
          </Text>
        </Table.Td>
        <Table.Td fw={600}>{formatNumber(line.available)}</Table.Td>
        <Table.Td>
          <Anchor component={Link} to={`/stock/${line.lotId}`} className="mono" size="sm" aria-label={t('openPackages', { lot: line.lot })}>
            {line.lot}
          </Anchor>
        </Table.Td>
        <Table.Td>
          <Group gap={6}>
            {formatDay(line.expiry)}
            {line.recalled && <Badge color="red">{t('recalled')}</Badge>}
            {expiry === 'expired' && <Badge color="red">{t('expired')}</Badge>}
            {expiry === 'soon' && <Badge color="orange">{t('soon')}</Badge>}
          </Group>
        </Table.Td>
        <Table.Td>{formatNumber(line.quarantined)}</Table.Td>
        <Table.Td>{formatNumber(line.inTransit)}</Table.Td>
        <Table.Td>
          {line.containers.length > 0 && (
            <UnstyledButton onClick={() => setOpen(!open)} aria-expanded={open} fz="sm">
              <Group gap={2}>
                {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
                {line.containers.length}
              </Group>
            </UnstyledButton>
          )}
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr>
          <Table.Td colSpan={7}>
            <Group gap="xs">
              {line.containers.map((container) => (
                <Badge key={container} color="gray" className="mono">
                  {unitLabel(container)}
                </Badge>
              ))}
              <Button
                component={Link}
                to="/shipments/new"
                state={{ units: line.containers }}
                size="compact-xs"
                variant="default"
                leftSection={<IconPackageExport size={14} />}
              >
                {t('ship')}
              </Button>
            </Group>
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}
