import { wordsOf } from '../words';

/** The next step after a refusal, by its code. The server's message says why; this says what to do. */
export function wayOut(code: string): string {
  const t = wordsOf('waysOut');
  return t(code as 'otherwise', { defaultValue: t('otherwise') });
}
