export const PURPOSES = ['RECEIVE', 'DISPENSE', 'RETURN', 'CHECK'] as const;
export type ScanPurpose = (typeof PURPOSES)[number];

export const VERDICTS = ['MATCHES', 'CHECK_NEEDED', 'DO_NOT_USE', 'COULD_NOT_ASK'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a reason leads to: a command, or a page. */
export const ACTIONS = [
  'RECEIVE',
  'OPEN_SHIPMENT',
  'QUARANTINE',
  'RELEASE',
  'UNDO_DISPENSE',
  'UNPACK',
  'REPORT_EXCEPTION',
  'ASK_SENDER',
  'OPEN_CASE',
  'OPEN_RECALL',
  'OPEN_NOTICES',
  'SHOW_CANDIDATES',
  'SCAN_AGAIN',
] as const;
export type Action = (typeof ACTIONS)[number];

interface Rule {
  /** Null: not said for this purpose. */
  readonly severity: Verdict | Readonly<Record<ScanPurpose, Verdict | null>>;
  /** The likeliest first: offered are those that the record lets the asker do. Per purpose where it differs. */
  readonly actions: readonly Action[] | Readonly<Partial<Record<ScanPurpose, readonly Action[]>> & { CHECK: readonly Action[] }>;
}

/**
 * The one table of verdict rules: code, severity by purpose, what it leads to; the words stand in `wording/`, in every language the same codes.
 * The order is the order in which reasons are told.
 * A verdict says what the record knows about a barcode; it never says that a package is genuine, safe or saleable.
 */
export const RULES = {
  RECALLED: { severity: 'DO_NOT_USE', actions: ['QUARANTINE', 'OPEN_RECALL'] },
  STOLEN: { severity: 'DO_NOT_USE', actions: ['OPEN_CASE'] },
  ILLEGITIMATE: { severity: 'DO_NOT_USE', actions: ['OPEN_CASE'] },
  DISPENSED_ELSEWHERE: { severity: 'DO_NOT_USE', actions: ['OPEN_CASE'] },
  ALREADY_DISPENSED: { severity: 'DO_NOT_USE', actions: ['UNDO_DISPENSE', 'OPEN_CASE'] },
  DECOMMISSIONED: { severity: 'DO_NOT_USE', actions: ['OPEN_CASE'] },
  EXPIRED: { severity: 'DO_NOT_USE', actions: ['QUARANTINE'] },
  BARCODE_NOT_READ: { severity: 'COULD_NOT_ASK', actions: ['SCAN_AGAIN'] },
  LINEAR_CODE: { severity: 'COULD_NOT_ASK', actions: ['SCAN_AGAIN'] },
  NO_SERIAL: { severity: 'CHECK_NEEDED', actions: ['SCAN_AGAIN'] },
  BARCODE_AMBIGUOUS: { severity: 'CHECK_NEEDED', actions: ['SHOW_CANDIDATES'] },
  NO_DATA_YET: { severity: 'CHECK_NEEDED', actions: ['ASK_SENDER'] },
  LOT_AND_EXPIRY_MISMATCH: { severity: 'CHECK_NEEDED', actions: ['OPEN_CASE', 'QUARANTINE'] },
  LOT_MISMATCH: { severity: 'CHECK_NEEDED', actions: ['REPORT_EXCEPTION', 'QUARANTINE'] },
  EXPIRY_MISMATCH: { severity: 'CHECK_NEEDED', actions: ['REPORT_EXCEPTION', 'QUARANTINE'] },
  OVERLAPPING_CUSTODY: { severity: 'CHECK_NEEDED', actions: ['OPEN_CASE', 'QUARANTINE'] },
  TWO_ISSUERS: { severity: 'CHECK_NEEDED', actions: ['OPEN_CASE', 'QUARANTINE'] },
  IMPOSSIBLE_TRAVEL: { severity: 'CHECK_NEEDED', actions: ['OPEN_NOTICES', 'QUARANTINE'] },
  SEEN_ELSEWHERE: { severity: 'CHECK_NEEDED', actions: ['OPEN_NOTICES', 'QUARANTINE'] },
  PREFIX_NOT_COVERED: { severity: 'CHECK_NEEDED', actions: ['OPEN_CASE', 'QUARANTINE'] },
  PEDIGREE_GAP: { severity: 'CHECK_NEEDED', actions: ['OPEN_CASE', 'QUARANTINE'] },
  MARKET_MISMATCH: { severity: 'CHECK_NEEDED', actions: ['OPEN_CASE', 'QUARANTINE'] },
  HELD: { severity: 'CHECK_NEEDED', actions: { RECEIVE: [], DISPENSE: [], RETURN: [], CHECK: ['RELEASE'] } },
  CONTAINS_HELD: { severity: 'CHECK_NEEDED', actions: ['UNPACK'] },
  CONTAINS_RECALLED: { severity: 'CHECK_NEEDED', actions: ['UNPACK', 'OPEN_RECALL', 'QUARANTINE'] },
  OUTSIDE_ITS_CONTAINER: { severity: 'CHECK_NEEDED', actions: ['OPEN_SHIPMENT'] },
  STATEMENT_MISSING: { severity: 'CHECK_NEEDED', actions: ['REPORT_EXCEPTION'] },
  LICENCE_LAPSED: { severity: { RECEIVE: 'CHECK_NEEDED', DISPENSE: 'CHECK_NEEDED', RETURN: 'MATCHES', CHECK: 'CHECK_NEEDED' }, actions: ['ASK_SENDER'] },
  OWN_LICENCE_LAPSED: { severity: { RECEIVE: 'CHECK_NEEDED', DISPENSE: 'CHECK_NEEDED', RETURN: 'MATCHES', CHECK: 'MATCHES' }, actions: [] },
  NOT_RECEIVED_YET: {
    severity: { RECEIVE: 'MATCHES', DISPENSE: 'CHECK_NEEDED', RETURN: 'CHECK_NEEDED', CHECK: 'CHECK_NEEDED' },
    // One may take the one package, or all that came with it.
    actions: { RECEIVE: ['RECEIVE', 'OPEN_SHIPMENT'], DISPENSE: ['OPEN_SHIPMENT'], RETURN: ['OPEN_SHIPMENT'], CHECK: ['RECEIVE', 'OPEN_SHIPMENT'] },
  },
  ON_ITS_WAY: { severity: 'CHECK_NEEDED', actions: ['ASK_SENDER'] },
  SHIPPED_BY_YOU: { severity: { RECEIVE: 'CHECK_NEEDED', DISPENSE: 'CHECK_NEEDED', RETURN: 'CHECK_NEEDED', CHECK: 'MATCHES' }, actions: ['OPEN_SHIPMENT'] },
  NOT_IN_YOUR_CUSTODY: { severity: 'CHECK_NEEDED', actions: ['ASK_SENDER'] },
  PARTLY_DISPENSED: {
    severity: { RECEIVE: 'CHECK_NEEDED', DISPENSE: 'MATCHES', RETURN: 'CHECK_NEEDED', CHECK: 'MATCHES' },
    actions: { RECEIVE: ['QUARANTINE'], RETURN: ['QUARANTINE'], CHECK: [] },
  },
  ALREADY_RECORDED: { severity: 'MATCHES', actions: ['UNDO_DISPENSE'] },
  ALREADY_RECEIVED: { severity: { RECEIVE: 'MATCHES', DISPENSE: null, RETURN: null, CHECK: null }, actions: [] },
  STATED_BY_SUPPLIER: { severity: 'MATCHES', actions: [] },
  LOT_AND_EXPIRY_AGREE: { severity: 'MATCHES', actions: [] },
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof RULES;
export const RULE_CODES = Object.keys(RULES) as RuleCode[];

/** The severity of a rule for a purpose; null where it is not said. */
export function severityOf(code: RuleCode, purpose: ScanPurpose): Verdict | null {
  const { severity }: Rule = RULES[code];
  return typeof severity === 'object' ? severity[purpose] : severity;
}

/** What a rule leads to, the likeliest first. */
export function actionsOf(code: RuleCode, purpose: ScanPurpose): readonly Action[] {
  const { actions }: Rule = RULES[code];
  return 'CHECK' in actions ? (actions[purpose] ?? actions.CHECK) : actions;
}

const WEIGHT: Record<Verdict, number> = { MATCHES: 0, COULD_NOT_ASK: 1, CHECK_NEEDED: 2, DO_NOT_USE: 3 };

/** The verdict of some reasons: the weightiest; without any, the record agrees. */
export const verdictOf = (reasons: readonly { readonly severity: Verdict }[]): Verdict =>
  reasons.reduce<Verdict>((verdict, { severity }) => (WEIGHT[severity] > WEIGHT[verdict] ? severity : verdict), 'MATCHES');
