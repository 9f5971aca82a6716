import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuse, type RefusalCode, REFUSALS } from '../refusals.ts';
import { type No, noText, readNo } from './answer.ts';

const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' }));
const nos: fc.Arbitrary<No> = fc.oneof(
  fc.tuple(fc.constantFrom(...(Object.keys(REFUSALS) as RefusalCode[])), values).map(([code, filled]): No => ({ kind: 'refusal', refusal: refuse(code, filled) })),
  fc.stringMatching(/^[0-9a-f]{64}$/).map((txId): No => ({ kind: 'repeat', txId })),
  fc.constantFrom<No>({ kind: 'stale' }, { kind: 'begun' }),
);

describe('a no as the text of an error', () => {
  it('is read back as it was said, whatever words a peer puts before it', () => {
    fc.assert(fc.property(nos, fc.string().filter((words) => !words.includes('packtrail:')), (no, words) => void expect(readNo(words + noText(no))).toEqual(no)));
  });
  it('is the same text at every organisation, in whatever order its arguments come', () => {
    const [one, other] = [{ unit: 'u', container: 'c' }, { container: 'c', unit: 'u' }].map((filled) => noText({ kind: 'refusal', refusal: refuse('BAD_TREE', filled) }));
    expect(one).toBe(other);
  });
  it('is none in the words of anything else', () => {
    for (const text of ['', 'chaincode response 500, out of memory', 'packtrail:', 'packtrail:{', 'packtrail:null', 'packtrail:[]', 'packtrail:{"kind":"yes"}']) expect(readNo(text)).toBeNull();
  });
  it('is none where a part of it is missing, or the code is none of ours', () => {
    for (const said of [{ kind: 'repeat' }, { kind: 'repeat', txId: 1 }, { kind: 'refusal', code: 'ROLE_MAY_NOT' }, { kind: 'refusal', code: 'toString', arguments: {} }, { kind: 'refusal', code: 7, arguments: {} }]) {
      expect(readNo(`packtrail:${JSON.stringify(said)}`)).toBeNull();
    }
  });
  it('gives no sentence: the reader has its own', () => {
    expect(noText({ kind: 'refusal', refusal: refuse('ROLE_MAY_NOT', { roles: 'dispenser', command: 'commission' }) })).not.toContain('may not');
  });
});
