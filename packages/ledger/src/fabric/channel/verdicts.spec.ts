import { StatusCode } from '@hyperledger/fabric-gateway';
import { describe, expect, it } from 'vitest';
import { Verdicts } from './verdicts.ts';

describe('verdicts over transactions', () => {
  const late: string[] = [];
  const verdicts = new Verdicts(() => late.push('late'));

  it('are told to who waits, also when the block was there before the wait', async () => {
    const one = verdicts.of('one');
    const two = verdicts.of('two');
    verdicts.tell([{ id: 'one', code: StatusCode.VALID }]);
    const waited = two.within(5_000);
    verdicts.tell([{ id: 'two', code: StatusCode.MVCC_READ_CONFLICT }]);
    expect([await one.within(5_000), await waited]).toEqual([StatusCode.VALID, StatusCode.MVCC_READ_CONFLICT]);
    expect(late).toEqual([]);
  });
  it('are null when no block came in time, and can be waited for again', async () => {
    const verdict = verdicts.of('three');
    expect(await verdict.within(1)).toBeNull();
    expect(late).toEqual(['late']);
    verdicts.tell([{ id: 'three', code: StatusCode.VALID }]);
    expect(await verdict.within(1)).toBe(StatusCode.VALID);
  });
  it('are those of the first of two with the same id', async () => {
    const verdict = verdicts.of('four');
    verdicts.tell([{ id: 'four', code: StatusCode.VALID }, { id: 'four', code: StatusCode.DUPLICATE_TXID }]);
    expect(await verdict.within(1)).toBe(StatusCode.VALID);
  });
  it('are told to nobody who no longer waits, and end a wait when there is nothing more to read', async () => {
    const forgotten = verdicts.of('five');
    forgotten.forget();
    verdicts.tell([{ id: 'five', code: StatusCode.VALID }]);
    expect(await forgotten.within(1)).toBeNull();
    const waited = verdicts.of('six').within(60_000);
    verdicts.end();
    expect(await waited).toBeNull();
  });
});
