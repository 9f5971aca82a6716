import { wordsOf } from '../../words';

/** The kinds of trading partner (DSCSA section 581; the regulator is ours). */
const KINDS = [
  'MANUFACTURER',
  'REPACKAGER',
  'WHOLESALE_DISTRIBUTOR',
  'THIRD_PARTY_LOGISTICS',
  'RETURNS_PROCESSOR',
  'DISPENSER',
  'REGULATOR',
] as const;
export type Kind = (typeof KINDS)[number];

/** The kinds to choose from, as people call them. */
export const kindChoices = (): { value: Kind; label: string }[] =>
  KINDS.map((value) => ({ value, label: wordsOf('operator')(`kinds.${value}`) }));
