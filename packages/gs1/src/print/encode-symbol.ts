import bwip from 'bwip-js/generic';
import { validate } from '../ai/validate.ts';
import type { AiValue, Gs1Message } from '../ai/message.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { elementsOf, toElementString } from '../spelling/render.ts';
import { toDigitalLink } from '../spelling/to-digital-link.ts';

/** GS1 symbols hold any fields; a Digital Link in a QR Code or Data Matrix holds what a link can carry; EAN/UPC and ITF-14 hold one GTIN. */
export type Symbology = 'gs1-datamatrix' | 'gs1-128' | 'gs1-qrcode' | 'dl-qrcode' | 'dl-datamatrix' | 'ean-upc' | 'itf14';

/** The modules of a symbol, before it has a size. A linear symbol is one row. */
export interface SymbolModules {
  readonly columns: number;
  readonly rows: number;
  /** A module a byte, row by row; 1 is dark. */
  readonly dark: Uint8Array;
  /** The margin that must stay blank around it, in modules. */
  readonly quietZone: number;
}

export interface EncodeOptions {
  /** Where a Digital Link leads; left out, it is canonical. */
  readonly stem?: string;
}

/**
 * Encodes fields. Refuses what is not valid, what the symbology cannot carry, and what does not fit (GS1-128: 48 characters). The text goes
 * to bwip-js as an element string with FNC1, not bracketed, so that a bracket inside a value cannot be taken for a field.
 */
export function encodeSymbol(
  message: Gs1Message | readonly AiValue[],
  symbology: Symbology,
  options: EncodeOptions = {},
): Result<SymbolModules> {
  const content = contentOf(message, symbology, options);
  if (!content.ok) return content;
  const { bcid, text, parsefnc } = content.value;
  try {
    const [raw] = bwip.raw({ bcid, text, ...(parsefnc ? { parsefnc } : {}) });
    const { quietZone } = SYMBOLOGIES[symbology];
    if (raw !== undefined && 'pixs' in raw) return ok({ columns: raw.pixx, rows: raw.pixy, dark: Uint8Array.from(raw.pixs), quietZone });
    if (raw !== undefined) return ok({ ...linear(raw.sbs), quietZone });
  } catch (error) {
    // The fields are valid, so what the encoder still objects to is their amount.
    return fail(issue('TOO_LONG', { value: text, params: { encoder: String(error) } }));
  }
  return fail(issue('TOO_LONG', { value: text }));
}

/** What a symbol of this kind is to hold, and which of the encoder's symbols makes it. */
export interface SymbolContent {
  readonly bcid: string;
  /** The text for the encoder, `^FNC1` for FNC1 where `parsefnc` says so. */
  readonly text: string;
  readonly parsefnc: boolean;
}

/** The text of a symbol. Refuses what `encodeSymbol` refuses, but for an amount that only the encoder can judge. */
export function contentOf(
  message: Gs1Message | readonly AiValue[],
  symbology: Symbology,
  options: EncodeOptions = {},
): Result<SymbolContent> {
  const [first, ...more] = validate(message).filter(({ severity }) => severity === 'error');
  if (first !== undefined) return fail(first, ...more);
  const elements = elementsOf(message);
  if (elements.length === 0) return fail(issue('EMPTY'));
  const { bcid, lengthMax, holds } = SYMBOLOGIES[symbology];
  if (holds === 'gtin') return gtinContent(elements, symbology);
  if (holds === 'link') {
    const link = toDigitalLink(elements, options);
    return link.ok ? ok({ bcid, text: link.value, parsefnc: false }) : link;
  }
  const text = toElementString(elements, { fnc1: FNC1 });
  if (text.replaceAll(FNC1, '-').length > lengthMax) return fail(issue('TOO_LONG', { value: text }));
  return ok({ bcid, text: FNC1 + text, parsefnc: true });
}

const FNC1 = '^FNC1';

interface SymbologyFacts {
  readonly bcid: string;
  readonly lengthMax: number;
  readonly quietZone: number;
  readonly holds: 'elements' | 'link' | 'gtin';
}

const SYMBOLOGIES: Readonly<Record<Symbology, SymbologyFacts>> = {
  'gs1-datamatrix': { bcid: 'datamatrix', lengthMax: 2335, quietZone: 2, holds: 'elements' },
  'gs1-128': { bcid: 'code128', lengthMax: 48, quietZone: 10, holds: 'elements' },
  'gs1-qrcode': { bcid: 'qrcode', lengthMax: 4296, quietZone: 4, holds: 'elements' },
  'dl-qrcode': { bcid: 'qrcode', lengthMax: 4296, quietZone: 4, holds: 'link' },
  'dl-datamatrix': { bcid: 'datamatrix', lengthMax: 2335, quietZone: 2, holds: 'link' },
  'ean-upc': { bcid: 'ean13', lengthMax: 13, quietZone: 11, holds: 'gtin' },
  itf14: { bcid: 'interleaved2of5', lengthMax: 14, quietZone: 10, holds: 'gtin' },
};

// One GTIN and nothing else. EAN-8, UPC-A and EAN-13 differ in the zeros before the number; a case's indicator fits ITF-14 alone.
function gtinContent([only, ...rest]: readonly AiValue[], symbology: Symbology): Result<SymbolContent> {
  if (only?.ai !== '01' || rest.length > 0) return fail(issue('NOT_IN_SYMBOLOGY', { value: symbology, params: { symbology } }));
  const gtin = only.value;
  if (symbology === 'itf14') return ok({ bcid: 'interleaved2of5', text: gtin, parsefnc: false });
  if (!gtin.startsWith('0')) return fail(issue('NOT_IN_SYMBOLOGY', { value: gtin, params: { symbology } }));
  if (gtin.startsWith('000000')) return ok({ bcid: 'ean8', text: gtin.slice(6), parsefnc: false });
  return ok(
    gtin.startsWith('00')
      ? { bcid: 'upca', text: gtin.slice(2), parsefnc: false }
      : { bcid: 'ean13', text: gtin.slice(1), parsefnc: false },
  );
}

// The widths of bars and spaces by turns, a bar first.
function linear(widths: readonly number[]): Omit<SymbolModules, 'quietZone'> {
  const dark = widths.flatMap((width, index) => Array.from({ length: width }, () => (index % 2 === 0 ? 1 : 0)));
  return { columns: dark.length, rows: 1, dark: Uint8Array.from(dark) };
}
