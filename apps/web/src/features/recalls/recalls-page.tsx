import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../app/graphql';
import { useSession } from '../../app/session';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';

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
  const { user } = useSession();
  const may = user.role === 'REGULATOR' || user.role === 'MANUFACTURER';
  const { data, error, refetch } = useQuery(RecallsQuery);
  return (
    <Page
      title="Recalls"
      lead="Recalls in force and drafts you may see."
      actions={
        may && (
          <Button component={Link} to="/recalls/new" leftSection={<IconPlus size={16} />}>
            Propose a recall
          </Button>
        )
      }
    >
      <Answer data={data?.recalls} error={error} refetch={refetch}>
        {(recalls) =>
          recalls.length === 0 ? (
            <Empty title="No recall">
              None touches you. A recall stops dispensing and selling everywhere, the moment a second person confirms it.
            </Empty>
          ) : (
            <Grid label="Recalls" head={['Recall', 'Class', may ? 'State' : 'Your stock', '', 'By', 'Since']} minWidth={760}>
              {recalls.map((recall) => {
                const held = recall.affected.reduce((sum, line) => sum + line.inStock + line.inTransit + line.quarantined, 0);
                return (
                  <Table.Tr key={recall.id}>
                    <Table.Td maw={360}>
                      <Anchor component={Link} inherit to={`/recalls/${recall.id}`} fw={600}>
                        {[...new Set(recall.lots.map((lot) => lot.product ?? lot.gtin))].join(', ')}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        Lot {recall.lots.map((lot) => lot.lot).join(', ')}. {recall.reason}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Badge color={recall.class === 'I' ? 'red' : 'orange'}>Class {recall.class}</Badge>
                    </Table.Td>
                    <Table.Td>
                      {may ? <StateBadge state={recall.state} /> : held === 0 ? 'None' : `${held.toLocaleString()} affected`}
                    </Table.Td>
                    <Table.Td>
                      {may && held > 0 && <Text size="xs">{held.toLocaleString()} yours</Text>}
                      {!may && (recall.acknowledgement ? <Badge color="teal">Answered</Badge> : <Badge color="orange">Answer it</Badge>)}
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
