import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameTwice } from './name-twice.ts';

describe('a member name that stands twice', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['[{"b":{"c":"x","d":[1],"c":0}}]', 'c'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a\\"":1, "a\\"" : 2}', 'a"'],
  ])('is found in %s', (json, name) => {
    expect(nameTwice(json)).toBe(name);
  });
  it('is not found where values repeat, or other objects have the same names', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(nameTwice(JSON.stringify(JSON.parse(json)))).toBeNull();
      }),
    );
    expect(nameTwice('[{"a":"a"},{"a":["a","a"]},"a:"]')).toBeNull();
  });
});
