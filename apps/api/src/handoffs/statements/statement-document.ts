import type { Json } from '@packtrail/ledger';
import type { DraftDocument } from '../record.ts';

/** The sentence of the GS1 US guideline for what FD&C section 581(27) has a seller state. */
export const LEGAL_NOTICE = 'Seller has complied with each applicable subsection of FDCA Sec. 581(27)(A)-(G).';

/**
 * A transaction statement as a document of its own, committed to beside the shipping event. `at` is an instant, the parties are GLNs.
 * `companyPrefixes` are those that the partner's file showed: whoever writes its keys as EPC URNs again needs their length.
 */
export function statementDocument({
  at,
  buyer,
  companyPrefixes = [],
  legalNotice = LEGAL_NOTICE,
  seller,
}: {
  at: string;
  seller: string;
  buyer: string;
  legalNotice?: string;
  companyPrefixes?: readonly string[];
}): DraftDocument {
  const told: Record<string, Json> = companyPrefixes.length === 0 ? {} : { companyPrefixes: [...companyPrefixes] };
  return {
    event: { type: 'TransactionStatement', affirmed: true, legalNotice, statedAt: at, seller, buyer, ...told },
    eventTime: new Date(at),
    bizStep: 'transaction_statement',
  };
}
