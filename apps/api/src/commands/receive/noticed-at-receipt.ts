import { identityOf } from '../../documents/unit-link.ts';
import type { ExceptionKind } from '../../exceptions/exception-kinds.ts';
import type { NoticedItem } from '../../exceptions/exceptions.ts';

/** What a receipt noticed, as items of an exception: units by their links. Pure. */
export function noticedAtReceipt({ damaged, extra, missing }: { missing: readonly string[]; damaged: readonly string[]; extra: readonly string[] }): NoticedItem[] {
  return [...missing.map((link) => itemOf('DATA_NO_PRODUCT', link)), ...extra.map((link) => itemOf('PRODUCT_NO_DATA', link)), ...damaged.map((link) => itemOf('DAMAGED', link))];
}

function itemOf(kind: ExceptionKind, link: string): NoticedItem {
  const { gtin = null, serial = null, sscc = null } = identityOf(link) ?? {};
  // What is missing is known from the data alone.
  return kind === 'DATA_NO_PRODUCT' ? { kind, dataGtin: gtin, dataSerial: serial, sscc } : { kind, gtin, serial, sscc, source: 'Scan' };
}
