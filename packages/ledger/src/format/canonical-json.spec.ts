import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json, parseCanonicalJson } from './canonical-json.ts';

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('canonical JSON', () => {
  it('gives one text to one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é'] })).toBe('{"a":[true,null,"é"],"b":1}');
  });
  it('comes back from its text, and its text from it', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(parseCanonicalJson(text)).toEqual(JSON.parse(text));
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });
  it.each(['{"b":1,"a":2}', '{ "a":1}', '{"a":1,"a":1}', '[1.0]', '[01]', '["\\u0061"]', '{"a":1}\n', '', '[-0]', '[1e3]'])('refuses %j, which is nobody’s canonical text', (text) => {
    expect(parseCanonicalJson(text)).toBeNull();
  });
  it('refuses fractions, undefined and lone surrogates', () => {
    expect(() => canonicalJson(0.5)).toThrow();
    expect(() => canonicalJson({ a: undefined as unknown as Json })).toThrow();
    expect(() => canonicalJson('\ud800')).toThrow();
  });
});
