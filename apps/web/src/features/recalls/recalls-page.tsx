import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../app/graphql';
import { useSession } from '../../app/session';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords } from '../../words';

const RecallsQuery = graphql(`
  query Recalls {
    recalls(first: 100) {
      id
      state
      class
      depth
      reason
      organisation
      proposedAt
      confirmedAt
      mine
      lots {
        gtin
        lot
        product
        expiry
      }
      affected {
        lot
        inStock
        inTransit
        quarantined
      }
      acknowledgement {
        at
      }
    }
  }
`);

export default function RecallsPage() {
  const t = useWords('recalls');
  const { user } = useSession();
  const may = user.role === 'REGULATOR' || user.role === 'MANUFACTURER';
  const { data, error, refetch } = useQuery(RecallsQuery);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may && (
          <Button component={Link} to="/recalls/new" leftSection={<IconPlus size={16} />}>
            {t('new')}
          </Button>
        )
      }
    >
      <Answer data={data?.recalls} error={error} refetch={refetch}>
        {(recalls) =>
          recalls.length === 0 ? (
            <Empty title={t('empty.title')}>{t('empty.why')}</Empty>
          ) : (
            <Grid
              label={t('title')}
              head={[t('recall'), t('class'), t(may ? 'state' : 'yourStock'), '', t('by'), t('since')]}
              minWidth={760}
            >
              {recalls.map((recall) => {
                const held = recall.affected.reduce((sum, line) => sum + line.inStock + line.inTransit + line.quarantined, 0);
                return (
                  <Table.Tr key={recall.id}>
                    <Table.Td maw={360}>
                      <Anchor component={Link} inherit to={`/recalls/${recall.id}`} fw={600}>
                        {[...new Set(recall.lots.map((lot) => lot.product ?? lot.gtin))].join(', ')}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {t('lotOf', { lots: recall.lots.map((lot) => lot.lot).join(', ') })} {recall.reason}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Badge color={recall.class === 'I' ? 'red' : 'orange'}>{t('classOf', { class: recall.class })}</Badge>
                    </Table.Td>
                    <Table.Td>
                      {may ? (
                        <StateBadge state={recall.state} />
                      ) : held === 0 ? (
                        t('none')
                      ) : (
                        t('affected', { packages: formatNumber(held) })
                      )}
                    </Table.Td>
                    <Table.Td>
                      {may && held > 0 && <Text size="xs">{t('yours', { packages: formatNumber(held) })}</Text>}
                      {!may &&
                        (recall.acknowledgement ? (
                          <Badge color="teal">{t('answered')}</Badge>
                        ) : (
                          <Badge color="orange">{t('answerIt')}</Badge>
                        ))}
                    </Table.Td>
                    <Table.Td>{recall.organisation}</Table.Td>
                    <Table.Td>
                      <When at={recall.confirmedAt ?? recall.proposedAt} />
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Grid>
          )
        }
      </Answer>
    </Page>
  );
}
