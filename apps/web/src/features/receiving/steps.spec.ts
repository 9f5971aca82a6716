import { describe, expect, it } from 'vitest';
import type { Settlement } from './settle';
import { isDone, planOf, receiptOf, stepsOf } from './steps';

const NOTHING: Settlement = { verified: [], inferred: [], missing: [], absent: [], extra: [], damaged: [], held: [], landing: [], packages: 0 };
const plan = (settlement: Partial<Settlement>, report = true) => ({ settlement: { ...NOTHING, ...settlement }, report });
const ids = (settlement: Partial<Settlement>, report = true) => stepsOf(plan(settlement, report)).map(({ id }) => id);

describe('what is recorded after the confirm', () => {
  it('is received before it is held, held once a reason, and told at the end', () => {
    const held = [
      { epc: 'a', why: 'RECALLED' },
      { epc: 'b', why: 'torn' },
      { epc: 'c', why: 'RECALLED' },
    ];
    expect(ids({ verified: ['t'], inferred: ['u'], held, extra: ['x'] })).toEqual(['verified', 'inferred', 'hold RECALLED', 'hold torn', 'report']);
  });
  it('is only the receipt where nothing is odd', () => expect(ids({ verified: ['t'] })).toEqual(['verified']));
  it('tells of what has not come only when that is wanted', () => {
    expect(ids({ verified: ['t'], absent: ['u'] }, true)).toEqual(['verified', 'report']);
    expect(ids({ verified: ['t'], absent: ['u'] }, false)).toEqual(['verified']);
    expect(receiptOf('verified', plan({ verified: ['t'], absent: ['u'] }, false), 0).absent).toEqual([]);
  });
});

it('a plan knows the id of each of its commands before the first is sent, and is done when all of them are', () => {
  let made = 0;
  const confirmed = planOf({ ...NOTHING, verified: ['t'], held: [{ epc: 'a', why: 'torn' }] }, true, () => `id-${(made += 1)}`);
  expect(confirmed.ids).toEqual({ verified: 'id-1', 'hold torn': 'id-2' });
  expect([[], ['verified'], ['verified', 'hold torn']].map((done) => isDone({ ...confirmed, done }))).toEqual([false, false, true]);
});

describe('of two receipts', () => {
  const both = plan({ verified: ['t'], inferred: ['u'], missing: [{ epc: 'm', from: 'u' }, { epc: 'n', from: 't' }], extra: ['x'], damaged: ['d'], absent: ['y'] });

  it('each names what is missing from its own containers', () => {
    expect(receiptOf('verified', both, 0).missing).toEqual(['n']);
    expect(receiptOf('inferred', both, 0).missing).toEqual(['m']);
  });
  it('the first alone tells what is odd, so that nothing is told twice', () => {
    expect(receiptOf('verified', both, 0)).toMatchObject({ units: ['t'], extra: ['x'], damaged: ['d'], absent: ['y'], completeness: 'VERIFIED', sampled: null });
    expect(receiptOf('inferred', both, 4)).toMatchObject({ units: ['u'], extra: [], damaged: [], absent: [], completeness: 'INFERRED', sampled: 4 });
  });
  it('a single one by inference tells it too', () => {
    expect(receiptOf('inferred', plan({ inferred: ['u'], extra: ['x'] }), 0)).toMatchObject({ extra: ['x'], sampled: null });
  });
});
