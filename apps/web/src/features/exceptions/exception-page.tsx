import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Badge, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Answer, Found } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { formatDay, When } from '../../ui/when';
import { useWords } from '../../words';
import { AnswerForm } from './answer-form';
import { CaseActions } from './case-actions';
import { type Colleague, type ExceptionCase, type ExceptionItem, ExceptionQuery } from './exception-query';
import { Guide } from './guide';
import { Mend } from './mend';
import { Owner } from './owner';
import { ReadyMessage } from './ready-message';

export default function ExceptionPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(ExceptionQuery, { variables: { id } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ colleagues, exception }) => <Found thing={exception}>{(found) => <Case found={found} colleagues={colleagues} />}</Found>}
    </Answer>
  );
}

function Case({ colleagues, found }: { found: ExceptionCase; colleagues: readonly Colleague[] }) {
  const settled = found.state === 'RESOLVED';
  return (
    <Page
      title={[...new Set(found.items.map(({ kindName }) => kindName))].join(', ')}
      lead={
        <Group gap="xs">
          <StateBadge state={found.state} />
          {found.late && <Badge color="red">Late</Badge>}
          <span>{found.raisedHere ? `with ${found.partnerName}` : `reported by ${found.partnerName}`}</span>
        </Group>
      }
      actions={<CaseActions found={found} />}
    >
      <NextStep found={found} />
      {!settled && <Guide found={found} />}
      {!found.raisedHere && <Mend found={found} />}
      <Card>
        <Stack gap="md">
          <Facts
            facts={[
              ['Partner', found.partnerName],
              ['GLN', found.partnerGln && <span className="mono">{found.partnerGln}</span>],
              ['Purchase order', found.purchaseOrder && <span className="mono">{found.purchaseOrder}</span>],
              [
                'Shipment',
                found.shipmentId && (
                  <Anchor component={Link} inherit underline="always" to={`/shipments/${found.shipmentId}`}>
                    open it
                  </Anchor>
                ),
              ],
              ['Opened', <When key="o" at={found.openedAt} />],
              [settled ? 'Settled' : 'Due', <When key="d" at={found.resolvedAt ?? found.dueAt} />],
              ['Told the partner', found.raisedHere && found.reportedAt && <When at={found.reportedAt} />],
              ['Answered', found.answeredAt && <When at={found.answeredAt} />],
              ['Outcome', found.resolution],
              [
                'Case',
                <span key="c" className="mono">
                  {found.caseUuid}
                </span>,
              ],
            ]}
          />
          {found.note && <Text style={{ whiteSpace: 'pre-line' }}>{found.note}</Text>}
          {!settled && <Owner found={found} colleagues={colleagues} />}
        </Stack>
      </Card>
      <Title order={2}>What does not fit</Title>
      <Items items={found.items} />
      {found.itemCount > found.items.length && (
        <Text size="sm" c="dimmed">
          {(found.itemCount - found.items.length).toLocaleString()} more stand in the report.
        </Text>
      )}
      {!found.raisedHere && !settled && <AnswerForm key={found.id} found={found} />}
      {found.raisedHere && !settled && <ReadyMessage found={found} />}
    </Page>
  );
}

/** One sentence: what is to be done now, and by whom. */
function NextStep({ found }: { found: ExceptionCase }) {
  if (found.state === 'RESOLVED') return null;
  const text = found.raisedHere
    ? {
        OPEN: found.partnerIsHere
          ? 'Put what is concerned aside, and tell your partner: it sees the report here at once.'
          : 'Put what is concerned aside, and tell your partner: send the message below with the report.',
        REPORTED: 'Your partner has been told. Its answer comes here by itself, or as a file under Exceptions, Partner’s message.',
        ANSWERED: 'Your partner has answered below. Do what was agreed, then settle the case.',
      }[found.state]
    : {
        OPEN: 'Your partner waits for an answer to each line below.',
        REPORTED: '',
        ANSWERED: 'You have answered. Your partner settles the case.',
      }[found.state];
  return text ? (
    <Alert color={found.late ? 'red' : 'harbour'} title="What to do now">
      {text}
    </Alert>
  ) : null;
}

function Items({ items }: { items: readonly ExceptionItem[] }) {
  const t = useWords('cockpit');
  return (
    <Grid label="What does not fit" head={['What', 'Unit', 'Details', 'Asked', 'Answer']} minWidth={820}>
      {items.map((item) => (
        <Table.Tr key={item.id}>
          <Table.Td>{item.kindName}</Table.Td>
          <Table.Td className="mono" style={{ overflowWrap: 'anywhere' }}>
            {item.name}
          </Table.Td>
          <Table.Td>
            {details(item).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Table.Td>
          <Table.Td>{item.asks}</Table.Td>
          <Table.Td>
            {item.accepted === null ? (
              <Text size="sm" c="dimmed">
                none yet
              </Text>
            ) : (
              <Badge color={item.accepted ? 'teal' : 'orange'}>{item.accepted ? 'Accepted' : 'Declined'}</Badge>
            )}
            {item.alternative && <div>Offers: {item.alternative}</div>}
            {item.answerComment && <Text size="sm">{item.answerComment}</Text>}
            {item.mended !== null && (
              <Text size="sm" fw={600}>
                {t(item.mended ? 'mended' : 'underWay')}{' '}
                {item.correctionShipmentId && (
                  <Anchor component={Link} inherit underline="always" to={`/shipments/${item.correctionShipmentId}`}>
                    {t('openCorrection')}
                  </Anchor>
                )}
              </Text>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}

function details({ dataExpiry, dataLot, expiry, lot, note, proposed, quantityOrdered, quantityReceived }: ExceptionItem): string[] {
  const told = (name: string, lotNumber: string | null, day: string | null) =>
    lotNumber || day ? [`${name}: ${[lotNumber && `lot ${lotNumber}`, day && `expiry ${formatDay(day)}`].filter(Boolean).join(', ')}`] : [];
  return [
    ...told('Printed', lot, expiry),
    ...told('Data', dataLot, dataExpiry),
    ...(quantityOrdered === null
      ? []
      : [`Ordered ${quantityOrdered.toLocaleString()}, received ${(quantityReceived ?? 0).toLocaleString()}`]),
    ...(proposed ? [`May be ${proposed}`] : []),
    ...(note ? [note] : []),
  ];
}
