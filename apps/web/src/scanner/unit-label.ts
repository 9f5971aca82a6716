import { decodeScan } from 'gs1-barcodes';
import { wordsOf } from '../words';

/** A unit as a person reads it from its label: `SSCC 4030…`, or GTIN, serial and lot. What names no unit is shown as it came. */
export function unitLabel(text: string): string {
  const read = decodeScan(text);
  if (!read.ok || read.value.kind !== 'gs1') return text;
  const { sscc, gtin, serial, lot } = read.value.message;
  const t = wordsOf('scanner');
  if (sscc) return t('unit.sscc', { sscc });
  const parts = [gtin && t('unit.gtin', { gtin }), serial && t('unit.serial', { serial }), lot && t('unit.lot', { lot })].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : text;
}
