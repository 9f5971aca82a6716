import bwip from 'bwip-js/generic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { toBracketed } from '../spelling/render.ts';
import { AI_TABLE, type AiComponent, type AiEntry } from './lookup.ts';
import type { AiValue } from './message.ts';
import { validate } from './validate.ts';

describe('our verdict on a value', () => {
  it('is that of bwip-js, valid or not', () => {
    const verdicts = { accepted: 0, refused: 0 };
    const fields = fc.constantFrom(...[...AI_TABLE.values()].filter(isComparable)).chain((entry) => fieldsWith(entry));
    fc.assert(
      fc.property(fields, (message) => {
        const refused = validate(message, { associations: 'symbol' }).some(({ severity }) => severity === 'error');
        expect({ message, refused }).toEqual({ message, refused: theirRefusal(message) !== undefined });
        verdicts[refused ? 'refused' : 'accepted']++;
      }),
      { numRuns: 600 },
    );
    // Else the comparison would say little.
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(60);
  });
});

const COMPANIONS: readonly AiValue[] = [
  { ai: '01', value: '00300010123455' },
  { ai: '00', value: '403000112345678901' },
];

// Those that stand alone or need one companion; coupons are not read by us.
function isComparable(entry: AiEntry): boolean {
  return !['01', '00', '8110', '8112'].includes(entry.ai) && (entry.needs.length === 0 || companionOf(entry) !== undefined);
}

function companionOf({ needs, qualifiers, excludes }: AiEntry): AiValue | undefined {
  const alone = needs.length === 0 && (qualifiers !== undefined || excludes.length > 0);
  return alone ? undefined : COMPANIONS.find(({ ai }) => needs.length === 0 || needs.some((all) => all.length === 1 && all[0] === ai));
}

function fieldsWith(entry: AiEntry): fc.Arbitrary<readonly AiValue[]> {
  const companion = companionOf(entry);
  return fc
    .tuple(...entry.components.map(textOf))
    .map((parts) => [...(companion ? [companion] : []), { ai: entry.ai, value: parts.join('') }]);
}

// Brackets are left out: bwip-js takes bracketed text, in which they are ambiguous.
const CHARACTERS: Readonly<Record<AiComponent['charset'], string>> = {
  N: '0123456789',
  X: '!"%&+-./09:<?AZ_az',
  Y: '#-/09AZ',
  Z: '-_09AZaz',
};

function textOf({ charset, lengthMin, lengthMax, linters }: AiComponent): fc.Arbitrary<string> {
  const character = fc.oneof(
    { weight: 99, arbitrary: fc.constantFrom(...CHARACTERS[charset]) },
    { weight: 1, arbitrary: fc.constantFrom('a', '0', '~', '#') },
  );
  const any = fc.string({ unit: character, minLength: lengthMin, maxLength: lengthMax });
  const two = (max: number) => fc.nat(max).map((number) => String(number).padStart(2, '0'));
  const [linter = ''] = linters;
  if (linter === 'csum')
    return fc.tuple(any, fc.nat(5)).map(([text, chance]) => (chance === 0 ? text : (appendCheckDigit(text.slice(0, -1)) ?? text)));
  if (linter.startsWith('yymm')) return fc.tuple(two(99), two(13), two(32)).map((parts) => parts.join(''));
  if (linter === 'yyyymmdd') return fc.tuple(fc.constantFrom('19', '20'), two(99), two(13), two(32)).map((parts) => parts.join(''));
  if (linter === 'hhmi') return fc.tuple(two(25), two(61)).map((parts) => parts.join(''));
  if (linter === 'pieceoftotal') return fc.tuple(two(4), two(4)).map((parts) => parts.join(''));
  return any;
}

function theirRefusal(message: readonly AiValue[]): unknown {
  try {
    bwip.raw({ bcid: 'gs1datamatrix', text: toBracketed(message) });
    return undefined;
  } catch (refusal) {
    return refusal ?? 'refused';
  }
}
