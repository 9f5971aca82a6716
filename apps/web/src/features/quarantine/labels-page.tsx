import { useQuery } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { unitKey } from '../../scanner/unit-key';
import { unitLabel } from '../../scanner/unit-label';
import { useKey } from '../../scanner/use-key';
import { Answer } from '../../ui/answer';
import { Keyed } from '../../ui/keyed';
import { Page } from '../../ui/page';
import { formatInstant } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { useWords } from '../../words';
import { ShelfQuery, type HeldUnit } from './shelf-query';

/** Labels to stick onto what is held: why, who, since when. All of the shelf, or the one that was just put there. */
export default function LabelsPage() {
  const t = useWords('quarantine');
  const [params] = useSearchParams();
  const asked = params.get('text');
  const key = asked === null ? null : unitKey(asked);
  const { data, error, refetch } = useQuery(ShelfQuery, { fetchPolicy: 'network-only' });
  useKey('p', () => print());
  return (
    <Page
      title={t('label.title')}
      actions={
        <>
          <Button variant="subtle" component={Link} to="/quarantine" leftSection={<IconArrowLeft size={16} />}>
            {t('label.back')}
          </Button>
          <Button leftSection={<IconPrinter size={18} />} onClick={() => print()}>
            <Keyed label={t('label.print')} />
          </Button>
        </>
      }
    >
      <Answer data={data?.quarantineShelf} error={error} refetch={refetch}>
        {({ items }) => {
          const shown = key === null ? items : items.filter(({ epc }) => unitKey(epc) === key);
          if (shown.length === 0) return <Text>{t('label.none')}</Text>;
          return (
            <ul className="hold-sheet">
              {shown.map((unit) => (
                <HoldLabel key={unit.epc} unit={unit} />
              ))}
            </ul>
          );
        }}
      </Answer>
    </Page>
  );
}

function HoldLabel({ unit }: { unit: HeldUnit }) {
  const t = useWords('quarantine');
  const zone = useZone();
  return (
    <li className="hold-label">
      <strong className="hold-head">{t('label.head')}</strong>
      <span>{t('label.doNot')}</span>
      <b>{unit.product}</b>
      <span className="mono">{unitLabel(unit.epc)}</span>
      <span>
        <b>{t('label.why')}:</b> {unit.reason ?? t('byReceipt')}
      </span>
      <span>
        <b>{t('label.by')}:</b> {unit.heldBy ?? t('nobody')}
      </span>
      <span>
        <b>{t('label.since')}:</b> {formatInstant(unit.since, zone)}
      </span>
    </li>
  );
}
