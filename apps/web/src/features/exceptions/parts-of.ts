import { decodeScan } from 'gs1-barcodes';
import type { Kind } from './kinds';

export interface Parts {
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot: string | null;
  readonly expiry: string | null;
  readonly dataGtin: string | null;
  readonly dataSerial: string | null;
}

/** What a barcode names, as the fields of an exception: of goods that are not there, it is what the data names. */
export function partsOf(text: string, kind: Kind): Parts {
  const read = decodeScan(text);
  const {
    expiry = null,
    gtin = null,
    lot = null,
    serial = null,
    sscc = null,
  } = read.ok && read.value.kind === 'gs1' ? read.value.message : {};
  const named = { sscc, lot, expiry: expiry?.lastDay ?? null };
  return kind === 'DATA_NO_PRODUCT'
    ? { ...named, gtin: null, serial: null, dataGtin: gtin, dataSerial: serial }
    : { ...named, gtin, serial, dataGtin: null, dataSerial: null };
}
