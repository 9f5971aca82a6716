import bwip from 'bwip-js/generic';
import type { Gs1Message } from '../ai/message.ts';
import type { Result } from '../result.ts';
import { parseBracketed } from '../scan/bracketed.ts';
import { parseDigitalLink } from '../spelling/digital-link.ts';
import { toBracketed } from '../spelling/render.ts';
import { seeded } from './chance.ts';
import { reasonToDiffer } from './known-differences.ts';
import { randomLink } from './random-link.ts';
import { randomMessage } from './random-message.ts';

export interface Comparison {
  readonly accepted: number;
  readonly refused: number;
  /** How often our verdict is another, by the reason why ours is right. */
  readonly explained: ReadonlyMap<string, number>;
  /** Differences without a reason: there must be none. */
  readonly unexplained: readonly string[];
}

/** Our verdict and that of bwip-js on so many random messages, by turns bracketed and as Digital Links. */
export function compareWithBwip({ count, seed }: { readonly count: number; readonly seed: number }): Comparison {
  const chance = seeded(seed);
  const explained = new Map<string, number>();
  const unexplained: string[] = [];
  const verdicts = { accepted: 0, refused: 0 };
  for (let number = 0; number < count; number++) {
    const asLink = number % 2 === 1;
    // bwip-js takes every opening bracket for the beginning of a field, so that a value in bracketed text holds none.
    const fields = randomMessage(chance, {
      faults: chance() < 0.5 ? 0 : 0.08,
      company: 0.85,
      fieldsMax: 4,
      ...(asLink ? {} : { without: /\(/g }),
    });
    const text = asLink ? randomLink(chance, fields) : toBracketed(fields);
    const ours = asLink ? parseDigitalLink(text, { associations: 'symbol' }) : parseBracketed(text, { associations: 'symbol' });
    const theirs = refusalOfBwip(text, asLink);
    verdicts[ours.ok ? 'accepted' : 'refused']++;
    if (ours.ok === (theirs === undefined)) continue;
    const reason = reasonToDiffer({ text, fields, ours: codesOf(ours), theirs });
    if (reason === undefined)
      unexplained.push(`${text} · ours: ${codesOf(ours).join(' ') || 'accepted'} · bwip-js: ${theirs ?? 'accepted'}`);
    else explained.set(reason, (explained.get(reason) ?? 0) + 1);
  }
  return { ...verdicts, explained, unexplained };
}

function codesOf(result: Result<Gs1Message>): readonly string[] {
  return result.ok ? [] : result.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** Why bwip-js refuses a text; undefined when it takes it. What is too much for a symbol is no verdict on the text. */
function refusalOfBwip(text: string, asLink: boolean): string | undefined {
  try {
    bwip.raw({ bcid: asLink ? 'gs1dldatamatrix' : 'gs1datamatrix', text });
    return undefined;
  } catch (refusal) {
    const said = String(refusal);
    return /datamatrixNoValidSymbol/.test(said) ? undefined : said;
  }
}
