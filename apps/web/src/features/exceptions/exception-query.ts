import { graphql, type ResultOf } from '../../app/graphql';

/** All that a page shows of a case; every mutation answers with it, so that the page is up to date at once. */
export const ExceptionFields = graphql(`
  fragment ExceptionFields on ExceptionCase @_unmask {
    id
    caseUuid
    raisedHere
    state
    partnerName
    partnerGln
    partnerEmail
    partnerIsHere
    partnerIsConnected
    postState
    postProblem
    shipmentId
    captureJobId
    purchaseOrder
    note
    ownerId
    ownerName
    openedAt
    dueAt
    late
    reportedAt
    answeredAt
    resolvedAt
    resolution
    itemCount
    items {
      id
      kind
      name
      lot
      expiry
      dataLot
      dataExpiry
      quantityOrdered
      quantityReceived
      proposed
      note
      asks
      accepted
      answerComment
      alternative
      mends
      needsUnits
      correctionShipmentId
      mended
    }
    messages {
      id
      sent
      isAnswer
      at
    }
    message {
      subject
      text
    }
  }
`);

export const ExceptionQuery = graphql(
  `
    query Exception($id: ID!) {
      exception(id: $id) {
        ...ExceptionFields
      }
      colleagues {
        id
        name
      }
    }
  `,
  [ExceptionFields],
);
export type ExceptionCase = NonNullable<ResultOf<typeof ExceptionQuery>['exception']>;
export type ExceptionItem = ExceptionCase['items'][number];
export type Colleague = ResultOf<typeof ExceptionQuery>['colleagues'][number];
