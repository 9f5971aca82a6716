import { useQuery } from '@apollo/client/react';
import { Badge, Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { graphql } from '../../app/graphql';
import { useSession } from '../../app/session';
import { Answer, Found } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import { CommissionForm } from './commission-form';

const LotQuery = graphql(`
  query Lot($id: ID!) {
    lot(id: $id) {
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
        ndc
        strength
        dosageForm
        netContent
        gtins {
          gtin
          level
        }
      }
      places {
        organisation
        inStock
        inTransit
        quarantined
        dispensed
      }
    }
  }
`);

export default function LotPage() {
  const t = useWords('products');
  const { id = '' } = useParams();
  const { user, organisation } = useSession();
  const { data, error, refetch } = useQuery(LotQuery, { variables: { id } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ lot }) => (
        <Found thing={lot}>
          {(found) => (
            <Page
              title={t('lot.title', { number: found.number })}
              lead={[found.product.name, found.product.strength, found.product.dosageForm].filter(Boolean).join(', ')}
              actions={
                user.role === 'MANUFACTURER' &&
                found.packageCount > 0 && (
                  <Button component={Link} to={`/lots/${found.id}/labels`} leftSection={<IconBarcode size={17} />}>
                    {t('lot.labels')}
                  </Button>
                )
              }
            >
              <Card>
                <Stack gap="md">
                  {found.recalled && (
                    <Badge color="red" size="lg">
                      {t('lots.recalled')}
                    </Badge>
                  )}
                  <Facts
                    facts={[
                      [t('lots.expiry'), formatDay(found.expiry)],
                      [t('ndc'), found.product.ndc],
                      [
                        t('gtin'),
                        <span key="gtin" className="mono">
                          {found.product.gtins[0]?.gtin}
                        </span>,
                      ],
                      [t('lot.netContent'), found.product.netContent],
                      [t('lots.registeredBy'), found.registeredBy],
                      [t('lots.packages'), formatNumber(found.packageCount)],
                    ]}
                  />
                  <Group gap="xs">
                    {found.counts.map(({ state, count }) => (
                      <Group key={state} gap={4}>
                        <StateBadge state={state} />
                        <Text size="sm" fw={600}>
                          {formatNumber(count)}
                        </Text>
                      </Group>
                    ))}
                  </Group>
                </Stack>
              </Card>
              {user.role === 'MANUFACTURER' && found.registeredBy === organisation.name && (
                <CommissionForm lotId={found.id} hasCaseGtin={found.product.gtins.some(({ level }) => level.toLowerCase() === 'case')} />
              )}
              {found.places.length > 0 && (
                <>
                  <Title order={2}>{t('lot.where')}</Title>
                  <Grid
                    label={t('lot.where')}
                    head={[t('lot.organisation'), t('lot.inStock'), t('lot.inTransit'), t('lot.quarantined'), t('lot.dispensed')]}
                  >
                    {found.places.map((place) => (
                      <Table.Tr key={place.organisation}>
                        <Table.Td>{place.organisation}</Table.Td>
                        <Table.Td>{formatNumber(place.inStock)}</Table.Td>
                        <Table.Td>{formatNumber(place.inTransit)}</Table.Td>
                        <Table.Td>{formatNumber(place.quarantined)}</Table.Td>
                        <Table.Td>{formatNumber(place.dispensed)}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Grid>
                </>
              )}
            </Page>
          )}
        </Found>
      )}
    </Answer>
  );
}
