import { wordsOf } from '../../words';

/** What a person can report by hand; the server has the rules. */
export const KINDS = ['PRODUCT_NO_DATA', 'DATA_NO_PRODUCT', 'MISALIGNMENT', 'OVER', 'SHORT', 'DAMAGED', 'PACKAGING'] as const;
export type Kind = (typeof KINDS)[number];

/** What one partner may ask of the other (Partnership for DSCSA Governance). */
const RESOLUTIONS = ['Send new data', 'Send product', 'Return product', 'Send back product', 'Credit account', 'Debit account'] as const;

/** The kinds to choose from, in the words of the trade. */
export const kindChoices = () => KINDS.map((value) => ({ value, label: kindName(value) }));

/** What a kind is called; the server names some that nobody reports by hand. */
export const kindName = (kind: Kind | 'GLN_ERROR' | 'GTIN_ERROR'): string => wordsOf('exceptions')(`kinds.${kind}`);

export const resolutionChoices = () =>
  RESOLUTIONS.map((value) => ({ value: value as string, label: resolutionName(value) }));

/** What is asked or offered, as people read it. A partner's own words stay as they are. */
export function resolutionName(asked: string): string {
  const known = RESOLUTIONS.find((each) => each === asked);
  return known ? wordsOf('exceptions')(`resolutions.${known}`) : asked;
}

export const isCounted = (kind: Kind): boolean => kind === 'OVER' || kind === 'SHORT';
