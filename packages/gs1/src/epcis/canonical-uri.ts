import { parseDigitalLink } from '../spelling/digital-link.ts';
import { fromEpcUrn } from '../spelling/epc-urn.ts';
import { toDigitalLink, unitLink } from '../spelling/to-digital-link.ts';

/** The canonical Digital Link of a URI that names a GS1 key, on whatever host or as EPC URN; any other text as it is (CBV 2.0 8.9.2). */
export function canonicalUri(text: string): string {
  if (!/^(?:urn:epc:|https?:\/\/)/.test(text)) return text;
  const urn = text.startsWith('urn:') ? fromEpcUrn(text) : undefined;
  const read = urn === undefined ? parseDigitalLink(text) : urn.ok ? { ok: true as const, value: urn.value.message } : urn;
  if (!read.ok) return text;
  const isUnit = read.value.serial !== undefined || read.value.sscc !== undefined;
  const link = isUnit ? unitLink(read.value) : toDigitalLink(read.value, { keyOnly: true });
  return link.ok ? link.value : text;
}
