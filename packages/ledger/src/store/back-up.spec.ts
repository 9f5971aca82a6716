import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Command, commandIdAt, CONTRACT_VERSION, newPartySigner, type SignedCommand, signCommand } from '../index.ts';
import { backUp } from './back-up.ts';
import { openEmbedded } from '../embedded/open-embedded.ts';
import { restore } from './restore.ts';
import { rotateKey } from './rotate-key.ts';
import { openDatabase } from './sqlite.ts';

const registrar = { id: 'a'.repeat(32), signer: newPartySigner() };
const clock = () => Date.parse('2026-11-26T12:00:00Z');

describe('the backup of a ledger', () => {
  let folder: string;
  let directory: string;
  let to: string;
  const open = (at = directory) => openEmbedded({ directory: at, clock, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  const registering = (origin: string, n: number): SignedCommand => {
    const body = { party: n.toString(16).padStart(32, '0'), keys: [{ spki: registrar.signer.spki, from: 0, until: null }], roles: ['dispenser'], msp: null, registration: '0'.repeat(64), historical: false };
    const command = { at: clock(), body, by: registrar.id, commandId: commandIdAt(clock()), contract: CONTRACT_VERSION, docs: [], key: registrar.signer.key, origin, type: 'registerParty' };
    return signCommand(command as unknown as Command, registrar.signer);
  };
  /** So many commands, one block each. */
  const write = async (from: number, count: number, at = directory): Promise<SignedCommand[]> => {
    const ledger = await open(at);
    const sent = Array.from({ length: count }, (_, i) => registering(ledger.origin, from + i));
    for (const each of sent) expect(await ledger.submit(each)).toMatchObject({ kind: 'receipt' });
    await ledger.close();
    return sent;
  };
  /** As a process that has ended leaves it: this one may keep files open until their statements are collected. */
  const leave = (): void => {
    const next = `${directory}+`;
    cpSync(directory, next, { recursive: true, filter: (name) => !name.endsWith('-shm') });
    directory = next;
  };
  /** Runs SQL on the file, and leaves it. */
  const forge = async (sql: string): Promise<void> => {
    const database = await openDatabase(join(directory, 'ledger.sqlite'));
    database.exec(sql);
    database.close();
    leave();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packtrail-backup-'));
    [directory, to] = [join(folder, 'ledger'), join(folder, 'backup')];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is whole, and of one moment, while the ledger goes on being written', async () => {
    const ledger = await open();
    let isDone = false;
    const writing = (async () => {
      for (let n = 1; !isDone || n < 50; n += 1) expect(await ledger.submit(registering(ledger.origin, n))).toMatchObject({ kind: 'receipt' });
    })();
    const { blocks, damage: found } = await backUp({ directory, to });
    isDone = true;
    await writing;
    await ledger.close();
    expect(found).toEqual([]);
    expect(blocks).toBeGreaterThan(0);
    expect(readdirSync(to).sort()).toEqual(['ledger.sqlite', 'log.vkey']);
  });
  it('takes the place of a damaged ledger, which is kept, and goes on under the same key', async () => {
    const sent = await write(1, 5);
    await backUp({ directory, to });
    await write(100, 3);
    await forge("UPDATE block SET text = replace(text, 'dispenser', 'regulator') WHERE number = 7");
    const { blocks, blocksLost, kept } = await restore({ from: to, directory, clock });
    expect([blocks, blocksLost]).toEqual([6, 3]);
    expect(kept && existsSync(kept)).toBe(true);
    const again = await open();
    expect(again.audit()).toMatchObject({ damage: [], stopped: null });
    expect(await again.submit(sent[4] as SignedCommand)).toMatchObject({ kind: 'receipt', repeated: true });
    expect(await again.submit(registering(again.origin, 200))).toMatchObject({ kind: 'receipt', blockNumber: 6, repeated: false });
    await again.close();
  });
  it('takes the place of a ledger that is gone', async () => {
    await write(1, 2);
    await backUp({ directory, to });
    leave();
    for (const name of readdirSync(directory)) if (name.startsWith('ledger.sqlite')) rmSync(join(directory, name));
    expect(await restore({ from: to, directory, clock })).toEqual({ blocks: 3, blocksLost: null, kept: null });
  });
  it('takes the place of one that cannot be read at all', async () => {
    await write(1, 2);
    await backUp({ directory, to });
    leave();
    for (const name of readdirSync(directory)) if (name.startsWith('ledger.sqlite')) writeFileSync(join(directory, name), 'no ledger');
    expect(await restore({ from: to, directory, clock })).toMatchObject({ blocks: 3, blocksLost: null });
    expect((await open()).audit()).toMatchObject({ damage: [], stopped: null });
  });
  it('is refused where the ledger is whole and as new, in use, or of another log, and changes nothing there', async () => {
    await write(1, 3);
    await backUp({ directory, to });
    leave();
    await expect(restore({ from: to, directory, clock })).rejects.toThrow('nothing to restore');
    const ledger = await open();
    await expect(restore({ from: to, directory, clock })).rejects.toThrow('in use');
    await ledger.close();
    const other = join(folder, 'other');
    await write(1, 1, other);
    await expect(restore({ from: to, directory: other, clock })).rejects.toThrow('another log');
    expect(readdirSync(directory).filter((name) => name.includes('before') || name.includes('part'))).toEqual([]);
  });
  it('is refused when it is damaged itself, or older than the present key of the log', async () => {
    await write(1, 3);
    await backUp({ directory, to });
    const forged = join(folder, 'forged');
    cpSync(to, forged, { recursive: true });
    const database = await openDatabase(join(forged, 'ledger.sqlite'));
    database.exec('DELETE FROM fact');
    database.close();
    await expect(restore({ from: forged, directory, clock })).rejects.toThrow('not whole');
    await rotateKey({ directory, clock });
    await forge('DELETE FROM fact');
    await expect(restore({ from: to, directory, clock })).rejects.toThrow('present key');
  });
  it('is refused into a folder that holds one already', async () => {
    await write(1, 1);
    await backUp({ directory, to });
    await expect(backUp({ directory, to })).rejects.toThrow('already');
  });
});
