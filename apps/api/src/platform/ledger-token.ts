/** The ledger of this node, behind its port. */
export const LEDGER = Symbol('Ledger');

/** The ledger, and the nodes of other organisations that keep the same log. */
export const OPENED_LEDGER = Symbol('OpenedLedger');
