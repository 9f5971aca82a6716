import { wordsOf } from '../words';
import type { waysOut } from '../words/en/ways-out';

/** The next step after a refusal, by its code. The server's message says why; this says what to do. */
export function wayOut(code: string): string {
  // A code without words of its own takes those of any other.
  return wordsOf('waysOut')([code as keyof typeof waysOut, 'other']);

  const t = wordsOf('waysOut');
  return t(code as 'otherwise', { defaultValue: t('otherwise') });
}
