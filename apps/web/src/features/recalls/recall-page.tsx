import { useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { useSession } from '../../app/session';
import { Answer, Found } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { formatDay, When } from '../../ui/when';
import { useWords } from '../../words';
import { AcknowledgeForm } from './acknowledge-form';
import { ConfirmRecall } from './confirm-recall';
import { RecallQuery, type Recall } from './recall-query';
import { RecallTotals } from './recall-totals';

export default function RecallPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(RecallQuery, { variables: { id } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ recall }) => <Found thing={recall}>{(found) => <RecallDetail recall={found} />}</Found>}
    </Answer>
  );
}

function RecallDetail({ recall }: { recall: Recall }) {
  const t = useWords('recalls');
  const { user } = useSession();
  const follows = user.role === 'REGULATOR' || recall.mine;
  const draft = recall.state.toLowerCase() === 'draft';
  return (
    <Page
      title={t('detail.title', { products: [...new Set(recall.lots.map((lot) => lot.product ?? lot.gtin))].join(', ') })}
      lead={
        <Group gap="xs">
          <StateBadge state={recall.state} />
          <Badge color={recall.class === 'I' ? 'red' : 'orange'}>{t('classOf', { class: recall.class })}</Badge>
          <span>{recall.organisation}</span>
        </Group>
      }
      actions={
        follows &&
        !draft && (
          <Button component="a" href={recall.csvUrl} download variant="default" leftSection={<IconDownload size={16} />}>
            {t('detail.csv')}
          </Button>
        )
      }
    >
      {draft && <ConfirmRecall recall={recall} />}
      <Card>
        <Stack gap="md">
          <div>
            <Text size="xs" c="dimmed">
              {t('detail.why')}
            </Text>
            <Text>{recall.reason}</Text>
          </div>
          <Alert color="red" title={t('detail.what')}>
            <Text style={{ whiteSpace: 'pre-line' }}>{recall.instructions}</Text>
          </Alert>
          <Facts
            facts={[
              [t('contact'), recall.contact],
              [t('depth'), t(`depths.${recall.depth}`)],
              [
                t('detail.proposed'),
                <span key="p">
                  {recall.proposedBy}, <When at={recall.proposedAt} />
                </span>,
              ],
              [t('detail.inForce'), recall.confirmedAt && <When at={recall.confirmedAt} />],
            ]}
          />
          <Grid label={t('detail.lots')} head={[t('product'), t('lot'), t('expiry'), t('gtin')]} minWidth={420}>
            {recall.lots.map((lot) => (
              <Table.Tr key={`${lot.gtin}-${lot.lot}`}>
                <Table.Td>{lot.product ?? t('detail.unknown')}</Table.Td>
                <Table.Td className="mono">{lot.lot}</Table.Td>
                <Table.Td>{lot.expiry && formatDay(lot.expiry)}</Table.Td>
                <Table.Td className="mono">{lot.gtin}</Table.Td>
              </Table.Tr>
            ))}
          </Grid>
        </Stack>
      </Card>
      {recall.affected.length > 0 && (
        <>
          <Title order={2}>{t('detail.yours')}</Title>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            {recall.affected.map((line) => (
              <Card key={`${line.product}-${line.lot}`}>
                <Text fw={600}>
                  {line.product}, {t('detail.lotAfter')} <span className="mono">{line.lot}</span>
                </Text>
                <Facts
                  cols={{ base: 2, sm: 4 }}
                  facts={[
                    [t('inStock'), formatNumber(line.inStock)],
                    [t('inTransit'), formatNumber(line.inTransit)],
                    [t('quarantined'), formatNumber(line.quarantined)],
                    [t('dispensed'), formatNumber(line.dispensed)],
                  ]}
                />
                {line.containers.length > 0 && (
                  <Text size="sm" mt="xs">
                    {t('detail.in')} <span className="mono">{line.containers.join(', ')}</span>
                  </Text>
                )}
              </Card>
            ))}
          </SimpleGrid>
        </>
      )}
      {!draft && user.role !== 'REGULATOR' && <AcknowledgeForm key={recall.id} recall={recall} />}
      {follows && (
        <>
          <Title order={2}>{t('detail.where')}</Title>
          <RecallTotals totals={recall.totals} />
          {recall.holders.length > 0 && (
            <Grid
              label={t('holders')}
              head={[t('detail.holder'), t('inStock'), t('inTransit'), t('quarantined'), t('dispensed'), t('detail.answer')]}
              minWidth={640}
            >
              {recall.holders.map((holder, index) => (
                <Table.Tr key={`${holder.organisation}-${index}`}>
                  <Table.Td fs={holder.named ? undefined : 'italic'}>{holder.organisation}</Table.Td>
                  <Table.Td>{formatNumber(holder.inStock)}</Table.Td>
                  <Table.Td>{formatNumber(holder.inTransit)}</Table.Td>
                  <Table.Td>{formatNumber(holder.quarantined)}</Table.Td>
                  <Table.Td>{formatNumber(holder.dispensed)}</Table.Td>
                  <Table.Td>
                    {holder.acknowledged ? <Badge color="teal">{t('answered')}</Badge> : <Badge color="orange">{t('detail.open')}</Badge>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )}
        </>
      )}
    </Page>
  );
}
