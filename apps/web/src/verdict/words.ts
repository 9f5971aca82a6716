import { IconCircleCheckFilled, IconHandStop, IconHelpCircle, IconOctagonMinusFilled, type Icon } from '@tabler/icons-react';
import { wordsOf } from '../words';

export type Verdict = 'MATCHES' | 'DO_NOT_USE' | 'CHECK_NEEDED' | 'COULD_NOT_ASK';
export type ScanPurpose = 'RECEIVE' | 'DISPENSE' | 'RETURN' | 'CHECK';

/** How each verdict looks; its words stand in `words/`. */
export const VERDICTS: Record<Verdict, { icon: Icon; color: string }> = {
  MATCHES: { icon: IconCircleCheckFilled, color: 'teal' },
  DO_NOT_USE: { icon: IconOctagonMinusFilled, color: 'red' },
  CHECK_NEEDED: { icon: IconHandStop, color: 'yellow' },
  COULD_NOT_ASK: { icon: IconHelpCircle, color: 'gray' },
};

/** The verdict in large. */
export const word = (verdict: Verdict): string => wordsOf('verdict')(`word.${verdict}`);

/** The same for lists and badges. */
export const short = (verdict: Verdict): string => wordsOf('verdict')(`short.${verdict}`);

/** The one instruction under the word, by what the user is about to do. */
export function instruction(verdict: Verdict, purpose: ScanPurpose): string {
  const t = wordsOf('verdict');
  return verdict === 'MATCHES' || verdict === 'DO_NOT_USE' ? t(`instruction.${verdict}.${purpose}`) : t(`instruction.${verdict}`);
}

export const PURPOSES: readonly ScanPurpose[] = ['CHECK', 'RECEIVE', 'DISPENSE', 'RETURN'];
