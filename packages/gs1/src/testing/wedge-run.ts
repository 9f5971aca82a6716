import { isCset82 } from '../ai/charsets.ts';
import type { AiValue } from '../ai/message.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { GS } from '../scan/element-string.ts';
import { toBracketed, toElementString } from '../spelling/render.ts';
import { aiEntry } from '../ai/lookup.ts';
import { oneOf, seeded, type Chance } from './chance.ts';
import { randomValue } from './random-message.ts';

/** Every character that no value can hold, of the first 256 and some that wedges are known to send; the separator itself is none. */
export const UNAMBIGUOUS: readonly string[] = [
  ...Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((character) => character !== GS && !isCset82(character)),
  ...['\u0394', '\u2194', '\u241d', '\u20ac', '\u25b2', '\ufffd'],
];

/** What scanners and terminals write out for the separator, and what a value could hold as well or what needs more than one character. */
export const AMBIGUOUS: readonly string[] = [
  '<GS>',
  '<gs>',
  '<F8>',
  '<FNC1>',
  '%1D',
  '%1d',
  '{GS}',
  '[GS]',
  '{F8}',
  '{FNC1}',
  '[FNC1]',
  '\\x1D',
  '\\u001D',
  '^]',
  '\\F',
];

export interface WedgeReport {
  readonly tried: number;
  readonly repaired: number;
  readonly reported: number;
  readonly failures: readonly string[];
}

/** Sends random packages through a wedge that changes every separator: what cannot be data is repaired and listed, everything else said aloud. */
export function readThroughWedges({ rounds, seed }: { readonly rounds: number; readonly seed: number }): WedgeReport {
  const chance = seeded(seed);
  const failures: string[] = [];
  const figures = { tried: 0, repaired: 0, reported: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const substitute of [...UNAMBIGUOUS, ...AMBIGUOUS]) {
      const fields = randomPack(chance);
      const truth = toBracketed(fields);
      const text = oneOf(chance, [']d2', '']) + toElementString(fields, { fnc1: substitute });
      const separators = toElementString(fields).split(GS).length - 1;
      const scan = decodeScan(text);
      figures.tried++;
      if (UNAMBIGUOUS.includes(substitute)) {
        const right = scan.ok && scan.value.kind === 'gs1' && toBracketed(scan.value.message) === truth;
        const listed = scan.ok
          ? scan.value.repairs.filter(({ code, from }) => code === 'SEPARATOR_SUBSTITUTED' && from === substitute).length
          : 0;
        if (right && listed === separators) figures.repaired++;
        else
          failures.push(`${JSON.stringify(text)}: ${JSON.stringify(substitute)} was not repaired, with ${listed} of ${separators} listed`);
        continue;
      }
      const said = scan.ok ? scan.warnings : scan.issues;
      const found = said.find(({ code }) => code === 'SEPARATOR_AMBIGUOUS');
      if (found?.candidates?.includes(truth) === true) figures.reported++;
      else failures.push(`${JSON.stringify(text)}: ${substitute} was not reported with ${truth} among its candidates`);
    }
  }
  return { ...figures, failures };
}

/** A medicine's package: product, serial, expiry, lot and perhaps its national number, in any order that holds a separator. */
export function randomPack(chance: Chance): readonly AiValue[] {
  const more = shuffled(chance, chance() < 0.3 ? ['21', '17', '10', '715'] : ['21', '17', '10']);
  const fields = ['01', ...more].map((ai) => ({ ai, value: aPackValue(chance, ai) }));
  return toElementString(fields).includes(GS) ? fields : randomPack(chance);
}

function aPackValue(chance: Chance, ai: string): string {
  const entry = aiEntry(ai);
  if (entry === undefined) throw new Error(`(${ai}) is no AI.`);
  if (ai === '01' || ai === '17') return randomValue(chance, entry, { faults: 0 });
  // Serials and lots as they are made: capitals and digits, now and then what else is legal.
  return randomValue(chance, entry, { faults: 0, without: /[<%"(]/g }).replace(/[^0-9A-Z]/g, (letter) =>
    chance() < 0.1 ? letter : letter.toUpperCase(),
  );
}

function shuffled<T>(chance: Chance, things: readonly T[]): readonly T[] {
  return things
    .map((thing) => ({ thing, at: chance() }))
    .sort((one, other) => one.at - other.at)
    .map(({ thing }) => thing);
}
