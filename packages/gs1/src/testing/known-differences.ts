/** One message on which we and bwip-js differ. */
export interface Difference {
  readonly text: string;
  readonly fields: readonly { readonly ai: string; readonly value: string }[];
  /** The codes of our errors; none when we accept. */
  readonly ours: readonly string[];
  /** What bwip-js says against it; undefined when it accepts. */
  readonly theirs: string | undefined;
}

/** Why ours is the right verdict where bwip-js 4.11 gives another, with the clause; undefined when no reason is known. */
export function reasonToDiffer(difference: Difference): string | undefined {
  return REASONS.find(({ applies }) => applies(difference))?.reason;
}

interface Reason {
  readonly reason: string;
  readonly applies: (difference: Difference) => boolean;
}

const REASONS: readonly Reason[] = [
  {
    reason: 'GenSpecs of January 2026, 4.13 and 4.14: needs and exclusions of (03) MTO GTIN, which bwip-js does not know yet',
    applies: ({ fields, ours, theirs }) =>
      fields.some(({ ai }) => ai === '03') &&
      (theirs === undefined
        ? only(ours, ['AI_PAIR_INVALID', 'AI_REQUIRED'])
        : ours.length === 0 && /GS1(?:missing|exclusive)AIs/.test(theirs)),
  },
  {
    reason: 'Digital Link URI Syntax 1.4: an AI occurs once in a link; bwip-js lets an equal value be repeated',
    applies: ({ ours, theirs }) => theirs === undefined && only(ours, ['DL_DUPLICATE_AI']),
  },
  {
    reason: 'Digital Link URI Syntax 1.4, grammar, queryStringDelim: a raw ";" ends a parameter; bwip-js takes it for data',
    applies: ({ text }) => /\?.*;/.test(text),
  },
  {
    reason: 'Digital Link URI Syntax 1.4, grammar, gtin: 14 digits; bwip-js fills shorter ones up',
    applies: ({ text, ours, theirs }) =>
      theirs === undefined && only(ours, ['AI_TOO_SHORT', 'DL_DUPLICATE_AI']) && /[/?&;]0[123][/=][0-9]{8,13}(?![0-9])/.test(text),
  },
];

function only(codes: readonly string[], allowed: readonly string[]): boolean {
  return codes.length > 0 && codes.every((code) => allowed.includes(code));
}

/** Every listed reason. */
export const KNOWN_DIFFERENCES: readonly string[] = REASONS.map(({ reason }) => reason);
