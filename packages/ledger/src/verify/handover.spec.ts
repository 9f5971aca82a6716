import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../format/checkpoint.ts';
import { type LogSigner, logSigner, newLogKey, signCheckpoint, signHandover } from '../log/signing.ts';
import { verifyCheckpoint } from './checkpoint.ts';

const NAME = 'packtrail/handing-over';
const keys = Array.from({ length: 5 }, () => logSigner(NAME, newLogKey()));
const keyAt = (i: number) => keys[i] as (typeof keys)[number];
const at = (blockNumber: number): Checkpoint => ({ origin: NAME, size: blockNumber + 1, root: 'a'.repeat(64), blockNumber, blockHash: blockNumber.toString(16).padStart(64, '0') });
/** The log takes its next key at blocks 10, 20, 30 and 40. */
const handovers = keys.slice(1).map((to, i) => signHandover(at(10 * (i + 1)), { from: keyAt(i), to }));

describe('a log that took new keys', () => {
  it('is followed from any of its keys to the one that signed, and how often is said', async () => {
    for (const [known, { vkey }] of keys.entries()) {
      expect(await verifyCheckpoint(signCheckpoint(at(50), keyAt(4)), vkey, { handovers })).toMatchObject({ good: true, handovers: 4 - known });
    }
  });
  it('is followed at the very block of the handover, which both keys sign', async () => {
    const [note = ''] = handovers;
    for (const [known, followed] of [[0, 1], [1, 0]] as const) {
      expect(await verifyCheckpoint(note, keyAt(known).vkey, { handovers: handovers.slice(0, 1) })).toMatchObject({ good: true, handovers: followed });
      expect(await verifyCheckpoint(note, keyAt(known).vkey)).toMatchObject({ good: true, handovers: 0 });
    }
  });
  it('is not followed without every handover in its order', async () => {
    const note = signCheckpoint(at(50), keyAt(4));
    const { vkey } = keyAt(0);
    await fc.assert(
      fc.asyncProperty(fc.subarray(handovers, { maxLength: 3 }), async (some) => {
        expect(await verifyCheckpoint(note, vkey, { handovers: some })).toMatchObject({ good: false });
      }),
      { numRuns: 15 },
    );
    expect(await verifyCheckpoint(note, vkey, { handovers: handovers.toReversed() })).toMatchObject({ good: false });
    expect(await verifyCheckpoint(note, vkey, { handovers: [...handovers, ...handovers.slice(-1)] })).toMatchObject({ good: false });
  });
  it('is not followed to a key that the key before did not sign, nor one that did not sign itself', async () => {
    const thief = logSigner(NAME, newLogKey());
    const stranger = logSigner(NAME, newLogKey());
    const note = signCheckpoint(at(50), thief);
    const naming = { ...at(10), nextKey: thief.vkey };
    const tries = [signHandover(at(10), { from: stranger, to: thief }), signCheckpoint(naming, thief), signCheckpoint(naming, keyAt(0)), handovers[0] ?? ''];
    for (const handover of tries) expect(await verifyCheckpoint(note, keyAt(0).vkey, { handovers: [handover] })).toMatchObject({ good: false });
  });
  it('is not taken over by whoever adds a line of his own key to a checkpoint that the log once signed', async () => {
    const thief = logSigner(NAME, newLogKey());
    const lineOf = (note: string) => note.split('\n\n')[1] ?? '';
    const added = (checkpoint: Checkpoint, { signedBy }: { signedBy: LogSigner }) => `${signCheckpoint(checkpoint, signedBy)}${lineOf(signCheckpoint(checkpoint, thief))}`;
    for (const handover of [added(at(10), { signedBy: keyAt(0) }), `${signCheckpoint({ ...at(10), nextKey: thief.vkey }, thief)}${lineOf(signCheckpoint(at(10), keyAt(0)))}`]) {
      expect(await verifyCheckpoint(signCheckpoint(at(50), thief), keyAt(0).vkey, { handovers: [handover] })).toMatchObject({ good: false });
    }
  });
  it('no longer believes the key before', async () => {
    expect(await verifyCheckpoint(signCheckpoint(at(50), keyAt(0)), keyAt(0).vkey, { handovers })).toMatchObject({ good: false });
    expect(await verifyCheckpoint(signCheckpoint(at(39), keyAt(4)), keyAt(0).vkey, { handovers })).toMatchObject({ good: false, why: 'the checkpoint is older than the last handover of the key' });
  });
  it('hands over to another key of its own name alone', () => {
    expect(() => signHandover(at(1), { from: keyAt(0), to: keyAt(0) })).toThrow();
    expect(() => signHandover(at(1), { from: keyAt(0), to: logSigner('packtrail/other', newLogKey()) })).toThrow();
  });
});
