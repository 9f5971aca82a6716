import { describe, expect, it } from 'vitest';
import { compareEndorsements, compareOnce, type Endorsement } from './compare-endorsements.ts';

const writes = (...facts: [string, string][]): Endorsement => ({ kind: 'endorses', answer: '{}', writes: facts });
const says = (text: string): Endorsement => ({ kind: 'says', text });
const TRUE = writes(['lot/1', 'a'], ['lot/2', 'b']);
const atOnce = { times: 3, pauseMs: 0 };

describe('comparing what organisations come to', () => {
  it('names nobody where all come to the same', () => {
    expect(compareOnce(new Map([['A', TRUE], ['B', TRUE], ['C', TRUE], ['D', TRUE]]))).toEqual({ agreeing: ['A', 'B', 'C', 'D'], differing: [] });
  });
  it('names the one that writes something else, and the first fact at which it does', () => {
    const { agreeing, differing } = compareOnce(new Map([['A', writes(['lot/1', 'a'], ['lot/2', 'c'])], ['B', TRUE], ['C', TRUE], ['D', TRUE]]));
    expect(agreeing).toEqual(['B', 'C', 'D']);
    expect(differing).toEqual([{ mspId: 'A', said: 'writes to lot/2 c', others: 'write to lot/2 b' }]);
  });
  it('tells of a fact that it leaves out, or that it alone writes', () => {
    const differing = (of: Endorsement) => compareOnce(new Map([['A', of], ['B', TRUE], ['C', TRUE]])).differing;
    expect(differing(writes(['lot/1', 'a']))).toEqual([{ mspId: 'A', said: 'writes nothing to lot/2', others: 'write to lot/2 b' }]);
    expect(differing(writes(['lot/1', 'a'], ['lot/2', 'b'], ['lot/3', 'c']))).toEqual([{ mspId: 'A', said: 'writes to lot/3 c', others: 'write nothing to lot/3' }]);
  });
  it('tells of another answer over the same writes, and of a no where the others endorse', () => {
    const differing = (of: Endorsement) => compareOnce(new Map([['A', of], ['B', TRUE], ['C', TRUE]])).differing;
    expect(differing({ ...TRUE, answer: '[]' } as Endorsement)).toEqual([{ mspId: 'A', said: 'answers []', others: 'answer {}' }]);
    expect(differing(says('no'))).toEqual([{ mspId: 'A', said: 'no', others: 'endorses 2 writes, the first to lot/1' }]);
  });
  it('names nobody without a majority of all organisations, those that are away counted', () => {
    expect(compareOnce(new Map([['A', TRUE], ['B', TRUE], ['C', says('no')], ['D', says('no')]]))).toEqual({ agreeing: [], differing: [] });
    expect(compareOnce(new Map<string, Endorsement | null>([['A', TRUE], ['B', TRUE], ['C', says('no')], ['D', null]]))).toEqual({ agreeing: [], differing: [] });
    expect(compareOnce(new Map<string, Endorsement | null>([['A', TRUE], ['B', TRUE], ['C', TRUE], ['D', null]]))).toEqual({ agreeing: ['A', 'B', 'C'], differing: [] });
  });
  it('does not accuse a peer that lags and catches up', async () => {
    const answers: Record<string, Endorsement[]> = { A: [says('not there yet'), TRUE] };
    const found = await compareEndorsements(['A', 'B', 'C'], (mspId) => Promise.resolve(answers[mspId]?.shift() ?? TRUE), atOnce);
    expect(found).toEqual({ agreeing: ['A', 'B', 'C'], differing: [] });
  });
  it('does not accuse peers that lag in turn', async () => {
    let asked = 0;
    const found = await compareEndorsements(['A', 'B', 'C', 'D'], (mspId) => {
      const behind = asked < 4 ? 'A' : 'B';
      asked += 1;
      return Promise.resolve(mspId === behind ? says('not there yet') : TRUE);
    }, atOnce);
    expect(found.differing).toEqual([]);
  });
  it('accuses who differs each time that it is asked, and asks no more often than told', async () => {
    let asked = 0;
    const found = await compareEndorsements(['A', 'B', 'C'], (mspId) => {
      asked += 1;
      return Promise.resolve(mspId === 'C' ? says('no') : TRUE);
    }, atOnce);
    expect(found.differing.map(({ mspId }) => mspId)).toEqual(['C']);
    expect(asked).toBe(9);
  });
  it('cuts what is too long to be shown', () => {
    const [found] = compareOnce(new Map([['A', says('x'.repeat(5_000))], ['B', TRUE], ['C', TRUE]])).differing;
    expect(found?.said.length).toBeLessThan(700);
  });
});
