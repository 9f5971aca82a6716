import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { parseVerifierKey } from '../format/checkpoint.ts';
import { utf8 } from '../format/bytes.ts';
import { logSigner, newLogKey, signCheckpoint } from '../log/signing.ts';
import { consistencyPath, leafHash, levelsOf, rootOf } from '../log/tree.ts';
import { verifyCheckpoint } from '../verify/checkpoint.ts';
import { addCheckpoint, type WitnessState } from './add-checkpoint.ts';
import { askWitnesses, mergeNotes } from './ask-all.ts';
import { witnessSigner } from './key.ts';

const signer = logSigner('packtrail/asking', newLogKey());
const key = parseVerifierKey(signer.vkey) as NonNullable<ReturnType<typeof parseVerifierKey>>;

/** A log that has grown by an entry whenever one looks again. */
class GrowingLog {
  size = 3;

  #leaves = (size: number) => Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)));
  note = (size: number) => signCheckpoint({ origin: 'packtrail/asking', size, root: rootOf(this.#leaves(size)), blockNumber: size, blockHash: size.toString(16).padStart(64, '0') }, signer);
  checkpoint = () => Promise.resolve(this.note((this.size += 1)));
  consistency(older: number, size = this.size) {
    this.size += 1;
    const levels = levelsOf(this.#leaves(size));
    return Promise.resolve(older > size ? null : { older, size, path: consistencyPath(older, size, (height, position) => levels[height]?.[position] as Uint8Array), checkpoint: this.note(this.size) });
  }
}

describe('asking several witnesses', () => {
  const ends: (() => void)[] = [];
  afterAll(() => ends.forEach((end) => end()));
  const aWitness = async (name: string) => {
    const own = witnessSigner(name, newLogKey());
    let state: WitnessState = {};
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const answer = addCheckpoint(state, body, { logs: [key], signer: own, atSeconds: 1_795_000_000 });
        state = answer.state ?? state;
        response.writeHead(answer.status, { connection: 'close' }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, vkey: own.vkey, show: (body: WitnessState) => void (state = body), sign: own };
  };

  it('has them cosign one checkpoint, however the log grows meanwhile', async () => {
    const witnesses = await Promise.all(['one', 'two', 'three'].map(aWitness));
    const log = new GrowingLog();
    for (let round = 0; round < 3; round += 1) {
      const answers = await askWitnesses(log, witnesses.map(({ url, vkey }) => ({ url, vkey, knownSize: 0 })));
      const [note = '', ...more] = mergeNotes(answers.flatMap((answer) => (answer.kind === 'cosigned' ? [answer.note] : [])));
      expect(more).toEqual([]);
      expect(await verifyCheckpoint(note, signer.vkey, { witnesses: witnesses.map(({ vkey }) => vkey), witnessesNeeded: 3 })).toMatchObject({ good: true });
    }
  });
  it('takes it for no contradiction that one has seen more of the log by another process', async () => {
    const witness = await aWitness('ahead');
    const log = new GrowingLog();
    // It has cosigned 12 entries, and the log has come to them only when it is asked again.
    const shown = addCheckpoint({}, `old 0\n\n${log.note(12)}`, { logs: [key], signer: witness.sign, atSeconds: 1 });
    witness.show(shown.state as WitnessState);
    log.size = 9;
    expect(await askWitnesses(log, [{ url: witness.url, vkey: witness.vkey, knownSize: 0 }])).toMatchObject([{ kind: 'cosigned' }]);
  });
  it('takes it for one that stays', async () => {
    const witness = await aWitness('contradicting');
    const [log, rewritten] = [new GrowingLog(), new GrowingLog()];
    rewritten.note = (size) => signCheckpoint({ origin: 'packtrail/asking', size, root: 'a'.repeat(64), blockNumber: size, blockHash: 'b'.repeat(64) }, signer);
    await askWitnesses(log, [{ ...witness, knownSize: 0 }]);
    expect(await askWitnesses(rewritten, [{ ...witness, knownSize: 4 }])).toMatchObject([{ kind: 'contradicted' }]);
  });
});
