import { graphql, type ResultOf } from '../../app/graphql';
import { CommandAnswer } from '../../app/use-command';

export const ShelfQuery = graphql(`
  query QuarantineShelf {
    quarantineShelf(first: 500) {
      items {
        epc
        kind
        product
        lots
        expiry
        recalled
        reason
        heldBy
        heldByYou
        since
        caseId
      }
      total
      others
    }
  }
`);
export type HeldUnit = ResultOf<typeof ShelfQuery>['quarantineShelf']['items'][number];

export const ReleaseHeld = graphql(
  `
    mutation ReleaseHeld($input: UnitsInput!) {
      answer: release(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
