import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Badge, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Answer, Found } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Grid } from '../../ui/grid';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { formatDay, When } from '../../ui/when';
import { useWords, wordsOf } from '../../words';
import { AnswerForm } from './answer-form';
import { CaseActions } from './case-actions';
import { type Colleague, type ExceptionCase, type ExceptionItem, ExceptionQuery } from './exception-query';
import { Guide } from './guide';
import { kindName, resolutionName } from './kinds';
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
  const t = useWords('exceptions');
  const settled = found.state === 'RESOLVED';
  return (
    <Page
      title={[...new Set(found.items.map(({ kind }) => kindName(kind)))].join(', ')}
      lead={
        <Group gap="xs">
          <StateBadge state={found.state} />
          {found.late && <Badge color="red">{t('case.late')}</Badge>}
          <span>{t(found.raisedHere ? 'case.with' : 'case.by', { partner: found.partnerName })}</span>
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
              [t('partner'), found.partnerName],
              [t('case.gln'), found.partnerGln && <span className="mono">{found.partnerGln}</span>],
              [t('case.order'), found.purchaseOrder && <span className="mono">{found.purchaseOrder}</span>],
              [
                t('case.shipment'),
                found.shipmentId && (
                  <Anchor component={Link} inherit underline="always" to={`/shipments/${found.shipmentId}`}>
                    {t('case.openShipment')}
                  </Anchor>
                ),
              ],
              [t('case.opened'), <When key="o" at={found.openedAt} />],
              [settled ? t('settled') : t('case.due'), <When key="d" at={found.resolvedAt ?? found.dueAt} />],
              [t('case.told'), found.raisedHere && found.reportedAt && <When at={found.reportedAt} />],
              [
                t('case.post'),
                found.postState &&
                  [t(`post.${found.postState}`), found.postState !== 'ACCEPTED' && found.postProblem].filter(Boolean).join(' '),
              ],
              [t('case.answered'), found.answeredAt && <When at={found.answeredAt} />],
              [t('outcome'), found.resolution],
              [
                t('case.case'),
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
      <Title order={2}>{t('case.items')}</Title>
      <Items items={found.items} />
      {found.itemCount > found.items.length && (
        <Text size="sm" c="dimmed">
          {t('case.more', { more: formatNumber(found.itemCount - found.items.length) })}
        </Text>
      )}
      {!found.raisedHere && !settled && <AnswerForm key={found.id} found={found} />}
      {found.raisedHere && !settled && <ReadyMessage found={found} />}
    </Page>
  );
}

/** One sentence: what is to be done now, and by whom. */
function NextStep({ found }: { found: ExceptionCase }) {
  const t = useWords('exceptions');
  if (found.state === 'RESOLVED') return null;
  const text = found.raisedHere
    ? {
        OPEN: t(found.partnerIsHere ? 'next.mine.OPENhere' : found.partnerIsConnected ? 'next.mine.OPENconnected' : 'next.mine.OPEN'),
        REPORTED: t('next.mine.REPORTED'),
        ANSWERED: t('next.mine.ANSWERED'),
      }[found.state]
    : {
        OPEN: t('next.theirs.OPEN'),
        REPORTED: '',
        ANSWERED: t('next.theirs.ANSWERED'),
      }[found.state];
  return text ? (
    <Alert color={found.late ? 'red' : 'harbour'} title={t('next.title')}>
      {text}
    </Alert>
  ) : null;
}

function Items({ items }: { items: readonly ExceptionItem[] }) {
  const t = useWords('exceptions');
  const cockpit = useWords('cockpit');
  return (
    <Grid label={t('case.items')} head={[t('what'), t('case.unit'), t('case.details'), t('case.asked'), t('case.answer')]} minWidth={820}>
      {items.map((item) => (
        <Table.Tr key={item.id}>
          <Table.Td>{kindName(item.kind)}</Table.Td>
          <Table.Td className="mono" style={{ overflowWrap: 'anywhere' }}>
            {item.name}
          </Table.Td>
          <Table.Td>
            {details(item).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Table.Td>
          <Table.Td>{resolutionName(item.asks)}</Table.Td>
          <Table.Td>
            {item.accepted === null ? (
              <Text size="sm" c="dimmed">
                {t('case.noAnswer')}
              </Text>
            ) : (
              <Badge color={item.accepted ? 'teal' : 'orange'}>{t(item.accepted ? 'case.accepted' : 'case.declined')}</Badge>
            )}
            {item.alternative && <div>{t('case.offers', { what: resolutionName(item.alternative) })}</div>}
            {item.answerComment && <Text size="sm">{item.answerComment}</Text>}
            {item.mended !== null && (
              <Text size="sm" fw={600}>
                {cockpit(item.mended ? 'mended' : 'underWay')}{' '}
                {item.correctionShipmentId && (
                  <Anchor component={Link} inherit underline="always" to={`/shipments/${item.correctionShipmentId}`}>
                    {cockpit('openCorrection')}
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
  const t = wordsOf('exceptions');
  const told = (by: 'printed' | 'inData', lotNumber: string | null, day: string | null) => {
    const what = [lotNumber && t('case.lot', { lot: lotNumber }), day && t('case.expiry', { day: formatDay(day) })].filter(Boolean);
    return what.length > 0 ? [t(`case.${by}`, { what: what.join(', ') })] : [];
  };
  return [
    ...told('printed', lot, expiry),
    ...told('inData', dataLot, dataExpiry),
    ...(quantityOrdered === null
      ? []
      : [t('case.counted', { ordered: formatNumber(quantityOrdered), received: formatNumber(quantityReceived ?? 0) })]),
    ...(proposed ? [t('case.proposed', { what: proposed })] : []),
    ...(note ? [note] : []),
  ];
}
