import { aiEntry } from '../ai/lookup.ts';
import type { Gs1Message } from '../ai/message.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { GS, parseElementString } from '../scan/element-string.ts';
import { parseBracketed } from '../scan/bracketed.ts';
import type { Scan } from '../scan/scan.ts';
import { toBracketed, toElementString } from '../spelling/render.ts';
import { toDigitalLink } from '../spelling/to-digital-link.ts';
import { toEpcUrn } from '../spelling/to-epc-urn.ts';
import { oneOf, seeded, type Chance } from './chance.ts';
import { mutate } from './mutate.ts';
import { randomMessage } from './random-message.ts';

export interface MutationReport {
  readonly tried: number;
  readonly accepted: number;
  readonly refused: number;
  /** The longest that one text took, in milliseconds. */
  readonly slowestMs: number;
  readonly slowest: string;
  /** What went wrong, a line each: an exception, a text that took too long, a message that does not render back. */
  readonly failures: readonly string[];
}

export interface MutationOptions {
  readonly count: number;
  readonly seed: number;
  /** A monotonous clock, in milliseconds. */
  readonly clock: () => number;
}

const LIMIT_MS = 10;

/** Damages so many barcodes and reads them: none may throw or take long, and what is accepted must say what the text said. */
export function readDamaged({ count, seed, clock }: MutationOptions): MutationReport {
  const chance = seeded(seed);
  const failures: string[] = [];
  const figures = { accepted: 0, refused: 0, slowestMs: 0, slowest: '' };
  for (let number = 0; number < count; number++) {
    const text = mutate(chance, randomBarcode(chance));
    const mode = chance() < 0.2 ? 'strict' : 'tolerant';
    try {
      const start = clock();
      const scan = decodeScan(text, { mode });
      let took = clock() - start;
      // What is slow is slow every time; a pause of the machine is not.
      for (let again = 0; took > LIMIT_MS / 4 && again < 3; again++) took = Math.min(took, timed(clock, text));
      if (took > figures.slowestMs) Object.assign(figures, { slowestMs: took, slowest: text });
      if (took > LIMIT_MS) failures.push(`${JSON.stringify(text)} took ${took.toFixed(1)} ms`);
      figures[scan.ok ? 'accepted' : 'refused']++;
      const wrong = scan.ok ? misread(text, scan.value) : scan.issues.length > 0 ? undefined : 'was refused without an issue';
      if (wrong !== undefined) failures.push(`${JSON.stringify(text)} ${wrong}`);
    } catch (error) {
      failures.push(`${JSON.stringify(text)} threw ${String(error)}`);
    }
  }
  return { tried: count, ...figures, failures };
}

/** A valid barcode of any spelling. */
export function randomBarcode(chance: Chance): string {
  const fields = randomMessage(chance, { faults: 0, company: 1, fieldsMax: 4 });
  const spelling = chance();
  if (spelling < 0.7) return oneOf(chance, [']d2', ']d2', ']C1', ']Q3', ']e0', '', '']) + toElementString(fields);
  if (spelling < 0.8) return toBracketed(fields);
  if (spelling < 0.95) {
    const link = toDigitalLink(fields, { stem: oneOf(chance, ['https://id.gs1.org', 'http://example.com/p']) });
    if (link.ok) return oneOf(chance, ['', '', ']Q1', ']d1']) + link.value;
  }
  const urn = toEpcUrn(fields, 7);
  return urn.ok ? urn.value : toElementString(fields);
}

function timed(clock: () => number, text: string): number {
  const start = clock();
  decodeScan(text);
  return clock() - start;
}

/** Why a scan is not what its text says; undefined when it is. */
function misread(text: string, scan: Scan): string | undefined {
  if (scan.kind === 'plain') return text.includes(scan.text) ? undefined : 'is plain text that was not there';
  const { message } = scan;
  const elements = toElementString(message);
  const again = parseElementString(elements);
  if (!again.ok || toBracketed(again.value) !== toBracketed(message)) return `gives ${elements}, which does not give it back`;
  const bracketed = parseBracketed(toBracketed(message));
  if (!bracketed.ok || toElementString(bracketed.value) !== elements) return `gives ${toBracketed(message)}, which does not give it back`;
  if (scan.kind !== 'gs1' || scan.syntax !== 'element-string') return undefined;
  return saysTheSame(repaired(text, scan), message) ? undefined : `was read as ${toBracketed(message)}`;
}

/** The text with the listed repairs done, and nothing else. */
function repaired(text: string, scan: Scan): string {
  let done = text;
  for (const { span, to } of [...scan.repairs].sort((one, other) => other.span[0] - one.span[0]))
    done = done.slice(0, span[0]) + to + done.slice(span[1]);
  return scan.aim !== undefined && done.startsWith(scan.aim) ? done.slice(scan.aim.length) : done;
}

/** Field by field: AI, value, and a separator where there must be one. One more is allowed behind a field of fixed length and at the end. */
function saysTheSame(text: string, message: Gs1Message): boolean {
  let at = 0;
  for (const { ai, value } of message.elements) {
    if (!text.startsWith(ai + value, at)) return false;
    at += ai.length + value.length;
    if (text[at] === GS) at++;
    else if (at < text.length && aiEntry(ai)?.predefined !== true) return false;
  }
  return at === text.length;
}
