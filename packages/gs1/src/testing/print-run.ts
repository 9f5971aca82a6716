import type { AiValue } from '../ai/message.ts';
import { decodeImage, type WasmSource } from '../decode/index.ts';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { printPixels, type Symbology } from '../print/index.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { toBracketed } from '../spelling/render.ts';
import { drawn, oneOf, seeded, type Chance } from './chance.ts';
import { randomPack } from './wedge-run.ts';

export const SYMBOLOGIES: readonly Symbology[] = [
  'gs1-datamatrix',
  'gs1-128',
  'gs1-qrcode',
  'dl-qrcode',
  'dl-datamatrix',
  'ean-upc',
  'itf14',
];

export interface PrintReport {
  readonly tried: number;
  readonly failures: readonly string[];
}

/** Prints random messages in every symbology, decodes the pixels, and compares what is read with what was printed. */
export async function printAndDecode({
  count,
  seed,
  wasm,
}: {
  readonly count: number;
  readonly seed: number;
  readonly wasm: WasmSource;
}): Promise<PrintReport> {
  const chance = seeded(seed);
  const failures: string[] = [];
  for (let number = 0; number < count; number++) {
    for (const symbology of SYMBOLOGIES) {
      const fields = fieldsFor(symbology, chance);
      const told = await readAgain(fields, symbology, wasm);
      if (told !== sorted(fields)) failures.push(`${symbology} of ${toBracketed(fields)} was read as ${told}`);
    }
  }
  return { tried: count * SYMBOLOGIES.length, failures };
}

async function readAgain(fields: readonly AiValue[], symbology: Symbology, wasm: WasmSource): Promise<string> {
  const printed = printPixels(fields, { symbology, scale: 4 });
  if (!printed.ok) return `refused: ${printed.issues[0]?.message}`;
  const found = await decodeImage(printed.value, wasm);
  if (found === undefined) return 'nothing';
  const scan = decodeScan(found.text, { symbology: found.symbologyIdentifier });
  if (!scan.ok) return `${found.symbologyIdentifier}${found.text}: ${scan.issues[0]?.message}`;
  return scan.value.kind === 'plain' ? scan.value.text : sorted(scan.value.message.elements);
}

/** Fields as bracketed text in the order of their AIs: a Digital Link has its fields in an order of its own. */
export function sorted(fields: readonly AiValue[]): string {
  return toBracketed([...fields].sort((one, other) => (one.ai < other.ai ? -1 : 1)));
}

/** Fields that a symbol of this kind can carry. */
export function fieldsFor(symbology: Symbology, chance: Chance): readonly AiValue[] {
  const digits = (length: number) => Array.from({ length }, () => drawn(chance, 10)).join('');
  if (symbology === 'itf14') return [{ ai: '01', value: appendCheckDigit(digits(13)) ?? '' }];
  if (symbology === 'ean-upc') {
    // EAN-13, UPC-A, EAN-8
    const zeros = oneOf(chance, ['0', '00', '000000']);
    return [{ ai: '01', value: appendCheckDigit(zeros + digits(13 - zeros.length)) ?? '' }];
  }
  const pack = randomPack(chance);
  if (symbology !== 'gs1-128') return pack;
  // 48 characters hold the product, a date, and a short serial.
  return [
    ...pack.filter(({ ai }) => ai === '01' || ai === '17'),
    ...pack.filter(({ ai }) => ai === '21').map(({ ai, value }) => ({ ai, value: value.slice(0, 18) })),
  ];
}
