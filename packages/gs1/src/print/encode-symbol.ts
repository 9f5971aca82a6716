import bwip from 'bwip-js/generic';
import { validate } from '../ai/validate.ts';
import type { AiValue, Gs1Message } from '../ai/message.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { toElementString } from '../spelling/render.ts';

export type Symbology = 'gs1-datamatrix' | 'gs1-128' | 'gs1-qrcode';

/** The modules of a symbol, before it has a size. A linear symbol is one row. */
export interface SymbolModules {
  readonly columns: number;
  readonly rows: number;
  /** A module a byte, row by row; 1 is dark. */
  readonly dark: Uint8Array;
  /** The margin that must stay blank around it, in modules. */
  readonly quietZone: number;
}

/**
 * Encodes fields. Refuses what is not valid and what does not fit (GS1-128: 48 characters). The text goes to bwip-js as an element string
 * with FNC1, not bracketed, so that a bracket inside a value cannot be taken for a field.
 */
export function encodeSymbol(message: Gs1Message | readonly AiValue[], symbology: Symbology): Result<SymbolModules> {
  const [first, ...more] = validate(message).filter(({ severity }) => severity === 'error');
  if (first !== undefined) return fail(first, ...more);
  const text = toElementString(message, { fnc1: FNC1 });
  if (text === '') return fail(issue('EMPTY'));
  const { bcid, lengthMax, quietZone } = SYMBOLOGIES[symbology];
  if (text.replaceAll(FNC1, '-').length > lengthMax) return fail(issue('TOO_LONG', { value: text }));
  try {
    const [raw] = bwip.raw({ bcid, text: FNC1 + text, parsefnc: true });
    if (raw !== undefined && 'pixs' in raw) return ok({ columns: raw.pixx, rows: raw.pixy, dark: Uint8Array.from(raw.pixs), quietZone });
    if (raw !== undefined) return ok({ ...linear(raw.sbs), quietZone });
  } catch (error) {
    // The fields are valid, so what the encoder still objects to is their amount.
    return fail(issue('TOO_LONG', { value: text, params: { encoder: String(error) } }));
  }
  return fail(issue('TOO_LONG', { value: text }));
}

const FNC1 = '^FNC1';
const SYMBOLOGIES: Readonly<Record<Symbology, { bcid: string; lengthMax: number; quietZone: number }>> = {
  'gs1-datamatrix': { bcid: 'datamatrix', lengthMax: 2335, quietZone: 2 },
  'gs1-128': { bcid: 'code128', lengthMax: 48, quietZone: 10 },
  'gs1-qrcode': { bcid: 'qrcode', lengthMax: 4296, quietZone: 4 },
};

// The widths of bars and spaces by turns, a bar first.
function linear(widths: readonly number[]): Omit<SymbolModules, 'quietZone'> {
  const dark = widths.flatMap((width, index) => Array.from({ length: width }, () => (index % 2 === 0 ? 1 : 0)));
  return { columns: dark.length, rows: 1, dark: Uint8Array.from(dark) };
}
