/** The ledger of this node, behind its port. */
export const LEDGER = Symbol('Ledger');
