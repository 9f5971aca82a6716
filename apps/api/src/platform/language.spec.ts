import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language that is answered in', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['en-US,en;q=0.9,es;q=0.8', 'en'],
    ['de,es;q=0.5,en;q=0.4', 'es'],
    ['fr-CA, de', 'en'],
    ['es;q=0, en;q=0.1', 'en'],
    ['en;q=0.2, es;q=0.7', 'es'],
    ['est', 'en'],
    [';;;,,q=', 'en'],
  ])('for %j is %s', (header, language) => expect(languageOf(header)).toBe(language));
});
