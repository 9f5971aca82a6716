import { decodeScan } from 'gs1-barcodes';

/**
 * The one key of a unit in whatever spelling it comes (barcode text, bracketed text, Digital Link, EPC URN),
 * so that a scan can be found in a list without asking the server. Null when the text names no single unit.
 */
export function unitKey(text: string): string | null {
  const read = decodeScan(text);
  if (!read.ok || read.value.kind !== 'gs1') return null;
  const { sscc, gtin, serial } = read.value.message;
  if (sscc) return `00/${sscc}`;
  return gtin && serial ? `01/${gtin}/21/${serial}` : null;
}
