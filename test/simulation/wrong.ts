/** What a checker found: the ledger did what it must not. */
export class Wrong extends Error {}
