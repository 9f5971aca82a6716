import type { TradeEvent } from 'gs1-barcodes/epcis';
import type { Queryable } from '../platform/database.ts';

export type ReferenceKind = 'file' | 'desadv' | 'po' | 'rma';

export interface ShipmentReference {
  readonly kind: ReferenceKind;
  readonly number: string;
}

/** The numbers in a shipping event by which people know the shipment. */
export function referencesOf(event: TradeEvent): ShipmentReference[] {
  return (event.bizTransactionList ?? []).flatMap(({ bizTransaction, type }) => {
    const kind = KINDS.find((each) => each === type);
    const number = decoded(bizTransaction.replace(/^urn:epcglobal:cbv:bt:\d{13}:/, '')).slice(0, NUMBER_MAX);
    return kind && number !== '' ? [{ kind, number }] : [];
  });
}

/** Keeps the numbers of a shipment; what is kept already stays. */
export async function putReferences(client: Queryable, shipmentId: string, references: readonly ShipmentReference[]): Promise<void> {
  if (references.length === 0) return;
  await client.query(
    `insert into record.shipment_reference (shipment_id, kind, number)
     select $1, r.kind, r.number from unnest($2::text[], $3::text[]) as r (kind, number) on conflict do nothing`,
    [shipmentId, references.map(({ kind }) => kind), references.map(({ number }) => number)],
  );
}

const KINDS = ['desadv', 'po', 'rma'] as const;
const NUMBER_MAX = 200;

/** A partner's text may hold a per cent sign that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
