import { graphql, type ResultOf } from '../../app/graphql';

export const RecallQuery = graphql(`
  query Recall($id: ID!) {
    recall(id: $id) {
      id
      state
      class
      depth
      reason
      instructions
      contact
      organisation
      mine
      proposedBy
      proposedAt
      confirmedAt
      csvUrl
      lots {
        gtin
        lot
        product
        expiry
      }
      holders {
        organisation
        named
        inStock
        inTransit
        quarantined
        dispensed
        acknowledged
      }
      affected {
        lot
        product
        inStock
        inTransit
        quarantined
        dispensed
        containers
      }
      acknowledgement {
        found
        notFound
        dispensed
        at
      }
      totals {
        packages
        inStock
        inTransit
        quarantined
        dispensed
        holders
      }
    }
  }
`);
export type Recall = NonNullable<ResultOf<typeof RecallQuery>['recall']>;

export const DEPTHS = ['WHOLESALE', 'RETAIL', 'CONSUMER'] as const;
