import { graphql, type ResultOf } from '../../app/graphql';
import { CommandAnswer } from '../../app/use-command';

export const ArrivalsQuery = graphql(`
  query Arrivals {
    shipments(direction: INBOUND, state: EXPECTED, first: 100) {
      items {
        id
        from
        toGln
        shippedAt
        stated
        dataArrived
        open
        packageCount
        purchaseOrder
        despatchAdvice
        units {
          epc
          recalled
          expired
          lots {
            product
          }
        }
      }
      total
      asOfBlock
    }
  }
`);
export type ArrivalLine = ResultOf<typeof ArrivalsQuery>['shipments']['items'][number];

export const FindQuery = graphql(`
  query FindArrival($text: String!) {
    arrival(text: $text) {
      shipmentIds
      isPackage
    }
  }
`);

export const DeliveryQuery = graphql(`
  query ArrivingDelivery($id: ID!) {
    shipment(id: $id) {
      id
      state
      from
      fromGln
      toGln
      shippedAt
      dataArrived
      dataProblem
      open
      purchaseOrder
      despatchAdvice
    }
    expectedUnits(shipmentId: $id) {
      units {
        epc
        container
        kind
        product
        lot
        expiry
        recalled
        expired
      }
      whole
    }
  }
`);
export type Delivery = NonNullable<ResultOf<typeof DeliveryQuery>['shipment']>;

export const DockScanQuery = graphql(`
  query DockScan($text: String!, $siteGln: String, $scanId: ID!) {
    scan(text: $text, purpose: RECEIVE, siteGln: $siteGln, scanId: $scanId) {
      verdict
      reasons {
        code
        message
        next
      }
      shipment {
        id
      }
      unit {
        kind
      }
      product {
        name
      }
      package {
        lot
      }
      read {
        candidates
        repairs
      }
    }
  }
`);
export type DockAnswer = ResultOf<typeof DockScanQuery>['scan'];

export const ReceiveCounted = graphql(
  `
    mutation ReceiveCounted($input: ReceiveInput!) {
      answer: receive(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

export const HoldCounted = graphql(
  `
    mutation HoldCounted($input: QuarantineInput!) {
      answer: quarantine(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

export const OpenExceptions = graphql(`
  query OpenExceptionsOfDelivery {
    exceptions(first: 200) {
      items {
        id
        shipmentId
        state
        partnerIsHere
        partnerIsConnected
      }
    }
  }
`);

export const TellSender = graphql(`
  mutation TellSender($id: ID!) {
    reportException(id: $id) {
      id
      state
    }
  }
`);
