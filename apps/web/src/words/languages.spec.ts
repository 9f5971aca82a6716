import { describe, expect, it } from 'vitest';
import { withMany } from '.';
import { en } from './en';
import { es } from './es';

type Words = { readonly [key: string]: string | Words };

describe('the words of another language', () => {
  it('fill in and place what the English do, so that no name or number is lost on the way', () => {
    const wrong = lines(es).flatMap(([key, text]) => {
      const said = places(text);
      const asked = places(english.get(key) ?? '');
      return said === asked ? [] : [`${key}: ${said} instead of ${asked}`];
    });
    expect(wrong).toEqual([]);
  });
});

const english = new Map(lines(en));

function lines(words: Words, at = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${at}${key}`, value]] : lines(value, `${at}${key}.`),
  );
}

function places(text: string): string {
  return [...new Set(text.match(/\{\{\w+\}\}|<\w+>/g))].sort().join(' ');
}

it('Spanish has words for whole millions, which it counts apart', () => {
  expect(withMany({ pages: { found_one: '{{count}} envase', found_other: '{{count}} envases' } })).toEqual({
    pages: { found_one: '{{count}} envase', found_other: '{{count}} envases', found_many: '{{count}} envases' },
  });
});
