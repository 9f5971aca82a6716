import { describe, expect, it } from 'vitest';
import { type Checkpoint, checkpointText, parseNote, parseSignatureLine, parseVerifierKey } from '../../format/checkpoint.ts';
import { logSigner, type LogSigner, newLogKey, signCheckpoint } from '../../log/signing.ts';
import { witnessSigned } from '../../verify/ed25519.ts';
import { witnessSigner } from '../../witness/key.ts';
import { writeRequest } from '../../witness/request.ts';
import { compareCheckpoint } from './compare-checkpoint.ts';

const ORIGIN = 'packtrail/test';
const at = (blockNumber: number, digit = 'a'): Checkpoint => ({ origin: ORIGIN, size: 3 * blockNumber + 1, root: digit.repeat(64), blockNumber, blockHash: 'b'.repeat(64) });
const [known, stranger] = [logSigner(ORIGIN, newLogKey()), logSigner(ORIGIN, newLogKey())];
const signer = witnessSigner('pharmacy/node', newLogKey());
const keyOf = ({ vkey }: LogSigner) => parseVerifierKey(vkey) ?? expect.fail('no key');
const own = (number: number): string | null => (number <= 5 ? checkpointText(at(number)) : null);
const compare = (body: string) => compareCheckpoint(body, { own, origin: ORIGIN, logs: [keyOf(known)], signer, atSeconds: 1_700_000_000 });
const asking = (checkpoint: Checkpoint, by = known) => writeRequest({ oldSize: 0, proof: [], note: signCheckpoint(checkpoint, by) });

describe('a node that is shown a checkpoint', () => {
  it('cosigns what it came to by itself', async () => {
    const { body, contradicted, status } = compare(asking(at(4)));
    expect([status, contradicted]).toEqual([200, undefined]);
    const line = parseSignatureLine(body.trimEnd());
    expect(line && (await witnessSigned(checkpointText(at(4)), [line], parseVerifierKey(signer.vkey, 'witness') ?? expect.fail('no key')))).toBe(1_700_000_000);
  });
  it('cosigns an older one too: it has the whole log', () => {
    expect(compare(asking(at(0))).status).toBe(200);
  });
  it('contradicts another root, and names the block and the key', () => {
    expect(compare(asking(at(4, 'c')))).toMatchObject({ status: 422, contradicted: { block: 4, by: known.keyId } });
  });
  it('contradicts another block under the same root', () => {
    expect(compare(asking({ ...at(4), blockHash: 'd'.repeat(64) }))).toMatchObject({ status: 422, contradicted: { block: 4 } });
  });
  it('says nothing of a block that it has not read', () => {
    expect(compare(asking(at(6)))).toEqual({ status: 503, body: 'block 6 has not been read here\n' });
  });
  it('is not stopped by who is not known, whatever it shows', () => {
    for (const checkpoint of [at(4), at(4, 'c'), at(6)]) {
      const { contradicted, status } = compare(asking(checkpoint, stranger));
      expect([status, contradicted]).toEqual([403, undefined]);
    }
    // The name and number of a known key over the signature of another.
    const forged = signCheckpoint(at(4, 'c'), { ...stranger, keyId: known.keyId });
    const { contradicted, status } = compare(writeRequest({ oldSize: 0, proof: [], note: forged }));
    expect([status, contradicted]).toEqual([403, undefined]);
  });
  it('knows no other log, and what is no request', () => {
    const other = logSigner('packtrail/other', newLogKey());
    expect(compare(asking({ ...at(4), origin: other.origin }, other)).status).toBe(404);
    for (const body of ['', 'old 0\n\n', 'old 0\n\nnothing\n', signCheckpoint(at(4), known)]) expect(compare(body).status).toBe(400);
    expect(parseNote(signCheckpoint(at(4), known))).not.toHaveProperty('broken');
  });
});
