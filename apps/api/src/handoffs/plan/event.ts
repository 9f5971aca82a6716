import type { Json } from '@packtrail/ledger';
import type { TradeEvent, Extension } from 'gs1-barcodes/epcis';
import type { DraftDocument } from '../record.ts';

/** Namespace of what EPCIS has no field for. */
export const PACKTRAIL = 'urn:packtrail:epcis:1';

/** A field of ours. */
export const extension = (name: string, text: string): Extension => ({ namespace: PACKTRAIL, name, text });

/** The texts of our field of that name. */
export const extensionTexts = (event: TradeEvent, name: string): string[] =>
  (event.extensions ?? []).flatMap((field) => (field.namespace === PACKTRAIL && field.name === name ? (field.text ?? []) : []));

/** The GLN of a source or destination of that type. */
export const partyGln = (list: TradeEvent['sourceList'], type: 'owning_party' | 'possessing_party' | 'location'): string | undefined =>
  list?.find((party) => party.type === type)?.gln;

/** The number of a business transaction, without the GLN of who gave it: `urn:epcglobal:cbv:bt:{gln}:{number}`. */
export function transactionNumber(event: TradeEvent, type: string): string | null {
  const found = event.bizTransactionList?.find((transaction) => transaction.type === type)?.bizTransaction;
  return found === undefined ? null : decodeURIComponent(found.replace(/^urn:epcglobal:cbv:bt:\d{13}:/, ''));
}

export const businessTransaction = (type: string, gln: string, number: string) => ({ type, bizTransaction: `urn:epcglobal:cbv:bt:${gln}:${encodeURIComponent(number)}` });

/** The event as a document to commit to. */
export const documentOf = (event: TradeEvent): DraftDocument => ({
  event: event as unknown as Record<string, Json>,
  eventTime: new Date(event.eventTime),
  bizStep: event.bizStep ?? '',
});
