import { Badge, Group, Text } from '@mantine/core';
import { IconBuildingStore, IconTruckDelivery } from '@tabler/icons-react';
import { readFragment, type FragmentOf } from '../app/graphql';
import { unitLabel } from '../scanner/unit-label';
import { formatDay, formatLocal } from '../ui/when';
import { useWords } from '../words';
import { type Holding, holdingsOf } from './holdings';
import { PedigreeFields, type PedigreeStep } from './pedigree-timeline';

/** The way of a unit from holder to holder as a picture: who, where, from when to when, inside which container. */
export function ChainGraph({ pedigree }: { pedigree: FragmentOf<typeof PedigreeFields> }) {
  const t = useWords('pedigree');
  const chain = holdingsOf(readFragment(PedigreeFields, pedigree).steps);
  return (
    <ol className="chain" aria-label={t('page.chain')}>
      {chain.map((holding, i) => (
        <li key={i} className="chain-stay" data-stated={holding.from.stated}>
          <HoldingBox holding={holding} last={i === chain.length - 1} />
        </li>
      ))}
    </ol>
  );
}

function HoldingBox({ holding: { containers, from, holder, left, places, steps, to }, last }: { holding: Holding; last: boolean }) {
  const t = useWords('pedigree');
  const days = { from: dayOf(from), to: dayOf(to) };
  return (
    <>
      <div className="chain-box">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <IconBuildingStore size={22} stroke={1.6} aria-hidden="true" style={{ flex: '0 0 auto' }} />
          <div style={{ minWidth: 0 }}>
            <Text fw={650} size="sm">
              {holder ?? t('chain.unknown')}
            </Text>
            {places.length > 0 && (
              <Text size="xs" c="dimmed">
                {places.join(', ')}
              </Text>
            )}
            <Text size="sm">{left === null ? t('chain.since', days) : t('chain.until', days)}</Text>
            <Text size="xs" c="dimmed">
              {t('chain.steps', { count: steps })}
            </Text>
          </div>
        </Group>
        {from.stated && (
          <Badge color="orange" size="sm" mt={6}>
            {t('chain.stated')}
          </Badge>
        )}
        <div className="chain-containers">
          {containers.map((container, i) => (
            <span key={i} className="chain-container" data-loose={container === null}>
              {container === null ? t('chain.loose') : t('chain.inside', { container: unitLabel(container) })}
            </span>
          ))}
        </div>
      </div>
      {!last && (
        <div className="chain-arrow">
          <IconTruckDelivery size={20} aria-hidden="true" />
          <Text size="xs">{left ? formatLocal(left.eventTime, left.eventTimeZoneOffset).replace(/ \(.*/, '') : ''}</Text>
        </div>
      )}
    </>
  );
}

/** The day on the clock of the place. */
function dayOf({ eventTime, eventTimeZoneOffset }: PedigreeStep): string {
  const sign = /^([+-])(\d{2}):(\d{2})$/.exec(eventTimeZoneOffset ?? '');
  const minutes = sign ? (sign[1] === '-' ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3])) : 0;
  return formatDay(new Date(new Date(eventTime).getTime() + minutes * 60_000).toISOString());
}
