import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { More } from '../../ui/more';
import { Page } from '../../ui/page';
import { SearchBox } from '../../ui/search-box';
import { StateBadge } from '../../ui/state-badge';
import { useWords } from '../../words';
import { ProductForm } from './product-form';

export const ProductsQuery = graphql(`
  query Products($search: String, $after: String) {
    products(search: $search, first: 50, after: $after) {
      items {
        id
        name
        ndc
        strength
        dosageForm
        netContent
        manufacturerName
        status
        gtins {
          gtin
          level
        }
      }
      next
      total
    }
  }
`);
const ConfirmProduct = graphql(`
  mutation ConfirmProduct($id: ID!) {
    confirmProduct(id: $id) {
      id
      status
    }
  }
`);

export default function ProductsPage() {
  const t = useWords('products');
  const ui = useWords('ui');
  const [search, setSearch] = useState<string | null>(null);
  const [registering, { open, close }] = useDisclosure(false);
  const { data, error, refetch, fetchMore } = useQuery(ProductsQuery, { variables: { search } });
  const [confirm, confirming] = useMutation(ConfirmProduct, { errorPolicy: 'all' });
  const more = (after: string) =>
    fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: page }) => ({
        products: { ...page.products, items: [...before.products.items, ...page.products.items] },
      }),
    });

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          {t('register')}
        </Button>
      }
    >
      <SearchBox label={t('search')} onSearch={setSearch} />
      {confirming.error && (
        <Alert color="red" role="alert" title={t('notConfirmed')}>
          {faultSentence(confirming.error)}
        </Alert>
      )}
      <Answer data={data?.products} error={error} refetch={refetch}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            <Empty title={t(search ? 'notFound' : 'empty')}>{t(search ? 'notFoundWhy' : 'emptyWhy')}</Empty>
          ) : (
            <>
              <Grid label={t('title')} head={[t('product'), t('ndc'), t('gtin'), t('manufacturer'), t('state')]} minWidth={720}>
                {items.map((product) => (
                  <Table.Tr key={product.id}>
                    <Table.Td>
                      <Text size="sm" fw={600}>
                        {product.name}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {[product.strength, product.dosageForm, product.netContent].filter(Boolean).join(', ')}
                      </Text>
                    </Table.Td>
                    <Table.Td className="mono">{product.ndc}</Table.Td>
                    <Table.Td>
                      {product.gtins.map((item) => (
                        <Text key={item.gtin} size="sm">
                          <span className="mono">{item.gtin}</span>{' '}
                          <Text span size="xs" c="dimmed">
                            {t(`levels.${item.level.toLowerCase() as 'package'}`, { defaultValue: item.level.toLowerCase() })}
                          </Text>
                        </Text>
                      ))}
                    </Table.Td>
                    <Table.Td>{product.manufacturerName}</Table.Td>
                    <Table.Td>
                      <Group gap="xs">
                        <StateBadge state={product.status} />
                        {product.status.toLowerCase() === 'draft' && (
                          <Button
                            size="compact-xs"
                            variant="default"
                            loading={confirming.loading}
                            onClick={() => void confirm({ variables: { id: product.id } })}
                            aria-label={t('confirmLabel', { name: product.name })}
                          >
                            {t('confirm')}
                          </Button>
                        )}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Grid>
              <More shown={items.length} total={total} next={next} onMore={more} />
            </>
          )
        }
      </Answer>
      <Modal opened={registering} onClose={close} title={t('register')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
        <Stack>
          <ProductForm
            onDone={() => {
              close();
              void refetch();
            }}
          />
        </Stack>
      </Modal>
    </Page>
  );
}
