import { wordsOf } from '../../words';

/** What a person can report by hand; the server has the rules. */
export const KINDS = ['PRODUCT_NO_DATA', 'DATA_NO_PRODUCT', 'MISALIGNMENT', 'OVER', 'SHORT', 'DAMAGED', 'PACKAGING'] as const;
export type Kind = (typeof KINDS)[number];

/** What one partner may ask of the other (Partnership for DSCSA Governance). */
const RESOLUTIONS = ['Send new data', 'Send product', 'Return product', 'Send back product', 'Credit account', 'Debit account'] as const;

/** The kinds to choose from, in the words of the trade. */
export const kindChoices = () => KINDS.map((value) => ({ value, label: wordsOf('exceptions')(`kinds.${value}`) }));

export const resolutionChoices = () =>
  RESOLUTIONS.map((value) => ({ value: value as string, label: wordsOf('exceptions')(`resolutions.${value}`) }));

export const isCounted = (kind: Kind): boolean => kind === 'OVER' || kind === 'SHORT';
