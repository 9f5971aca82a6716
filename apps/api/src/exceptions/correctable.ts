import { sgtinLink, ssccLink } from '../documents/unit-link.ts';
import type { ExceptionItem } from './exception-case.ts';
import type { ExceptionKind } from './exception-kinds.ts';

/** How the record of an item can be mended: the units are sent by a correction shipment, or what did not arrive is taken back. */
export const MENDS = ['SEND', 'TAKE_BACK'] as const;
export type Mend = (typeof MENDS)[number];

const MENDABLE: Partial<Record<ExceptionKind, readonly Mend[]>> = {
  PRODUCT_NO_DATA: ['SEND'],
  OVER: ['SEND'],
  DATA_NO_PRODUCT: ['SEND', 'TAKE_BACK'],
  SHORT: ['SEND', 'TAKE_BACK'],
};

/** How an item can be mended by its sender; nothing for what no movement of goods mends. */
export const mendsOf = ({ kind }: Pick<ExceptionItem, 'kind'>): readonly Mend[] => MENDABLE[kind] ?? [];

/** The unit that an item names; null where it only counts. */
export function namedLink({ dataGtin, dataSerial, gtin, serial, sscc }: Pick<ExceptionItem, 'gtin' | 'serial' | 'sscc' | 'dataGtin' | 'dataSerial'>): string | null {
  if (sscc !== null) return ssccLink(sscc);
  const [product, number] = gtin === null ? [dataGtin, dataSerial] : [gtin, serial];
  return product !== null && number !== null && number !== '' ? sgtinLink(product.padStart(14, '0'), number) : null;
}

/** How many units a counted item is off by; null where it names its unit. */
export const countedOff = ({ quantityOrdered, quantityReceived }: Pick<ExceptionItem, 'quantityOrdered' | 'quantityReceived'>): number | null =>
  quantityOrdered === null ? null : Math.abs(quantityOrdered - (quantityReceived ?? 0));
