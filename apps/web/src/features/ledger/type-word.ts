import { stateWord } from '../../ui/state-badge';
import { wordsOf } from '../../words';

/** What a transaction does, in words; a type that this portal does not know is shown as it is called. */
export const typeWord = (type: string): string =>
  wordsOf('ledger')(`types.${type as 'ship'}`, { defaultValue: stateWord(type.replaceAll(/([a-z])([A-Z])/g, '$1 $2')) });
