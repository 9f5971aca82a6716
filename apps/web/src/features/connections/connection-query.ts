import { graphql, type ResultOf } from '../../app/graphql';

export const ConnectionFields = graphql(`
  fragment ConnectionFields on Connection @_unmask {
    id
    partner
    partnerGln
    nodeAddress
    captureUrl
    format
    active
    hasToken
    tokenExpiresAt
    lastReceipt
    lastReceiptAt
  }
`);

export const ConnectionsQuery = graphql(
  `
    query Connections {
      connections {
        ...ConnectionFields
      }
      partners {
        gln
        name
      }
    }
  `,
  [ConnectionFields],
);
export type Connection = ResultOf<typeof ConnectionsQuery>['connections'][number];
export type Partner = ResultOf<typeof ConnectionsQuery>['partners'][number];
