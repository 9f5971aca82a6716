import type { DraftDocument } from '../record.ts';

/** The sentence of the GS1 US guideline for what FD&C section 581(27) has a seller state. */
export const LEGAL_NOTICE = 'Seller has complied with each applicable subsection of FDCA Sec. 581(27)(A)-(G).';

/** A transaction statement as a document of its own, committed to beside the shipping event. `at` is an instant, the parties are GLNs. */
export function statementDocument({ at, buyer, legalNotice = LEGAL_NOTICE, seller }: { at: string; seller: string; buyer: string; legalNotice?: string }): DraftDocument {
  return {
    event: { type: 'TransactionStatement', affirmed: true, legalNotice, statedAt: at, seller, buyer },
    eventTime: new Date(at),
    bizStep: 'transaction_statement',
  };
}
