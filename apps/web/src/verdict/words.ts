import { IconCircleCheckFilled, IconHandStop, IconHelpCircle, IconOctagonMinusFilled, type Icon } from '@tabler/icons-react';

export type Verdict = 'MATCHES' | 'DO_NOT_USE' | 'CHECK_NEEDED' | 'COULD_NOT_ASK';
export type ScanPurpose = 'RECEIVE' | 'DISPENSE' | 'RETURN' | 'CHECK';

interface VerdictWords {
  word: string;
  /** For lists and badges. */
  short: string;
  icon: Icon;
  color: string;
}

/**
 * What each verdict is called. It speaks of the record and of what to do, never of the medicine itself:
 * a matching record does not prove the contents.
 */
export const VERDICTS: Record<Verdict, VerdictWords> = {
  MATCHES: { word: 'Matches the record', short: 'Matches', icon: IconCircleCheckFilled, color: 'teal' },
  DO_NOT_USE: { word: 'Do not use', short: 'Do not use', icon: IconOctagonMinusFilled, color: 'red' },
  CHECK_NEEDED: { word: 'Put aside: check needed', short: 'Check needed', icon: IconHandStop, color: 'yellow' },
  COULD_NOT_ASK: { word: 'No answer; not a finding', short: 'No answer', icon: IconHelpCircle, color: 'gray' },
};

/** The one instruction under the word, by what the user is about to do. */
export function instruction(verdict: Verdict, purpose: ScanPurpose): string {
  switch (verdict) {
    case 'MATCHES':
      return {
        CHECK: 'The record knows it as printed, and nothing speaks against it.',
        RECEIVE: 'You may put it into stock.',
        DISPENSE: 'The record has nothing against dispensing it.',
        RETURN: 'The record has nothing against taking it back.',
      }[purpose];
    case 'DO_NOT_USE':
      return {
        CHECK: 'Quarantine it.',
        RECEIVE: 'Do not put into stock: quarantine.',
        DISPENSE: 'Do not dispense: quarantine.',
        RETURN: 'Do not put back into stock: quarantine.',
      }[purpose];
    case 'CHECK_NEEDED':
      return 'Keep it apart until the point below is settled.';
    case 'COULD_NOT_ASK':
      return 'Nothing was found for or against it. Scan again; until then treat it as unchecked.';
  }
}

export const PURPOSES: { value: ScanPurpose; label: string }[] = [
  { value: 'CHECK', label: 'Check' },
  { value: 'RECEIVE', label: 'Receive' },
  { value: 'DISPENSE', label: 'Dispense' },
  { value: 'RETURN', label: 'Return' },
];
