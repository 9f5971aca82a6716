import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPackageImport } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useSession } from '../../app/session';
import { Answer, Found } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { Deliveries } from './deliveries';
import { CancelShipment } from './cancel-shipment';
import { exemptionName } from './exemptions';
import { ShipmentQuery, type Shipment } from './shipment-query';
import { DataArrived } from './shipments-page';
import { Statement } from './statement';
import { UnitsTable } from './units-table';

export default function ShipmentPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(ShipmentQuery, { variables: { id } });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ shipment }) => (
        <Found thing={shipment}>{(found) => <ShipmentDetail key={found.id} shipment={found} refetch={() => void refetch()} />}</Found>
      )}
    </Answer>
  );
}

function ShipmentDetail({ refetch, shipment }: { shipment: Shipment; refetch: () => void }) {
  const { organisation } = useSession();
  const t = useWords('shipments');
  const receiving = useWords('receiving');
  const inbound = shipment.toGln === organisation.gln || organisation.sites.some((site) => site.gln === shipment.toGln);
  const outbound = shipment.fromGln === organisation.gln || organisation.sites.some((site) => site.gln === shipment.fromGln);
  const expected = shipment.state === 'EXPECTED';
  const [cancelling, { open, close }] = useDisclosure(false);

  return (
    <Page
      title={t(inbound && !outbound ? 'detail.from' : 'detail.to', {
        partner: (inbound && !outbound ? shipment.from : shipment.to) ?? t('detail.notNamed'),
      })}
      lead={
        <Group gap="xs">
          <StateBadge state={shipment.state} />
          <DataArrived arrived={shipment.dataArrived} stated={shipment.stated} />
        </Group>
      }
      actions={
        <>
          {inbound && expected && shipment.dataArrived && (
            <Button component={Link} to={`/receiving/${shipment.id}`} leftSection={<IconPackageImport size={18} />}>
              {receiving('verb')}
            </Button>
          )}
          {(inbound || outbound) && (
            <Button
              component={Link}
              to={`/exceptions/new?shipment=${shipment.id}&kind=${inbound ? 'PRODUCT_NO_DATA' : 'DATA_NO_PRODUCT'}`}
              variant="default"
            >
              {t('detail.report')}
            </Button>
          )}
          {outbound && expected && (
            <Button variant="default" onClick={open}>
              {t('cancel.title')}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Facts
          facts={[
            [t('from'), shipment.from],
            [t('to'), shipment.to],
            [t('shipped'), <When key="at" at={shipment.shippedAt} />],
            [t('purpose'), t(`purposes.${shipment.purpose}`)],
            [t('packages'), formatNumber(shipment.packageCount)],
            [t('detail.open'), shipment.open > 0 && formatNumber(shipment.open)],
            [t('detail.order'), shipment.purchaseOrder && <span className="mono">{shipment.purchaseOrder}</span>],
            [t('detail.exemption'), shipment.exemption && exemptionName(shipment.exemption)],
            [t('detail.dropShipment'), shipment.dropShipmentFor && <span className="mono">GLN {shipment.dropShipmentFor}</span>],
            [
              t('detail.cameBy'),
              shipment.returns.length > 0 &&
                shipment.returns.map((each, index) => (
                  <Anchor key={each} component={Link} inherit underline="always" to={`/shipments/${each}`} mr="xs">
                    {shipment.returns.length === 1 ? t('detail.oneShipment') : t('detail.nthShipment', { number: index + 1 })}
                  </Anchor>
                )),
            ],
            [t('detail.despatch'), shipment.despatchAdvice && <span className="mono">{shipment.despatchAdvice}</span>],
          ]}
        />
      </Card>
      {!shipment.dataArrived && (
        <Alert color="orange" title={t('noData.title')}>
          {shipment.dataState !== 'ARRIVED' && t(`noData.${shipment.dataState}`)} {shipment.dataProblem}
        </Alert>
      )}
      <UnitsTable units={shipment.units} />
      <Deliveries shipment={shipment} onDone={refetch} />
      {shipment.statement && <Statement statement={shipment.statement} />}
      <CancelShipment opened={cancelling} onClose={close} shipment={shipment} />
    </Page>
  );
}
