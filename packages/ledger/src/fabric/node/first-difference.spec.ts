import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointOf, firstDifference } from './first-difference.ts';

/** A log of so many blocks that goes another way from block `from` on. */
const log = (blocks: number, from = Infinity) => (number: number): string | null => (number >= blocks ? null : `${number}${number >= from ? ' otherwise' : ''}`);

describe('the first block at which two logs differ', () => {
  it('is found, wherever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), async (from, more) => {
        const own = log(from + more);
        const other = log(from + more, from);
        expect(await firstDifference(from + more - 1, own, (number) => Promise.resolve(other(number)))).toBe(from);
      }),
    );
  });
  it('is found also where the other log is shorter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }), async (from, both, alone) => {
        const other = log(from + both, from);
        expect(await firstDifference(from + both + alone - 1, log(from + both + alone), (number) => Promise.resolve(other(number)))).toBe(from);
      }),
    );
  });
  it('is none where one log goes on from the other', async () => {
    expect(await firstDifference(99, log(100), (number) => Promise.resolve(log(40)(number)))).toBeNull();
    expect(await firstDifference(99, log(100), () => Promise.resolve(null))).toBeNull();
  });
  it('takes a score of questions in a million blocks', async () => {
    let asked = 0;
    await firstDifference(999_999, log(1_000_000), (number) => {
      asked += 1;
      return Promise.resolve(log(1_000_000, 123_456)(number));
    });
    expect(asked).toBeLessThanOrEqual(20);
  });
});

describe('the checkpoint of another node', () => {
  const answering = (status: number, body: string, asked: string[] = []) => ({
    fetch: ((url) => {
      asked.push(String(url));
      return Promise.resolve(new Response(body, { status }));
    }) as typeof globalThis.fetch,
  });
  it('is its text without the signatures', async () => {
    const asked: string[] = [];
    expect(await checkpointOf('http://127.0.0.1:1/node', 7, answering(200, 'origin\n7\n\n— line\n', asked))).toBe('origin\n7\n');
    expect(asked).toEqual(['http://127.0.0.1:1/node/blocks/7/checkpoint']);
  });
  it('is none where it has not read so far', async () => {
    expect(await checkpointOf('http://127.0.0.1:1', 7, answering(404, 'not here\n\n'))).toBeNull();
  });
});
