import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Table, Text } from '@mantine/core';
import { IconPrinter, IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { unitKey } from '../../scanner/unit-key';
import { unitLabel } from '../../scanner/unit-label';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Grid } from '../../ui/grid';
import { Page } from '../../ui/page';
import { formatDay, When } from '../../ui/when';
import { useWords } from '../../words';
import { daysSince } from './age-of';
import { ReleaseForm } from './release-form';
import { ShelfQuery, type HeldUnit } from './shelf-query';

/** What is held, for the shelf and on paper: what, why, who, since when. A scan may lead here to one unit of it. */
export default function ShelfPage() {
  const t = useWords('quarantine');
  const { data, error, refetch } = useQuery(ShelfQuery);
  const [params, setParams] = useSearchParams();
  const [releasing, setReleasing] = useState<HeldUnit | null>(null);
  const [now] = useState(() => Date.now());
  const asked = params.get('text');
  const askedKey = asked === null ? null : unitKey(asked);
  const shelf = data?.quarantineShelf;

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        shelf &&
        shelf.items.length > 0 && (
          <>
            <Button variant="default" leftSection={<IconPrinter size={18} />} onClick={() => print()}>
              {t('printList')}
            </Button>
            <Button variant="default" component={Link} to="/quarantine/labels" leftSection={<IconTag size={18} />}>
              {t('printLabels')}
            </Button>
          </>
        )
      }
    >
      <Answer data={shelf} error={error} refetch={refetch}>
        {({ items, others, total }) => {
          if (items.length === 0) return <Empty title={t('empty.title')}>{t('empty.why')}</Empty>;
          // What was scanned stands first.
          const sorted = [...items].sort((one, other) => Number(unitKey(other.epc) === askedKey) - Number(unitKey(one.epc) === askedKey));
          return (
            <>
              <Grid label={t('list')} head={[t('head.what'), t('head.why'), t('head.who'), t('head.since'), '']} minWidth={760}>
                {sorted.map((unit) => (
                  <Shelved key={unit.epc} unit={unit} others={others} now={now} marked={askedKey !== null && unitKey(unit.epc) === askedKey} onRelease={() => setReleasing(unit)} />
                ))}
              </Grid>
              {items.length < total && <Text c="dimmed">{t('shown', { shown: items.length, total })}</Text>}
            </>
          );
        }}
      </Answer>
      {releasing && (
        <ReleaseForm
          unit={releasing}
          onClose={() => {
            setReleasing(null);
            setParams({}, { replace: true });
          }}
        />
      )}
    </Page>
  );
}

function Shelved({ marked, now, onRelease, others, unit }: { unit: HeldUnit; others: readonly string[]; now: number; marked: boolean; onRelease: () => void }) {
  const t = useWords('quarantine');
  return (
    <Table.Tr data-selected={marked || undefined} style={marked ? { outline: '3px solid var(--mantine-color-harbour-5)', outlineOffset: -3 } : undefined}>
      <Table.Td>
        <Text size="sm" fw={600}>
          {unit.product ?? unitLabel(unit.epc)}
        </Text>
        <Text size="xs" className="mono">
          {unitLabel(unit.epc)}
        </Text>
        <Text size="xs" c="dimmed" span>
          {unit.lots.length > 0 && t('lots', { lots: unit.lots.join(', '), expiry: unit.expiry ? formatDay(unit.expiry) : '' })}{' '}
        </Text>
        {unit.recalled && <Badge color="red">{t('recalled')}</Badge>}
      </Table.Td>
      <Table.Td>{unit.reason ?? t('byReceipt')}</Table.Td>
      <Table.Td>{unit.heldBy === null ? t('nobody') : unit.heldByYou ? t('you', { name: unit.heldBy }) : unit.heldBy}</Table.Td>
      <Table.Td>
        <When at={unit.since} />
        <Text size="sm" fw={600}>
          {t('days', { count: daysSince(unit.since, now) })}
        </Text>
      </Table.Td>
      <Table.Td className="no-print" maw={240}>
        {unit.caseId !== null ? (
          <Anchor component={Link} to={`/cases/${unit.caseId}`}>
            {t('inCase')}
          </Anchor>
        ) : unit.heldByYou ? (
          <Text size="xs">
            {t('notYou')} {others.length > 0 ? t('who', { names: others.join(', ') }) : t('nobodyElse')}
          </Text>
        ) : (
          <Button size="sm" variant="default" onClick={onRelease}>
            {t('release')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
