import { isCset82 } from '../ai/charsets.ts';
import type { Gs1Message } from '../ai/message.ts';
import { issue, weighed, type Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import { toBracketed } from '../spelling/render.ts';
import { GS, parseElementString, type ParseOptions } from './element-string.ts';
import type { Framed } from './framing.ts';
import type { Repair } from './repair.ts';

/** An element string read with whatever the keyboard wedge made of its separators. */
export interface Reading {
  readonly result: Result<Gs1Message>;
  readonly repairs: readonly Repair[];
  /** Other readings that are as valid. */
  readonly candidates: readonly Gs1Message[];
  /** The text as it was read, separators in place. */
  readonly text: string;
}

/**
 * Reads an element string whose separators may have become something else on their way. A substitute is taken for the separator only
 * when no value could hold it: one single kind of character outside character set 82, no real separator beside it, and the text valid with it.
 * What is legal serial text (`<GS>`, `%1D`) is never replaced, but doubted aloud.
 */
export function readSeparators(framed: Framed, options: ParseOptions): Reading {
  const { text } = framed;
  const literal = parseElementString(text, options);
  if (literal.ok) return { ...doubtLiterals(literal, text, options), text };
  const nothing = { result: literal, repairs: [], candidates: [], text };
  if (options.mode === 'strict') return nothing;
  const spelled = SPELLED.exec(text)?.[0];
  if (spelled !== undefined) return { ...nothing, result: ambiguous(spelled, literal.issues, readAs(text, [spelled], options)) };
  const foreign = [...new Set(text)].filter((character) => character !== GS && !isCset82(character));
  const [substitute] = foreign;
  if (substitute === undefined || text.includes(GS)) return nothing;
  if (foreign.length > 1) return { ...nothing, result: ambiguous(foreign.join(' '), literal.issues, []) };
  const repaired = text.replaceAll(substitute, GS);
  const result = parseElementString(repaired, options);
  if (!result.ok) return { ...nothing, result, text: repaired };
  const repairs = substitutions(framed, substitute);
  const warning = issue('SEPARATOR_SUBSTITUTED', { params: { substitute: visible(substitute) } });
  // "~1" is FNC1 to some label programs, and "~" to some scanners: where both read, neither is sure.
  const others = substitute === '~' ? readAs(text, ['~1'], options) : [];
  const doubt =
    others.length > 0
      ? [weighed(issue('SEPARATOR_AMBIGUOUS', { params: { substitute: '~1' }, candidates: others.map(toBracketed) }), 'warning')]
      : [];
  return { result: { ...result, warnings: [warning, ...doubt, ...result.warnings] }, repairs, candidates: others, text: repaired };
}

/** Texts that scanners and terminals write for the separator. All but those with braces or square brackets are legal serial text. */
const SPELLED = /<GS>|\{GS\}|\[GS\]|<F8>|\{F8\}|<FNC1>|\{FNC1\}|\[FNC1\]|%1D|\\x1D|\\u001D|\^\]|\\F/i;

function doubtLiterals(literal: Result<Gs1Message> & { ok: true }, text: string, options: ParseOptions): Omit<Reading, 'text'> {
  const spelled = SPELLED.exec(text)?.[0];
  if (spelled === undefined) return { result: literal, repairs: [], candidates: [] };
  const candidates = readAs(text, [spelled], options);
  const doubt = issue('SEPARATOR_AMBIGUOUS', { params: { substitute: spelled }, candidates: candidates.map(toBracketed) });
  return { result: { ...literal, warnings: [weighed(doubt, 'warning'), ...literal.warnings] }, repairs: [], candidates };
}

function readAs(text: string, substitutes: readonly string[], options: ParseOptions): readonly Gs1Message[] {
  return substitutes.flatMap((substitute) => {
    const result = parseElementString(text.replaceAll(substitute, GS), options);
    return result.ok ? [result.value] : [];
  });
}

function ambiguous(substitute: string, issues: readonly Gs1Issue[], candidates: readonly Gs1Message[]): Result<Gs1Message> {
  return {
    ok: false,
    issues: [issue('SEPARATOR_AMBIGUOUS', { params: { substitute }, candidates: candidates.map(toBracketed) }), ...issues],
  };
}

function substitutions(framed: Framed, substitute: string): readonly Repair[] {
  return [...framed.text.matchAll(new RegExp(substitute.replace(/[\\^$.*+?()[\]{}|]/, '\\$&'), 'gu'))].map(({ index }) => {
    const start = framed.origin(index);
    return { code: 'SEPARATOR_SUBSTITUTED', span: [start, start + substitute.length], from: substitute, to: GS };
  });
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code <= 32 || code === 127 ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : character;
}
