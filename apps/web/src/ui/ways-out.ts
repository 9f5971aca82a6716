/** The next step after a refusal, by its code. The server's message says why; this says what to do. */
export function wayOut(code: string): string {
  return WAYS_OUT[code] ?? 'Change what it names, then send again. If it looks right to you, scan the unit with purpose Check.';
}

const PUT_ASIDE = 'Put it aside and scan it with purpose Check: the record says where it is.';
const SEND_BACK = 'Quarantine it. To send it back, ship it with purpose Return or Destruction.';
const LOAD_AGAIN = 'Load the page again: the record has moved on since it was opened.';

const WAYS_OUT: Record<string, string> = {
  UNKNOWN_BARCODE: 'Scan it again, or type what stands under the barcode.',
  UNKNOWN_PRODUCT: 'Register the product first.',
  EXPIRY_DIFFERS: 'Compare with the printed label. One lot has one expiry: ask the manufacturer which is right.',
  UNKNOWN_PARTNER: 'Ask your operator to register the partner.',
  NOTHING_LEFT: 'Load the page again: it was received or cancelled meanwhile.',
  TOO_MANY: 'Send it in parts.',
  STALE: 'Check the clock of the server, then send again.',
  COMMAND_ID_EXPIRED: 'Send it again: a new number is made.',
  COMMAND_ID_REUSED: 'Load the page again, then send again: a new number is made.',
  PARTY_SUSPENDED: 'The organisation is suspended. Ask the operator.',
  ROLE_MAY_NOT: 'Your kind of organisation may not do this. Ask the one that may.',
  LOT_EXISTS: 'Open the lot in the list; its serials can be added there.',
  UNKNOWN_LOT: 'Register the lot first, or import the supplier’s file.',
  NOT_YOUR_LOT: 'Only the organisation that registered the lot can add to it.',
  TOO_MANY_LOTS: 'Send it in parts.',
  ALREADY_COMMISSIONED: 'This serial is in use. Give other serials, or leave these out.',
  UNKNOWN_UNIT: 'Put it aside and ask the sender for its data: its serial is not on record.',
  SECOND_COPY: 'Put it aside: two packages carry this serial. Tell the manufacturer and the sender.',
  STATEMENT_MISSING: 'Put the goods aside in quarantine, and report the exception: the sender must send its statement first.',
  SAME_PERSON: 'Let a colleague look at it: the Quarantine page says who may release it.',
  REASON_MISSING: 'Write why, then release it.',
  OTHER_SITE: 'Choose that site at the top of the page, if you work there, and undo it then.',
  NOTHING_TO_UNDO: PUT_ASIDE,
  TOO_LATE_TO_UNDO: 'It stays as it is recorded. If the package is in front of you all the same, quarantine it.',
  IN_CASE: 'Open it under Cases: the case decides what becomes of the unit.',
  UNIT_TWICE: 'Name it once.',
  CHAIN_WRONG: LOAD_AGAIN,
  BAD_TREE: LOAD_AGAIN,
  INSIDE_CONTAINER: 'Ship the whole container, or unpack it first.',
  NOT_HOLDER: 'Receive it first. If it never was on its way to you, put it aside and scan it with purpose Check.',
  NOT_OWNER: 'Only its owner may do this, or a party the owner gave a mandate.',
  IN_TRANSIT: 'Receive its shipment first.',
  NOT_IN_TRANSIT: PUT_ASIDE,
  ALREADY_DISPENSED: PUT_ASIDE,
  ALREADY_DECOMMISSIONED: PUT_ASIDE,
  PARTIALLY_DISPENSED: 'A rest of it is left: dispense from it again, or decommission it.',
  ILLEGITIMATE: 'Quarantine it and tell its owner and the regulator.',
  HELD: 'Release it first, or pack the clean rest into a new container.',
  NOT_HELD: 'It is not in quarantine: there is nothing to release.',
  RECALLED: SEND_BACK,
  EXPIRED: SEND_BACK,
  NOT_A_PACKAGE: 'Scan the single package, not its case.',
  NOT_A_CONTAINER: 'Scan the case or pallet that is to hold it.',
  UNKNOWN_SHIPMENT: LOAD_AGAIN,
  NOT_ADDRESSEE: 'It is addressed to somebody else. Put the goods aside and call the sender.',
  NOT_SENDER: 'Only its sender may do this. Call them.',
  NOT_ON_SHIPMENT: 'Report it as extra with the receipt; its sender mends it by a correction shipment.',
  TO_SELF: 'Choose another partner, or purpose Internal.',
};
