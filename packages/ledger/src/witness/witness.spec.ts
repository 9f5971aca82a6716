import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../format/bytes.ts';
import { type NoteKey, parseVerifierKey } from '../format/checkpoint.ts';
import { type LogSigner, logSigner, newLogKey, signCheckpoint, signHandover } from '../log/signing.ts';
import { consistencyPath, Frontier, leafHash } from '../log/tree.ts';
import { verifyCheckpoint } from '../verify/checkpoint.ts';
import { addCheckpoint, askWitness, REQUEST_BYTES_MAX, serveWitness, StateFile, type WitnessState, witnessSigner, writeRequest } from './index.ts';

const NAME = 'packtrail/witnessed';
const signer = logSigner(NAME, newLogKey());
const witness = witnessSigner('witness.example', newLogKey());
const NOW = 1_795_348_800;

/** A log of these entries, one to a block: its checkpoint at any size, and the proof between two. */
class ALog {
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #roots: string[] = [];

  constructor(
    readonly entries: readonly string[],
    readonly keys: LogSigner = signer,
  ) {
    const frontier = new Frontier();
    for (const entry of entries) {
      for (const { hash, height, position } of frontier.append(leafHash(utf8(entry)))) this.#nodes.set(`${height}/${position}`, hash);
      this.#roots.push(frontier.root());
    }
  }

  head = (size: number) => ({ origin: this.keys.origin, size, root: this.#roots[size - 1] as string, blockNumber: size - 1, blockHash: this.#roots[size - 1] as string });
  note = (size = this.entries.length): string => signCheckpoint(this.head(size), this.keys);
  checkpoint = (): Promise<string> => Promise.resolve(this.note());
  consistency = (older: number) => {
    const size = this.entries.length;
    return Promise.resolve(older > size ? null : { older, size, path: this.proof(older, size), checkpoint: this.note() });
  };
  proof = (from: number, to: number): string[] => consistencyPath(from, to, (height, position) => this.#nodes.get(`${height}/${position}`) as Uint8Array);
  ask = (from: number, to: number): string => writeRequest({ oldSize: from, proof: from === 0 ? [] : this.proof(from, to), note: this.note(to) });
}

const keyOf = (vkey: string): NoteKey => parseVerifierKey(vkey) as NoteKey;
const powers = { logs: [keyOf(signer.vkey)], signer: witness, atSeconds: NOW };
const numbered = (count: number, name = 'entry') => Array.from({ length: count }, (_, i) => `${name} ${i}`);
const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b) + 1]);
/** The state of a witness that has cosigned this log at that size. */
const having = (log: ALog, size: number): WitnessState => addCheckpoint({}, log.ask(0, size), powers).state as WitnessState;

describe('a witness', () => {
  it('cosigns every checkpoint that goes on from the last one that it cosigned, with its time', async () => {
    const log = new ALog(numbered(61));
    await fc.assert(
      fc.asyncProperty(sizes, async ([older, newer]) => {
        const { body, state, status } = addCheckpoint(having(log, older), log.ask(older, newer), powers);
        expect(status).toBe(200);
        expect(state?.[NAME]).toBe(log.note(newer) + body);
        const checked = await verifyCheckpoint(log.note(newer) + body, signer.vkey, { witnesses: [witness.vkey], witnessesNeeded: 1 });
        expect(checked).toMatchObject({ good: true, cosigned: [{ name: 'witness.example', atSeconds: NOW }] });
      }),
      { numRuns: 40 },
    );
  });
  it('refuses a fork, with any proof that the log can make: of two views it cosigns one', () => {
    const log = new ALog(numbered(61));
    fc.assert(
      fc.property(sizes, fc.nat(), ([older, newer], at) => {
        const other = new ALog(log.entries.with(at % older, 'another'));
        const state = having(log, older);
        for (const from of [0, older]) {
          const answer = addCheckpoint(state, other.ask(from, newer), powers);
          expect([409, 422]).toContain(answer.status);
          expect(answer.state).toBeUndefined();
        }
        const mixed = addCheckpoint(state, writeRequest({ oldSize: older, proof: log.proof(older, newer), note: other.note(newer) }), powers);
        expect(mixed.status).toBe(422);
        // The same size under another root: told by the size that it knows.
        expect(addCheckpoint(state, writeRequest({ oldSize: older, proof: [], note: other.note(older) }), powers)).toEqual({ status: 409, body: `${older}\n` });
      }),
      { numRuns: 60 },
    );
  });
  it('refuses the same log with another block under it, at the same size', () => {
    const log = new ALog(numbered(5));
    const twin = signCheckpoint({ ...log.head(5), blockHash: 'a'.repeat(64) }, signer);
    expect(addCheckpoint(having(log, 5), writeRequest({ oldSize: 5, proof: [], note: twin }), powers).status).toBe(409);
    const earlier = signCheckpoint({ ...log.head(5), blockNumber: 2 }, signer);
    expect(addCheckpoint(having(log, 4), writeRequest({ oldSize: 4, proof: log.proof(4, 5), note: earlier }), powers).status).toBe(422);
    expect(addCheckpoint(having(log, 5), log.ask(5, 5), powers).status).toBe(200);
  });
  it('refuses a rollback: a log that got shorter, whatever it says of its old size', () => {
    const log = new ALog(numbered(61));
    fc.assert(
      fc.property(sizes, ([older, newer]) => {
        const state = having(log, newer);
        for (const from of [0, 1, older]) expect(addCheckpoint(state, log.ask(from, older), powers)).toEqual({ status: 409, body: `${newer}\n` });
        expect(addCheckpoint(state, writeRequest({ oldSize: newer, proof: [], note: log.note(older) }), powers).status).toBe(400);
      }),
    );
  });
  it('refuses a proof of which any step was changed, left out or added', () => {
    const log = new ALog(numbered(61));
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom('changed', 'left out', 'added'), ([older, newer], pick, how) => {
        const proof = log.proof(older, newer);
        const at = pick % Math.max(proof.length, 1);
        const other = how === 'added' ? proof.toSpliced(at, 0, 'c'.repeat(64)) : how === 'left out' ? proof.toSpliced(at, 1) : proof.with(at, 'd'.repeat(64));
        expect(addCheckpoint(having(log, older), writeRequest({ oldSize: older, proof: other, note: log.note(newer) }), powers).status).toBe(422);
      }),
    );
  });
  it('refuses another log, another key under the same name, and what is no request', () => {
    const stranger = new ALog(numbered(3), logSigner('packtrail/another', newLogKey()));
    const forged = new ALog(numbered(3), logSigner(NAME, newLogKey()));
    const log = new ALog(numbered(3));
    expect(addCheckpoint({}, stranger.ask(0, 3), powers).status).toBe(404);
    expect(addCheckpoint({}, forged.ask(0, 3), powers).status).toBe(403);
    expect(addCheckpoint({}, log.ask(0, 3).replace('\n3\n', '\n4\n'), powers).status).toBe(403);
    for (const body of ['', 'old 0', 'old 0\n\n', `old 00\n\n${log.note()}`, `old 0\nAAAA\n\n${log.note()}`, `old -1\n\n${log.note()}`, `old 0\n${'A'.repeat(43)}=\n\n`]) {
      expect(addCheckpoint({}, body, powers).status).toBe(400);
    }
    expect(addCheckpoint({}, writeRequest({ oldSize: 0, proof: ['0'.repeat(64)], note: log.note() }), powers).status).toBe(422);
  });
  it('never cosigns what contradicts what it cosigned before, in any order of requests from two views', () => {
    const views = [new ALog(numbered(20)), new ALog([...numbered(8), ...numbered(12, 'other')])] as const;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 20 }), fc.integer({ min: 1, max: 20 })), { maxLength: 40 }), (requests) => {
        let state: WitnessState = {};
        const cosigned = new Set<string>();
        for (const [view, from, to] of requests) {
          const log = views[view] as ALog;
          const answer = addCheckpoint(state, log.ask(Math.min(from, to), to), powers);
          if (answer.status === 200) cosigned.add(log.note(to));
          state = answer.state ?? state;
        }
        const beyond = views.map((log) => [...cosigned].some((note) => Array.from({ length: 12 }, (_, i) => log.note(9 + i)).includes(note)));
        expect(beyond).not.toEqual([true, true]);
      }),
    );
  });
  it('follows a log to its new key when its operator trusts that key too', () => {
    const later = logSigner(NAME, newLogKey());
    const log = new ALog(numbered(9));
    const handover = signHandover(log.head(6), { from: signer, to: later });
    const afterwards = signCheckpoint(log.head(9), later);
    const both = { ...powers, logs: [keyOf(signer.vkey), keyOf(later.vkey)] };
    const state = addCheckpoint(having(log, 4), writeRequest({ oldSize: 4, proof: log.proof(4, 6), note: handover }), both).state as WitnessState;
    const request = writeRequest({ oldSize: 6, proof: log.proof(6, 9), note: afterwards });
    expect(addCheckpoint(state, request, powers).status).toBe(403);
    expect(addCheckpoint(state, request, both).status).toBe(200);
  });
});

describe('a log that takes a new key in a block without entries', () => {
  const [later, other] = [logSigner(NAME, newLogKey()), logSigner(NAME, newLogKey())];
  const trusting = { ...powers, logs: [signer, later, other].map(({ vkey }) => keyOf(vkey)) };
  const log = new ALog(numbered(6));
  const handOverTo = (to: LogSigner, blockNumber: number) => writeRequest({ oldSize: 6, proof: [], note: signHandover({ ...log.head(6), blockNumber, blockHash: 'b'.repeat(64) }, { from: signer, to }) });
  const { blockNumber } = log.head(6);
  it('is cosigned at the same size and root in a later block', () => {
    expect(addCheckpoint(having(log, 6), handOverTo(later, blockNumber + 1), trusting).status).toBe(200);
  });
  it('is not cosigned at another key in that block, nor in an earlier one', () => {
    const state = addCheckpoint(having(log, 6), handOverTo(later, blockNumber + 1), trusting).state as WitnessState;
    for (const block of [blockNumber, blockNumber + 1]) expect(addCheckpoint(state, handOverTo(other, block), trusting)).toMatchObject({ status: 409, body: '6\n' });
    expect(addCheckpoint(having(log, 6), handOverTo(later, blockNumber), trusting).status).toBe(409);
  });
});

describe('the server of a witness', () => {
  let folder: string;
  const ends: (() => Promise<void>)[] = [];
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'packtrail-witness-'))));
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    rmSync(folder, { recursive: true });
  });
  const serve = async () => {
    const store = await StateFile.open(folder, witness.vkey);
    const served = await serveWitness({ store, signer: witness, logs: powers.logs, clock: () => NOW * 1000 });
    ends.push(served.close);
    return { ...served, address: { url: served.url, vkey: witness.vkey } };
  };
  const restart = async () => {
    await ends.pop()?.();
    return serve();
  };

  it('cosigns for a log that asks it, also when the log has forgotten which size it knows', async () => {
    const { address } = await serve();
    const log = new ALog(numbered(12));
    expect(await askWitness(new ALog(numbered(5)), address)).toMatchObject({ kind: 'cosigned', size: 5 });
    for (const knownSize of [3, 0, 99]) expect(await askWitness(log, address, { knownSize })).toMatchObject({ kind: 'cosigned', size: 12 });
    const answer = await askWitness(log, address);
    expect(answer).toMatchObject({ kind: 'cosigned', size: 12, atSeconds: NOW });
    const note = answer.kind === 'cosigned' ? answer.note : '';
    expect(await verifyCheckpoint(note, signer.vkey, { witnesses: [witness.vkey], witnessesNeeded: 1 })).toMatchObject({ good: true });
    expect(await verifyCheckpoint(log.note(), signer.vkey, { witnesses: [witness.vkey], witnessesNeeded: 1 })).toMatchObject({ good: false });
    expect(await verifyCheckpoint(note.replace(/.(?=.{6}==?\n$)/, (sign) => (sign === 'A' ? 'B' : 'A')), signer.vkey, { witnesses: [witness.vkey] })).toMatchObject({ good: false });
  });
  it('remembers over a restart: the fork and the rollback are refused then too', async () => {
    const log = new ALog(numbered(12));
    await askWitness(log, (await serve()).address);
    const { address } = await restart();
    expect(await askWitness(new ALog(numbered(11)), address)).toMatchObject({ kind: 'contradicted', size: 12 });
    expect(await askWitness(new ALog(numbered(12, 'other')), address)).toMatchObject({ kind: 'contradicted', size: 12 });
    expect(await askWitness(new ALog(numbered(20, 'other')), address)).toMatchObject({ kind: 'contradicted', size: 12 });
    expect(await askWitness(new ALog(numbered(20)), address)).toMatchObject({ kind: 'cosigned', size: 20 });
  });
  it('answers a whole request from disk: what it has answered is what it has kept', async () => {
    const { address } = await serve();
    const answer = await askWitness(new ALog(numbered(7)), address);
    expect(Object.values(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as object)).toEqual([answer.kind === 'cosigned' ? answer.note : '']);
  });
  it('lets two views that race for it win once', async () => {
    const { address } = await serve();
    await askWitness(new ALog(numbered(4)), address);
    const views = [new ALog(numbered(9)), new ALog([...numbered(4), ...numbered(5, 'other')])];
    const answers = await Promise.all(views.map((log) => askWitness(log, address, { knownSize: 4 })));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['contradicted', 'cosigned']);
  });
  it('does not start from a state that is not its own, nor beside another process', async () => {
    await askWitness(new ALog(numbered(4)), (await serve()).address);
    await expect(StateFile.open(folder, witness.vkey)).rejects.toThrow('another witness');
    await ends.pop()?.();
    const kept = readFileSync(join(folder, 'state.json'), 'utf8');
    for (const other of [kept.slice(0, -3), kept.replace('\\n4\\n', '\\n3\\n'), '[""]', 'null']) {
      writeFileSync(join(folder, 'state.json'), other);
      await expect(StateFile.open(folder, witness.vkey)).rejects.toThrow();
    }
    writeFileSync(join(folder, 'state.json'), kept);
    writeFileSync(join(folder, 'witness.lock'), '999999999');
    await serve();
  });
  it('reads no more of a request than one can have, and nothing but add-checkpoint', async () => {
    const { url } = await serve();
    const long = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(REQUEST_BYTES_MAX + 1) });
    expect(long.status).toBe(413);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/`, { method: 'POST', body: '' })).status).toBe(404);
    expect(await askWitness(new ALog(numbered(2)), { url: 'http://127.0.0.1:1', vkey: witness.vkey })).toMatchObject({ kind: 'unreachable' });
  });
});
