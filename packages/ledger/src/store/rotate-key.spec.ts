import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../cli/index.ts';
import { type Command, commandIdAt, CONTRACT_VERSION, newPartySigner, parseNote, signCommand } from '../index.ts';
import { verifyCheckpoint } from '../verify/index.ts';
import { checkFile } from './check-file.ts';
import { openEmbedded } from '../embedded/open-embedded.ts';
import { rotateKey } from './rotate-key.ts';
import { openDatabase } from './sqlite.ts';

const registrar = { id: 'a'.repeat(32), signer: newPartySigner() };
const registrars = [{ id: registrar.id, spki: registrar.signer.spki }];
const AT = Date.parse('2026-11-22T12:00:00Z');
const clock = () => AT;

describe('a log that takes a new key', () => {
  let data: string;
  let directory: string;
  let parties = 0;
  const open = (more: { checkWholeBelowBytes?: number } = {}) => openEmbedded({ directory, clock, registrars, ...more });
  const rotate = () => rotateKey({ directory, clock });
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');
  /** Opens the ledger, records one registration, and closes it. */
  const write = async () => {
    const ledger = await open();
    const answer = await ledger.submit(registering(ledger.origin));
    await ledger.close();
    return answer;
  };
  const registering = (origin: string) => {
    const party = (parties += 1).toString(16).padStart(32, '0');
    const body = { party, keys: [{ spki: registrar.signer.spki, from: 0, until: null }], roles: ['dispenser'], msp: null, registration: '0'.repeat(64), historical: false };
    const command = { at: AT, body, by: registrar.id, commandId: commandIdAt(AT), contract: CONTRACT_VERSION, docs: [], key: registrar.signer.key, origin, type: 'registerParty' };
    return signCommand(command as unknown as Command, registrar.signer);
  };
  const head = async () => {
    const ledger = await open();
    const found = { note: await ledger.checkpoint(), handovers: await ledger.handovers(), vkey: ledger.verifierKey, damage: ledger.audit().damage };
    await ledger.close();
    return found;
  };
  const check = async (...vkeys: string[]) => {
    const database = await openDatabase(join(directory, 'ledger.sqlite'), { readOnly: true });
    const { damage } = checkFile(database, ...vkeys);
    database.close();
    return damage;
  };

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'packtrail-rotation-'));
    directory = join(data, 'ledger');
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('goes on under it, is followed from every earlier key, and keeps no private key but the newest', async () => {
    const vkeys = [(await head()).vkey];
    const [firstPem] = [read('log.key')];
    await write();
    for (let times = 0; times < 3; times += 1) {
      const { from, to } = await rotate();
      expect(from).toBe(vkeys.at(-1));
      vkeys.push(to);
      if (times !== 1) expect(await write()).toMatchObject({ kind: 'receipt' });
    }
    const { damage, handovers, note, vkey } = await head();
    expect({ damage, vkey, kept: read('log.vkey').trim().split('\n'), count: handovers.length }).toEqual({ damage: [], vkey: vkeys[3], kept: vkeys, count: 3 });
    for (const [known, each] of vkeys.entries()) expect(await verifyCheckpoint(note, each, { handovers })).toMatchObject({ good: true, handovers: 3 - known });
    expect(await verifyCheckpoint(note, vkeys[0] as string)).toMatchObject({ good: false });
    expect(readdirSync(directory).filter((name) => name.startsWith('log.')).sort()).toEqual(['log.key', 'log.vkey']);
    expect(read('log.key')).not.toBe(firstPem);
  });

  it('is audited whole over every handover: by all keys, by the first alone, and behind a running ledger', async () => {
    const { vkey: first } = await head();
    await write();
    const { to: second } = await rotate();
    await write();
    expect(await check(first)).toEqual([]);
    expect(await check(first, second)).toEqual([]);
    expect(await check(first, first)).toMatchObject([{ kind: 'checkpoint', name: '2', rule: 'hands over to another key than the one that is known' }]);
    expect(await check(first, second, first)).toMatchObject([{ kind: 'file', rule: 'ends before it takes the newest key that is known of it' }]);
    const ledger = await open({ checkWholeBelowBytes: 0 });
    await expect.poll(() => ledger.audit()).toMatchObject({ auditedTo: 3, damage: [], stopped: null });
    await ledger.close();
  });

  it('hands over in a block without transactions, which blocks() gives like any other', async () => {
    await write();
    const { blockNumber } = await rotate();
    await write();
    const ledger = await open();
    const recorded = await ledger.block(blockNumber);
    expect(recorded).toMatchObject({ block: { number: 2, transactions: [], writes: [] }, firstPosition: 2 });
    const numbers: number[] = [];
    for await (const { block } of ledger.blocks(0)) if (numbers.push(block.number) === 4) break;
    expect(numbers).toEqual([0, 1, 2, 3]);
    await ledger.close();
  });

  it('has the old key in force after a crash before that block, and the new one after it', async () => {
    await write();
    const { vkey: first } = await head();
    const crashAt = (when: string) => rotateKey({ directory, clock, reached: (what) => { if (what === when) throw new Error('the power fails'); } });
    await expect(crashAt('key kept')).rejects.toThrow('the power fails');
    expect(existsSync(join(directory, 'log.key.next'))).toBe(true);
    expect(await write()).toMatchObject({ kind: 'receipt' });
    expect(await head()).toMatchObject({ vkey: first, handovers: [], damage: [] });
    expect(existsSync(join(directory, 'log.key.next'))).toBe(false);

    await expect(crashAt('block written')).rejects.toThrow('the power fails');
    expect(await write()).toMatchObject({ kind: 'receipt' });
    const { damage, handovers, note, vkey } = await head();
    expect(vkey).not.toBe(first);
    expect(damage).toEqual([]);
    expect(read('log.vkey')).toBe(`${first}\n${vkey}\n`);
    expect(await verifyCheckpoint(note, first, { handovers })).toMatchObject({ good: true, handovers: 1 });
  });

  it('has the new key in force after a crash that came when its verifier key was written and the private one not yet moved', async () => {
    await write();
    const { vkey: first } = await head();
    await expect(rotateKey({ directory, clock, reached: (what) => { if (what === 'block written') throw new Error('the power fails'); } })).rejects.toThrow();
    const pem = read('log.key.next');
    const { vkey } = await head();
    writeFileSync(join(directory, 'log.key.next'), pem);
    expect(await head()).toMatchObject({ vkey, damage: [] });
    expect(read('log.vkey')).toBe(`${first}\n${vkey}\n`);
  });

  it('is written under no more by a node that ran on meanwhile, until it is started again', async () => {
    await write();
    const running = await open();
    const printed: string[] = [];
    expect(await run(['rotate-key', '--data', data], (line) => printed.push(line))).toBe(0);
    expect(printed[0]).toBe(`ROTATED  ${read('log.vkey').trim().split('\n')[1]}`);
    expect(await running.submit(registering(running.origin))).toEqual({ kind: 'unknown', reason: 'STOPPED' });
    expect(running.audit().stopped).toMatch(/has taken a new key/);
    await running.close();
    expect(await write()).toMatchObject({ kind: 'receipt', blockNumber: 3 });
    expect((await head()).damage).toEqual([]);
  });

  it('is one of two that are asked for at once, and then the other', async () => {
    await write();
    const [one, other] = await Promise.all([rotate(), rotate()]);
    expect(one.to === other.from || other.to === one.from).toBe(true);
    expect(await write()).toMatchObject({ kind: 'receipt', blockNumber: 4 });
    expect((await head()).damage).toEqual([]);
  });

  it('is not made where there is no ledger, nor over a key that is not the one in force', async () => {
    const printed: string[] = [];
    expect(await run(['rotate-key', '--data', data], (line) => printed.push(line))).toBe(1);
    await write();
    const old = read('log.key');
    await rotate();
    writeFileSync(join(directory, 'log.key'), old);
    await expect(rotate()).rejects.toThrow('the newest checkpoint is not signed by the key in log.key');
  });

  it('is checked by `verify-ledger` under any of its keys, and under no other', async () => {
    await write();
    const { from, to } = await rotate();
    await write();
    const verify = async (...more: string[]) => {
      const printed: string[] = [];
      const code = await run(['verify-ledger', '--data', data, ...more], (line) => printed.push(line));
      return [code, printed[0]?.slice(0, 7)];
    };
    for (const more of [[], ['--log', from], ['--log', to]]) expect(await verify(...more)).toEqual([0, 'WHOLE  ']);
    const other = 'other.example/log+f86201f0+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g';
    expect(await verify('--log', other)).toEqual([1, 'DAMAGED']);
  });

  it('names the block where a line of a key was added to a checkpoint that hands over nothing', async () => {
    await write();
    const { to } = await rotate();
    await write();
    const database = await openDatabase(join(directory, 'ledger.sqlite'));
    const { checkpoint } = database.prepare('SELECT checkpoint FROM block WHERE number = 3').get() as { checkpoint: string };
    const line = checkpoint.split('\n\n')[1] ?? '';
    database.prepare('UPDATE block SET checkpoint = checkpoint || ? WHERE number = 1').run(line);
    database.close();
    expect(parseNote(checkpoint)).not.toHaveProperty('broken');
    expect(await check(read('log.vkey').split('\n')[0] as string, to)).toMatchObject([{ kind: 'checkpoint', name: '1', rule: 'has a signature line too many' }]);
  });
});
