export const PURPOSES = ['RECEIVE', 'DISPENSE', 'RETURN', 'CHECK'] as const;
export type ScanPurpose = (typeof PURPOSES)[number];

export const VERDICTS = ['MATCHES', 'CHECK_NEEDED', 'DO_NOT_USE', 'COULD_NOT_ASK'] as const;
export type Verdict = (typeof VERDICTS)[number];

interface Rule {
  readonly severity: Verdict | Readonly<Record<ScanPurpose, Verdict>>;
  /** Neutral: what is known, never what it might mean. */
  readonly message: string;
  /** What to do now; per purpose where it differs. */
  readonly next: string | Readonly<Partial<Record<ScanPurpose, string>> & { CHECK: string }>;
}

const QUARANTINE = {
  RECEIVE: 'Do not put into stock: quarantine.',
  DISPENSE: 'Do not dispense: quarantine.',
  RETURN: 'Keep it apart; it may go back or be destroyed.',
  CHECK: 'Do not use: quarantine.',
} as const;
const PUT_ASIDE = 'Put aside until it is settled.';

/**
 * The one table of verdict rules: code, severity by purpose, wording, next step. The order is the order in which reasons are told.
 * A verdict says what the record knows about a barcode; it never says that a package is genuine, safe or saleable.
 */
export const RULES = {
  RECALLED: { severity: 'DO_NOT_USE', message: 'The lot {lot} is recalled.', next: QUARANTINE },
  ILLEGITIMATE: { severity: 'DO_NOT_USE', message: 'Its holder has declared this package illegitimate.', next: QUARANTINE },
  DISPENSED_ELSEWHERE: {
    severity: 'DO_NOT_USE',
    message: 'A package with this serial was recorded as dispensed elsewhere before.',
    next: 'Do not use: quarantine, and compare the package with its neighbours. Two packages may carry one code.',
  },
  ALREADY_DISPENSED: { severity: 'DO_NOT_USE', message: 'This package was recorded as dispensed here on {when}.', next: 'Do not dispense it again: quarantine, and find out how it came back.' },
  DECOMMISSIONED: { severity: 'DO_NOT_USE', message: 'This package was decommissioned before.', next: QUARANTINE },
  EXPIRED: { severity: 'DO_NOT_USE', message: 'The expiry date {expiry} has passed.', next: QUARANTINE },
  BARCODE_NOT_READ: { severity: 'COULD_NOT_ASK', message: 'The barcode could not be read: {why}', next: 'Scan again, or type what is printed beside the code.' },
  LINEAR_CODE: { severity: 'COULD_NOT_ASK', message: 'This code names the product, not the package.', next: 'Scan the square code (DataMatrix).' },
  NO_SERIAL: { severity: 'CHECK_NEEDED', message: 'The code has no serial number.', next: 'Scan the square code (DataMatrix) of the package.' },
  BARCODE_AMBIGUOUS: { severity: 'CHECK_NEEDED', message: 'The barcode can be read in more than one way; a separator may be lost.', next: 'Compare what was read with the label, and check the scanner settings.' },
  NO_DATA_YET: { severity: 'CHECK_NEEDED', message: 'No data has arrived for this barcode.', next: 'Put aside and ask the sender for the data.' },
  LOT_MISMATCH: { severity: 'CHECK_NEEDED', message: 'The lot printed is not the lot recorded.', next: PUT_ASIDE },
  EXPIRY_MISMATCH: { severity: 'CHECK_NEEDED', message: 'The expiry printed is not the expiry recorded.', next: PUT_ASIDE },
  TWO_ISSUERS: { severity: 'CHECK_NEEDED', message: 'More than one trading partner has recorded a package with this serial.', next: 'Put aside and compare both histories.' },
  PREFIX_NOT_COVERED: { severity: 'CHECK_NEEDED', message: 'Who commissioned it is not registered for the GS1 prefix of this GTIN.', next: 'Put aside and ask the manufacturer.' },
  HELD: { severity: 'CHECK_NEEDED', message: 'This is in quarantine.', next: { RETURN: 'It may go back or be destroyed.', CHECK: 'Release it first, when the reason is settled.' } },
  CONTAINS_HELD: { severity: 'CHECK_NEEDED', message: 'Something inside is in quarantine.', next: 'Take out what is held, or release it, before this moves on.' },
  CONTAINS_RECALLED: { severity: 'CHECK_NEEDED', message: 'Part of the contents is of a recalled lot.', next: 'Take the recalled packages out and quarantine them; the rest can be used.' },
  NOT_RECEIVED_YET: {
    severity: { RECEIVE: 'MATCHES', DISPENSE: 'CHECK_NEEDED', RETURN: 'CHECK_NEEDED', CHECK: 'CHECK_NEEDED' },
    message: 'It is on its way to you and not received yet.',
    next: { RECEIVE: 'Receive it.', CHECK: 'Receive its shipment first.' },
  },
  ON_ITS_WAY: { severity: 'CHECK_NEEDED', message: 'It is recorded as under way to another trading partner.', next: 'Put aside and tell the sender what arrived here.' },
  SHIPPED_BY_YOU: { severity: { RECEIVE: 'CHECK_NEEDED', DISPENSE: 'CHECK_NEEDED', RETURN: 'CHECK_NEEDED', CHECK: 'MATCHES' }, message: 'You have shipped it; it is under way.', next: { RECEIVE: 'Put aside: cancel the shipment if it has not left.', CHECK: 'Nothing to do.' } },
  NOT_IN_YOUR_CUSTODY: { severity: 'CHECK_NEEDED', message: 'The record does not have it in your custody.', next: 'Put aside and ask who sent it.' },
  PARTLY_DISPENSED: { severity: { RECEIVE: 'CHECK_NEEDED', DISPENSE: 'MATCHES', RETURN: 'CHECK_NEEDED', CHECK: 'MATCHES' }, message: 'Part of this package was dispensed before.', next: { RECEIVE: PUT_ASIDE, CHECK: 'It may be dispensed further, not sold.' } },
  ALREADY_RECORDED: { severity: 'MATCHES', message: 'You have just recorded this; the second scan changes nothing.', next: 'Nothing to do.' },
  ALREADY_RECEIVED: { severity: 'MATCHES', message: 'It is in your stock already.', next: 'Nothing to do.' },
  STATED_BY_SUPPLIER: { severity: 'MATCHES', message: 'Its earlier steps are stated by the supplier’s document, not recorded on this ledger.', next: 'Nothing to do.' },
  LOT_AND_EXPIRY_AGREE: { severity: 'MATCHES', message: 'The lot and expiry printed are those recorded.', next: 'Nothing to do.' },
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof RULES;

export interface Reason {
  readonly code: RuleCode;
  readonly severity: Verdict;
  readonly message: string;
  readonly next: string;
}

/** The reason of a rule for a purpose, its sentence filled in. */
export function reason(code: RuleCode, purpose: ScanPurpose, values: Readonly<Record<string, string>> = {}): Reason {
  const { message, next, severity }: Rule = RULES[code];
  return {
    code,
    severity: typeof severity === 'string' ? severity : severity[purpose],
    message: message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
    next: typeof next === 'string' ? next : (next[purpose] ?? next.CHECK),
  };
}

const WEIGHT: Record<Verdict, number> = { MATCHES: 0, COULD_NOT_ASK: 1, CHECK_NEEDED: 2, DO_NOT_USE: 3 };

/** The verdict of some reasons: the weightiest; without any, the record agrees. */
export const verdictOf = (reasons: readonly Reason[]): Verdict =>
  reasons.reduce<Verdict>((verdict, { severity }) => (WEIGHT[severity] > WEIGHT[verdict] ? severity : verdict), 'MATCHES');
