import type { Wording } from './wording.ts';

const QUARANTINE = {
  RECEIVE: 'Do not put into stock: quarantine.',
  DISPENSE: 'Do not dispense: quarantine.',
  RETURN: 'Keep it apart; it may go back or be destroyed.',
  CHECK: 'Do not use: quarantine.',
} as const;
const KEEP_APART = {
  RECEIVE: 'Do not put into stock: keep it apart, and open a case.',
  DISPENSE: 'Do not dispense: keep it apart, and open a case.',
  CHECK: 'Do not use: keep it apart, and open a case.',
} as const;
const PUT_ASIDE = 'Put aside until it is settled.';
const NOTHING = 'Nothing to do.';

export const en: Wording = {
  rules: {
    RECALLED: { message: 'The lot {lot} is recalled.', next: QUARANTINE },
    STOLEN: { message: 'A package with this code is recorded as stolen.', next: KEEP_APART },
    ILLEGITIMATE: { message: 'Its holder has declared this package illegitimate.', next: KEEP_APART },
    DISPENSED_ELSEWHERE: {
      message: 'A package with this serial was recorded as dispensed elsewhere before.',
      next: 'Do not use: quarantine, and compare the package with its neighbours. Two packages may carry one code.',
    },
    ALREADY_DISPENSED: { message: 'This package was recorded as dispensed here on {when}.', next: 'Do not dispense it again: quarantine, and find out how it came back. If it was never dispensed, undo it.' },
    DECOMMISSIONED: { message: 'This package was decommissioned before.', next: KEEP_APART },
    EXPIRED: { message: 'The expiry date {expiry} has passed.', next: QUARANTINE },
    BARCODE_NOT_READ: { message: 'The barcode could not be read: {why}', next: 'Scan again, or type what is printed beside the code.' },
    LINEAR_CODE: { message: 'This code names the product, not the package.', next: 'Scan the square code (DataMatrix).' },
    NO_SERIAL: { message: 'The code has no serial number.', next: 'Scan the square code (DataMatrix) of the package.' },
    BARCODE_AMBIGUOUS: { message: 'The barcode can be read in more than one way; a separator may be lost.', next: 'Compare what was read with the label, and check the scanner settings.' },
    NO_DATA_YET: { message: 'No data has arrived for this barcode.', next: 'Put aside and ask the sender for the data.' },
    LOT_AND_EXPIRY_MISMATCH: { message: 'Neither the lot nor the expiry printed is the one recorded.', next: 'Put aside, compare the label with its neighbours, and open a case.' },
    LOT_MISMATCH: { message: 'The lot printed is not the lot recorded.', next: PUT_ASIDE },
    EXPIRY_MISMATCH: { message: 'The expiry printed is not the expiry recorded.', next: PUT_ASIDE },
    OVERLAPPING_CUSTODY: { message: 'Two trading partners are recorded as holding a package with this code at the same time.', next: 'Put aside, compare the package with its neighbours, and open a case. Two packages may carry one code.' },
    TWO_ISSUERS: { message: 'More than one trading partner has recorded a package with this serial.', next: 'Put aside and compare both histories.' },
    IMPOSSIBLE_TRAVEL: { message: 'A package with this code was seen at two places within less time than the way between them takes.', next: 'Put aside and look at the package: the notice says where to look.' },
    SEEN_ELSEWHERE: { message: 'A package with this code was also seen at another place lately.', next: 'Put aside and look at the package: the notice says where to look.' },
    PREFIX_NOT_COVERED: { message: 'Who commissioned it is not registered for the GS1 prefix of this GTIN.', next: 'Put aside and ask the manufacturer.' },
    PEDIGREE_GAP: { message: 'Its record has a gap: how it came from one holder to the next is not told.', next: 'Put aside, ask who sold it how they came by it, and open a case.' },
    MARKET_MISMATCH: { message: 'The product is labelled for the market {market}; this site is in {country}.', next: 'Put aside and ask the sender why it came here.' },
    HELD: { message: 'This is in quarantine.', next: { RETURN: 'It may go back or be destroyed.', CHECK: 'Release it first, when the reason is settled.' } },
    CONTAINS_HELD: { message: 'Something inside is in quarantine.', next: 'Take out what is held, or release it, before this moves on.' },
    CONTAINS_RECALLED: { message: 'Part of the contents is of a recalled lot.', next: 'Take the recalled packages out and quarantine them; the rest can be used.' },
    OUTSIDE_ITS_CONTAINER: { message: 'It is recorded inside a container that you have shipped.', next: 'If the package is in your hand, put it aside and mend the shipment: it may have been left out of its container.' },
    STATEMENT_MISSING: { message: 'It is on its way to you, and its seller has sent no transaction statement.', next: 'Put aside in quarantine, and report it to the sender: it can be received once the statement is there.' },
    LICENCE_LAPSED: { message: 'No licence of the seller is recorded as in force; the last one ended on {when}.', next: 'Put aside and ask the seller for the licence now in force.' },
    OWN_LICENCE_LAPSED: { message: 'No licence of your own organisation is recorded as in force; the last one ended on {when}.', next: 'Have your operator record the licence now in force.' },
    NOT_RECEIVED_YET: { message: 'It is on its way to you and not received yet.', next: { RECEIVE: 'Receive it.', CHECK: 'Receive its shipment first.' } },
    ON_ITS_WAY: { message: 'It is recorded as under way to another trading partner.', next: 'Put aside and tell the sender what arrived here.' },
    SHIPPED_BY_YOU: { message: 'You have shipped it; it is under way.', next: { RECEIVE: 'Put aside: cancel the shipment if it has not left.', DISPENSE: 'Put aside: cancel the shipment if it has not left.', RETURN: 'Put aside: cancel the shipment if it has not left.', CHECK: NOTHING } },
    NOT_IN_YOUR_CUSTODY: { message: 'The record does not have it in your custody.', next: 'Put aside and ask who sent it.' },
    PARTLY_DISPENSED: { message: 'Part of this package was dispensed before.', next: { RECEIVE: PUT_ASIDE, RETURN: PUT_ASIDE, CHECK: 'It may be dispensed further, not sold.' } },
    ALREADY_RECORDED: { message: 'You have just recorded this; the second scan changes nothing.', next: NOTHING },
    ALREADY_RECEIVED: { message: 'It is in your stock already.', next: NOTHING },
    STATED_BY_SUPPLIER: { message: 'Its earlier steps are stated by the supplier’s document, not recorded on this ledger.', next: NOTHING },
    LOT_AND_EXPIRY_AGREE: { message: 'The lot and expiry printed are those recorded.', next: NOTHING },
  },
  verdicts: { MATCHES: 'Matches the record', CHECK_NEEDED: 'Put aside: check needed', DO_NOT_USE: 'Do not use', COULD_NOT_ASK: 'No answer; not a finding' },
  purposes: { RECEIVE: 'Receive', DISPENSE: 'Dispense', RETURN: 'Return', CHECK: 'Check' },
  actions: {
    RECEIVE: 'Receive it',
    OPEN_SHIPMENT: 'Open its shipment',
    QUARANTINE: 'Quarantine it',
    RELEASE: 'Release it from quarantine',
    UNDO_DISPENSE: 'Undo the dispensing',
    UNPACK: 'Pack and unpack',
    REPORT_EXCEPTION: 'Report an exception to the partner',
    ASK_SENDER: 'Ask the sender',
    OPEN_CASE: 'Open a case',
    OPEN_RECALL: 'Open the recall',
    OPEN_NOTICES: 'Open the notice',
    SHOW_CANDIDATES: 'Choose how it is to be read',
    SCAN_AGAIN: 'Scan again',
  },
  notices: {
    SEEN_ELSEWHERE: {
      RECORDED_HERE: 'The record has a package with this code with you. A package with the same code was scanned at another place, and nothing recorded explains how it came there.',
      SEEN_HERE: 'You scanned a package with this code. The record has a package with the same code at another place, and nothing recorded explains how it came to you.',
    },
    SEEN_AFTER_END: {
      RECORDED_HERE: 'You recorded a package with this code as dispensed or decommissioned. A package with the same code was scanned after that.',
      SEEN_HERE: 'You scanned a package with this code after one with the same code was recorded as dispensed or decommissioned.',
    },
    IMPOSSIBLE_TRAVEL: {
      RECORDED_HERE: 'A package with this code was scanned with you, and one at another place within less time than the way between takes.',
      SEEN_HERE: 'You scanned a package with this code, and one with the same code was scanned at another place within less time than the way between takes.',
    },
    OVERLAPPING_CUSTODY: {
      RECORDED_HERE: 'You are recorded as holding a package with this code, and so is another trading partner at the same time.',
      SEEN_HERE: 'You scanned a package with this code, which two trading partners are recorded as holding at the same time.',
    },
  },
  look: [
    'The tamper seal: is it whole, and the same as on its neighbours of the lot?',
    'The print: are type, colours and the place of the code those of its neighbours?',
    'Lot and expiry: are they printed the same in the code, in letters, on the carton and inside it?',
    'The serial: is it the one in letters beside the code, and on no second package of yours?',
  ],
};
