import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPackageImport } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useSession } from '../../app/session';
import { Answer, Found } from '../../ui/answer';
import { Facts } from '../../ui/facts';
import { Page } from '../../ui/page';
import { StateBadge, stateWord } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { Deliveries } from './deliveries';
import { CancelShipment } from './cancel-shipment';
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

/** What to do with goods whose data are not here, by how far these have come. */
const WAITING_FOR_DATA = {
  ARRIVED: '',
  ON_ITS_WAY:
    'Put the goods aside. The data are on their way and are asked for again by themselves; you may receive the goods once they are here.',
  REFUSED: 'Put the goods aside. The data that came do not agree with the ledger, and nothing of them was stored. Report it to the sender.',
  GAVE_UP: 'Put the goods aside. The sender’s system could not be reached for days. Ask the sender for the file, and import it.',
  NOT_ANNOUNCED: 'Put the goods aside. You may receive them once the sender’s data has arrived; ask the sender for the file, or import it.',
} as const;

function ShipmentDetail({ refetch, shipment }: { shipment: Shipment; refetch: () => void }) {
  const { organisation } = useSession();
  const receiving = useWords('receiving');
  const inbound = shipment.toGln === organisation.gln || organisation.sites.some((site) => site.gln === shipment.toGln);
  const outbound = shipment.fromGln === organisation.gln || organisation.sites.some((site) => site.gln === shipment.fromGln);
  const expected = shipment.state === 'EXPECTED';
  const [cancelling, { open, close }] = useDisclosure(false);

  return (
    <Page
      title={`${inbound && !outbound ? 'From' : 'To'} ${(inbound && !outbound ? shipment.from : shipment.to) ?? 'a partner not named'}`}
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
              Report an exception
            </Button>
          )}
          {outbound && expected && (
            <Button variant="default" onClick={open}>
              Cancel the shipment
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Facts
          facts={[
            ['From', shipment.from],
            ['To', shipment.to],
            ['Shipped', <When key="at" at={shipment.shippedAt} />],
            ['Purpose', stateWord(shipment.purpose)],
            ['Packages', shipment.packageCount.toLocaleString()],
            ['Units still open', shipment.open > 0 && shipment.open.toLocaleString()],
            ['Purchase order', shipment.purchaseOrder && <span className="mono">{shipment.purchaseOrder}</span>],
            ['No statement due', shipment.exemption],
            ['Drop shipment for', shipment.dropShipmentFor && <span className="mono">GLN {shipment.dropShipmentFor}</span>],
            [
              'Goods came by',
              shipment.returns.length > 0 &&
                shipment.returns.map((each, index) => (
                  <Anchor key={each} component={Link} inherit underline="always" to={`/shipments/${each}`} mr="xs">
                    {shipment.returns.length === 1 ? 'the shipment' : `shipment ${index + 1}`}
                  </Anchor>
                )),
            ],
            ['Despatch advice', shipment.despatchAdvice && <span className="mono">{shipment.despatchAdvice}</span>],
          ]}
        />
      </Card>
      {!shipment.dataArrived && (
        <Alert color="orange" title="The data is not here yet">
          {WAITING_FOR_DATA[shipment.dataState]} {shipment.dataProblem}
        </Alert>
      )}
      <UnitsTable units={shipment.units} />
      <Deliveries shipment={shipment} onDone={refetch} />
      {shipment.statement && <Statement statement={shipment.statement} />}
      <CancelShipment opened={cancelling} onClose={close} shipment={shipment} />
    </Page>
  );
}
