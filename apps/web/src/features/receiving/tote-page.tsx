import { useQuery } from '@apollo/client/react';
import { Alert, Button, Card, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { Answer, Found } from '../../ui/answer';
import { Page } from '../../ui/page';
import { useFresh } from '../../ui/use-fresh';
import { useWords } from '../../words';
import { Age } from './age';
import { Counting } from './counting';
import { DeliveryQuery, type Delivery } from './dock-query';
import { expectedOf } from './expected';

/** One delivery at the dock: what is announced, counted against what is here. */
export default function TotePage() {
  const { shipmentId = '' } = useParams();
  const { data, error, refetch } = useQuery(DeliveryQuery, { variables: { id: shipmentId } });
  const fresh = useFresh(refetch);
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ expectedUnits, shipment }) => (
        <Found thing={shipment}>
          {(delivery) => <Tote key={delivery.id} delivery={delivery} units={expectedUnits} fresh={fresh} />}
        </Found>
      )}
    </Answer>
  );
}

type Units = Parameters<typeof expectedOf>[0];

function Tote({ delivery, fresh, units }: { delivery: Delivery; units: { units: Units; whole: boolean } | null; fresh: { at: number | null; lost: boolean } }) {
  const t = useWords('receiving');
  const [sampling, { toggle }] = useDisclosure(false);
  const papers = [delivery.purchaseOrder, delivery.despatchAdvice].filter(Boolean).join(' / ');
  return (
    <Page
      title={t('from', { partner: delivery.from })}
      lead={
        <Group gap="xs">
          <span className="mono">{papers}</span>
          {!fresh.lost && <Age at={fresh.at} lost={false} />}
        </Group>
      }
      actions={
        <>
          <Button variant="subtle" size="sm" px={6} component={Link} to="/receiving" leftSection={<IconArrowLeft size={16} />}>
            {t('tote.back')}
          </Button>
          <Button variant="default" size="sm" component={Link} to={`/shipments/${delivery.id}`}>
            {t('tote.statement')}
          </Button>
        </>
      }
    >
      {fresh.lost && <Age at={fresh.at} lost />}
      {!delivery.dataArrived && (
        <Alert color="orange" title={t('tote.noData.title')}>
          {t('tote.noData.why')} {delivery.dataProblem}
        </Alert>
      )}
      {units ? (
        <Counting delivery={delivery} expected={expectedOf(units.units, units.whole)} lost={fresh.lost} sampling={sampling} onSample={toggle} />
      ) : (
        <Card>{t('tote.done')}</Card>
      )}
    </Page>
  );
}
