import { aiEntry } from '../ai/lookup.ts';
import type { AiValue } from '../ai/message.ts';
import { drawn, oneOf, type Chance } from './chance.ts';

/** A Digital Link over some fields, put together by chance: mostly as the standard wants it, at times with parts swapped, doubled, renamed or raw. */
export function randomLink(chance: Chance, fields: readonly AiValue[]): string {
  const key = fields.find(({ ai }) => aiEntry(ai)?.qualifiers !== undefined);
  const sequence = key === undefined ? [] : oneOf(chance, aiEntry(key.ai)?.qualifiers ?? [[]]);
  const qualifiers = sequence.flatMap((name) => fields.filter(({ ai }) => ai === name));
  if (qualifiers.length > 1 && chance() < 0.1) qualifiers.reverse();
  const rest = fields.filter((field) => field !== key && !qualifiers.includes(field));
  if (rest.length > 0 && chance() < 0.04) rest.push(oneOf(chance, rest));
  if (chance() < 0.03) rest.push({ ai: oneOf(chance, ['0500', '999', '7', '12345']), value: '1' });
  const stem = oneOf(chance, [
    'https://id.gs1.org',
    'https://id.gs1.org',
    'http://example.com/some/path',
    'https://shop.example:8443',
    'https://a/01',
  ]);
  const path = [...(key === undefined ? [] : [key]), ...qualifiers].map(({ ai, value }) => `/${ai}/${encoded(chance, value)}`).join('');
  const query = rest.map(({ ai, value }) => `${ai}=${encoded(chance, value)}`);
  if (chance() < 0.1) query.splice(drawn(chance, query.length + 1), 0, 'linkType=all');
  return `${stem}${path}${query.length > 0 ? `?${query.join('&')}` : ''}${chance() < 0.05 ? '#part' : ''}`;
}

function encoded(chance: Chance, value: string): string {
  const escaped = encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  // What a URI may hold raw in these places may come raw.
  return chance() < 0.3 ? escaped.replace(/%(?:21|27|28|29|2A|2C|3A|3B)/g, decodeURIComponent) : escaped;
}
