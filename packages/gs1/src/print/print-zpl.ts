import type { AiValue, Gs1Message } from '../ai/message.ts';
import { ok, type Result } from '../result.ts';
import { toHri } from '../spelling/render.ts';
import { contentOf, type EncodeOptions } from './encode-symbol.ts';

export interface ZplOptions extends EncodeOptions {
  readonly symbology: 'gs1-datamatrix' | 'gs1-128' | 'dl-qrcode';
  /** The printer's dots a millimetre: 8 (203 dpi), 12 (300 dpi) or 24 (600 dpi). */
  readonly dotsPerMm?: number;
  /** The width of one module. */
  readonly moduleMm?: number;
  /** How many equal labels. */
  readonly copies?: number;
  /** Whether the fields stand beside the symbol for people to read. */
  readonly text?: boolean;
}

/**
 * A label for a Zebra printer, which encodes the symbol itself. Refuses what `encodeSymbol` refuses. GS1 QR Code is not among the symbols:
 * printers differ in whether they put its FNC1 in.
 */
export function printZpl(message: Gs1Message | readonly AiValue[], options: ZplOptions): Result<string> {
  const { symbology, dotsPerMm = 8, copies = 1 } = options;
  const content = contentOf(message, symbology, options);
  if (!content.ok) return content;
  const { moduleMm = symbology === 'gs1-128' ? 0.5 : 0.4 } = options;
  const dots = Math.max(1, Math.round(moduleMm * dotsPerMm));
  const margin = Math.max(10 * dots, 2 * dotsPerMm);
  const symbol = SYMBOLS[symbology](content.value.text, dots, dotsPerMm);
  const line = Math.round(2.5 * dotsPerMm);
  const below = symbology === 'gs1-128' ? margin + 25 * dotsPerMm + line : margin + 30 * dotsPerMm;
  const lines =
    options.text === false
      ? []
      : toHri(message).map(
          (text, index) => `^FO${margin},${below + index * line * 1.2}^A0N,${line},${line}^FH\\^FD${text.replaceAll('\\', '\\5C')}^FS`,
        );
  return ok(['^XA', '^CI28', `^FO${margin},${margin}${symbol}^FS`, ...lines, `^PQ${copies}`, '^XZ'].join('\n'));
}

const FNC1 = '^FNC1';

const SYMBOLS: Readonly<Record<ZplOptions['symbology'], (text: string, dots: number, dotsPerMm: number) => string>> = {
  // ECC 200; the escape character is the underscore, `_1` is FNC1 and two underscores are one.
  'gs1-datamatrix': (text, dots) => `^BXN,${dots},200,,,,_,1^FD${text.replaceAll('_', '__').replaceAll(FNC1, '_1')}`,
  'gs1-128': (text, dots, dotsPerMm) => `^BY${dots}^BCN,${25 * dotsPerMm},N,N,N,N^FD${code128(text)}`,
  // Model 2, error correction M, characters as they are
  'dl-qrcode': (text, dots) => `^BQN,2,${Math.min(10, dots)}^FDMM,B${String(text.length).padStart(4, '0')}${text}`,
};

// Code set C for runs of digits, two to a character; code set B for everything else. `>8` is FNC1, `>0` is ">".
function code128(text: string): string {
  let set = ';';
  let coded = '>;';
  // No value holds a caret, so it is the one of FNC1.
  for (const [run] of text.matchAll(/\^FNC1|(?:[0-9]{2}){2,}|[^]/g)) {
    if (run === FNC1) {
      coded += '>8';
      continue;
    }
    const wanted = run.length > 1 ? ';' : ':';
    if (wanted !== set) coded += wanted === ';' ? '>5' : '>6';
    set = wanted;
    coded += run === '>' ? '>0' : run;
  }
  return coded;
}
