import { graphql, type ResultOf } from '../../app/graphql';

export const ShipmentQuery = graphql(`
  query Shipment($id: ID!) {
    shipment(id: $id) {
      id
      state
      purpose
      from
      fromGln
      to
      toGln
      shippedAt
      stated
      dataArrived
      dataState
      dataProblem
      deliveries {
        partner
        state
        attempts
        nextAt
        settledAt
        problem
        findings {
          rule
          message
          path
          line
        }
      }
      open
      packageCount
      purchaseOrder
      despatchAdvice
      exemption
      dropShipmentFor
      returns
      units {
        epc
        kind
        label
        packageCount
        state
        recalled
        expired
        lots {
          lot
          count
          product
          expiry
        }
      }
      statement {
        affirmed
        legalNotice
        transactionDate
        shipmentDate
        downloadUrl
        information {
          productName
          strength
          dosageForm
          ndc
          containerSize
          containerCount
          lot
          expiry
        }
        seller {
          name
          gln
          address {
            street
            city
            state
            postalCode
            country
          }
        }
        buyer {
          name
          gln
          address {
            street
            city
            state
            postalCode
            country
          }
        }
      }
    }
  }
`);
export type Shipment = NonNullable<ResultOf<typeof ShipmentQuery>['shipment']>;
export type ShipmentUnit = Shipment['units'][number];
