import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRefusal } from './document-refusal.ts';
import { JSON_LIMITS, JsonStream, type JsonValue } from './json-stream.ts';

interface Read {
  readonly items: JsonValue[];
  readonly root: JsonValue | undefined;
  readonly refusal: DocumentRefusal | null;
}

function read(pieces: readonly string[], list = '/body/list'): Read {
  const items: JsonValue[] = [];
  let root: JsonValue | undefined;
  const stream = new JsonStream({ isList: (pointer) => pointer === list, item: (item) => items.push(item), root: (value) => (root = value) });
  let refusal: DocumentRefusal | null = null;
  for (const piece of pieces) refusal ??= stream.write(piece);
  return { items, refusal: refusal ?? stream.end(), root };
}

/** No member twice, and none that is refused. */
const json = fc.jsonValue({ maxDepth: 5, noUnicodeString: false }).filter((value) => !/__proto__|\\u0000|\\u[dD][89a-fA-F]/.test(JSON.stringify(value)));

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...[...cuts].map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((to, i) => text.slice(places[i], to));
}

describe('JSON read piece by piece', () => {
  it('is what JSON.parse reads, however it arrives', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), fc.array(fc.nat(), { maxLength: 30 }), (value, indent, cuts) => {
        const text = JSON.stringify(value, null, indent);
        const { refusal, root } = read(cutAt(text, cuts), '/none');
        expect(refusal).toBeNull();
        expect(root?.value).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the items of its list one by one, and the rest without them', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 8 }), json, fc.array(fc.nat(), { maxLength: 30 }), (list, other, cuts) => {
        const { items, refusal, root } = read(cutAt(JSON.stringify({ before: other, body: { list, more: 1 }, after: other }, null, 1), cuts));
        expect(refusal).toBeNull();
        expect(items.map(({ path, value }) => [path, value])).toEqual(list.map((value, index) => [`/body/list/${index}`, JSON.parse(JSON.stringify(value)) as unknown]));
        expect(root?.value).toEqual(JSON.parse(JSON.stringify({ before: other, body: { list: [], more: 1 }, after: other })));
      }),
      { numRuns: 300 },
    );
  });

  it('knows the line of everything in it', () => {
    const text = '{\n "body": {"list": [\n  {"a": 1,\n   "b/c": [true,\n\n    {"~": 5}]}\n ]},\n "last": "x"}';
    const { items, root } = read([text]);
    const [item] = items;
    expect([item?.line, ...['/a', '/b~1c', '/b~1c/0', '/b~1c/1', '/b~1c/1/~0', '/none'].map((pointer) => item?.lineOf(`/body/list/0${pointer}`))]).toEqual([3, 3, 4, 4, 6, 6, 3]);
    expect([root?.lineOf('/body'), root?.lineOf('/last')]).toEqual([2, 8]);
  });

  const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  it.each([
    ['a member twice', '{"a":1,\n"b":{"c":1,"c":2}}', 'JSON_DUPLICATE_MEMBER', 2, '/b/c'],
    ['a member twice, once with an escape', '{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_MEMBER', 1, '/a'],
    ['the prototype', '{"__proto__":{"x":1}}', 'JSON_MEMBER_FORBIDDEN', 1, '/'],
    ['the prototype in disguise', '{"\\u005f_proto__":1}', 'JSON_MEMBER_FORBIDDEN', 1, '/'],
    ['half a pair of surrogates', '["\\ud83d"]', 'JSON_CHARACTER', 1, '/0'],
    ['the second half first', '["\\ude00\\ud83d"]', 'JSON_CHARACTER', 1, '/0'],
    ['U+0000', '["a\\u0000"]', 'JSON_CHARACTER', 1, '/0'],
    ['a number without end', `[${'1'.repeat(5_000)}]`, 'JSON_NUMBER', 1, '/0'],
    ['a number beyond all', '[1e999]', 'JSON_NUMBER', 1, '/0'],
    ['a text without end', `["${'x'.repeat(50_000)}`, 'JSON_TEXT_TOO_LONG', 1, '/0'],
    ['lists without end', '['.repeat(100_000), 'JSON_TOO_DEEP', 1, '/0'.repeat(JSON_LIMITS.depth)],
    ['more members than anyone has', `{${Array.from({ length: JSON_LIMITS.members + 1 }, (_, i) => `"${i}":0`).join()}}`, 'JSON_TOO_MANY_MEMBERS', 1, `/${JSON_LIMITS.members - 1}`],
    ['more values than are counted', `[${'0,'.repeat(JSON_LIMITS.values + 1)}0]`, 'JSON_TOO_MANY_VALUES', 1, `/${JSON_LIMITS.values - 1}`],
    ['a break in a text', '["a\nb"]', 'MALFORMED_JSON', 1, '/0'],
    ['an escape of its own', '["\\x41"]', 'MALFORMED_JSON', 1, '/0'],
    ['a comma too many', '[1,]', 'MALFORMED_JSON', 1, '/1'],
    ['a comma too many in an object', '{"a":1,}', 'MALFORMED_JSON', 1, '/a'],
    ['no comma', '[1\n2]', 'MALFORMED_JSON', 2, '/1'],
    ['no colon', '{"a" 1}', 'MALFORMED_JSON', 1, '/a'],
    ['a name without quotes', '{a:1}', 'MALFORMED_JSON', 1, '/'],
    ['a number with a zero before it', '[01]', 'MALFORMED_JSON', 1, '/0'],
    ['a word of JavaScript', '[NaN]', 'MALFORMED_JSON', 1, '/0'],
    ['the wrong bracket', '[1}', 'MALFORMED_JSON', 1, '/1'],
    ['something behind it', '{} {}', 'MALFORMED_JSON', 1, ''],
    ['nothing', ' \n', 'MALFORMED_JSON', 2, ''],
    ['no end', '{"a":[1', 'MALFORMED_JSON', 1, '/a/1'],
  ])('with %s is refused with its place', (_, text, rule, line, path) => {
    for (const pieces of [[text], text.length < 100 ? [...text] : [text.slice(0, 60), text.slice(60)]]) expect(read(pieces, '/none').refusal).toMatchObject({ rule, line, path });
  });

  it('has few values in an item, but in what may be long', () => {
    const list = (name: string): string => `{"body":{"list":[{"a":1},{"${name}":[${'0,'.repeat(JSON_LIMITS.others)}0]}]}}`;
    const [stream, other] = [0, 1].map(() => new JsonStream({ isList: (pointer) => pointer === '/body/list', isLong: (name) => name === 'epcList', item: () => {}, root: () => {} })) as [JsonStream, JsonStream];
    expect(stream.write(list('epcList')) ?? stream.end()).toBeNull();
    expect(other.write(list('other'))).toMatchObject({ rule: 'JSON_TOO_MANY_VALUES', path: `/body/list/1/other/${JSON_LIMITS.others - 1}` });
  });

  it('may be as deep as the limit, and has members called like those of every object', () => {
    expect(read([deep(JSON_LIMITS.depth)], '/none').refusal).toBeNull();
    expect(read(['{"constructor":1,"toString":{"valueOf":2}}'], '/none').root?.value).toEqual(JSON.parse('{"constructor":1,"toString":{"valueOf":2}}'));
  });

  it('says what is wrong once, and takes no more', () => {
    const stream = new JsonStream({ isList: () => false, item: () => {}, root: () => {} });
    const refusal = stream.write('[}');
    expect(refusal).toMatchObject({ rule: 'MALFORMED_JSON' });
    expect(stream.write('[]')).toBe(refusal);
    expect(stream.end()).toBe(refusal);
  });
});
