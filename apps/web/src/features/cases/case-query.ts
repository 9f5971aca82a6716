import { graphql, type ResultOf } from '../../app/graphql';

/** All that a page shows of a case; every mutation answers with it, so that the page is up to date at once. */
export const CaseFields = graphql(`
  fragment CaseFields on SuspectCase @_unmask {
    id
    state
    kind
    reason
    openedAt
    openedBy
    openedByMe
    noticeId
    dueAt
    late
    determinedAt
    fdaNotifiedAt
    partnersToldAt
    incidentNumber
    acts
    unitCount
    units {
      name
      lot
      expiry
      onRecord
      standing
    }
    lots {
      gtin
      number
      product
      atHand
      sample {
        name
        matches
        differences
      }
    }
    entries {
      id
      kind
      at
      by
      text
      question
      answer
      about
      matches
      photoId
      report
      submittedAt
      disposition
      partners
      units
      otherCaseId
    }
    notices {
      id
      isNotification
      partnerName
      partnerGln
      partnerIsHere
      soldToUs
      mayHave
      at
      found
      answeredAt
      answerNote
      message {
        subject
        text
      }
    }
  }
`);

export const CaseQuery = graphql(
  `
    query SuspectCase($id: ID!) {
      suspectCase(id: $id) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);
export type Case = NonNullable<ResultOf<typeof CaseQuery>['suspectCase']>;
export type CaseEntry = Case['entries'][number];
export type CaseNotice = Case['notices'][number];
export type CaseLot = Case['lots'][number];

/** What a decision answers: the case as it is since, or why not. */
export const CaseDecided = graphql(
  `
    fragment CaseDecided on CaseResult @_unmask {
      __typename
      ... on SuspectCase {
        ...CaseFields
      }
      ... on Refusal {
        code
        message
        arguments {
          name
          value
        }
      }
    }
  `,
  [CaseFields],
);
export type Decided = ResultOf<typeof CaseDecided>;

/** The newest answer to each question. */
export const answerTo = (found: Case, question: string): CaseEntry['answer'] =>
  found.entries.findLast((entry) => entry.kind === 'check' && entry.question === question)?.answer ?? null;

export const QUESTIONS = ['TI_VALID', 'PI_VERIFIED', 'PHYSICAL_EXAM'] as const;
export const REASONS = ['COUNTERFEIT', 'DIVERTED', 'STOLEN', 'ADULTERATED', 'UNFIT', 'FRAUDULENT'] as const;
export type Reason = (typeof REASONS)[number];
