import { graphql, type ResultOf } from '../../app/graphql';

export const NoticesQuery = graphql(`
  query Notices($settled: Boolean!) {
    notices(settled: $settled, first: 50) {
      open
      items {
        id
        message
        lookAt
        epc
        gtin
        serial
        lot
        expiry
        noticedAt
        seenAt
        siteName
        settledAt
        settledBy
        outcome
        note
      }
    }
  }
`);
export type Notice = ResultOf<typeof NoticesQuery>['notices']['items'][number];

export const SettleNotice = graphql(`
  mutation SettleNotice($id: ID!, $outcome: NoticeOutcome!, $note: String) {
    settleNotice(id: $id, outcome: $outcome, note: $note) {
      id
      outcome
      settledAt
      settledBy
      note
    }
  }
`);
