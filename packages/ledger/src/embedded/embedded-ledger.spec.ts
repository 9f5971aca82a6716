import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Command, commandIdAt, CONTRACT_VERSION, newPartySigner, type SignedCommand, signCommand } from '../index.ts';
import { verifyCheckpoint } from '../verify/index.ts';
import { logKeyFromPem, logSigner } from '../log/signing.ts';
import { checkFile } from '../store/check-file.ts';
import { WAITING_MAX } from './embedded-ledger.ts';
import { openEmbedded, openStore } from './open-embedded.ts';
import { openDatabase } from '../store/sqlite.ts';
import { Store } from '../store/store.ts';

const registrar = { id: 'a'.repeat(32), signer: newPartySigner() };
const registrars = [{ id: registrar.id, spki: registrar.signer.spki }];

describe('the embedded ledger', () => {
  let directory: string;
  let now = Date.parse('2026-11-22T12:00:00Z');
  const open = () => openEmbedded({ directory, clock: () => now, registrars });
  const registering = (origin: string, party: string): SignedCommand => {
    const body = { party, keys: [{ spki: registrar.signer.spki, from: 0, until: null }], roles: ['dispenser'], msp: null, registration: '0'.repeat(64), historical: false };
    const command = { at: now, body, by: registrar.id, commandId: commandIdAt(now), contract: CONTRACT_VERSION, docs: [], key: registrar.signer.key, origin, type: 'registerParty' };
    return signCommand(command as unknown as Command, registrar.signer);
  };
  const id = (n: number) => n.toString(16).padStart(32, '0');

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'packtrail-embedded-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('goes on where it stopped, with the same log and the same key', async () => {
    const first = await open();
    await first.submit(registering(first.origin, id(1)));
    const { origin, verifierKey } = first;
    await first.close();
    const again = await open();
    expect(again).toMatchObject({ origin, verifierKey });
    expect(await again.submit(registering(origin, id(2)))).toMatchObject({ kind: 'receipt', blockNumber: 2, position: 2 });
    expect(await verifyCheckpoint(await again.checkpoint(), verifierKey)).toMatchObject({ good: true, checkpoint: { size: 3, blockNumber: 2 } });
    await again.close();
  });

  it('shares its file with a second process: both write, and one chain comes of it', async () => {
    const [one, two] = [await open(), await open()];
    for (let n = 1; n <= 10; n += 1) {
      const writer = n % 2 ? one : two;
      const receipt = await writer.submit(registering(one.origin, id(n)));
      expect(receipt).toMatchObject({ kind: 'receipt', blockNumber: n });
      // The other one, which did not write it, proves it all the same.
      const reader = n % 2 ? two : one;
      expect(receipt.kind === 'receipt' && (await reader.proof(receipt.txId))).toMatchObject({ position: n, size: n + 1 });
      expect(await reader.checkpoint()).toBe(await writer.checkpoint());
    }
    await Promise.all([one.close(), two.close()]);
    const database = await openDatabase(join(directory, 'ledger.sqlite'));
    expect(checkFile(database, readFileSync(join(directory, 'log.vkey'), 'utf8').trim())).toMatchObject({ damage: [], blocks: 11 });
    database.close();
  });

  it('forgets the id of a command when it can no longer be used, and still knows the transaction', async () => {
    const ledger = await open();
    const signed = registering(ledger.origin, id(1));
    const receipt = await ledger.submit(signed);
    const { commandId } = JSON.parse(signed.command) as { commandId: string };
    now += 8 * 86_400_000;
    await ledger.submit(registering(ledger.origin, id(2)));
    expect(await ledger.fact(`command/${registrar.id}/${commandId}`)).toBeUndefined();
    expect(receipt.kind === 'receipt' && (await ledger.receipt(receipt.txId))).toMatchObject({ blockNumber: 1, repeated: true });
    await ledger.close();
    expect((await open()).audit().damage).toEqual([]);
  });

  it('stops writing when its file is damaged, and names the block', async () => {
    const ledger = await open();
    await ledger.submit(registering(ledger.origin, id(1)));
    await ledger.close();
    const database = await openDatabase(join(directory, 'ledger.sqlite'));
    database.exec(`UPDATE block SET text = replace(text, '"dispenser"', '"regulator"') WHERE number = 1`);
    database.close();
    const damaged = await open();
    expect(damaged.audit().damage[0]).toMatchObject({ kind: 'block', name: '1' });
    expect(await damaged.submit(registering(damaged.origin, id(3)))).toEqual({ kind: 'unknown', reason: 'STOPPED' });
    await damaged.close();
  });

  it('commits what is submitted together in few blocks, each answered once', async () => {
    const ledger = await open();
    const results = await Promise.all(Array.from({ length: 200 }, (_, n) => ledger.submit(registering(ledger.origin, id(n + 1)))));
    const blocks = new Set(results.map((result) => (result.kind === 'receipt' ? result.blockNumber : -1)));
    expect(blocks.has(-1)).toBe(false);
    expect(blocks.size).toBeLessThan(100);
    expect(new Set(results.map((result) => (result.kind === 'receipt' ? result.position : -1))).size).toBe(200);
    await ledger.close();
  });

  it('answers BUSY at once when too many wait, and loses none of those that it took', async () => {
    let release = (): void => undefined;
    const gate = new Promise<boolean>((resolve) => (release = () => resolve(true)));
    const ledger = await openEmbedded({ directory, clock: () => now, registrars, verifySignature: () => gate });
    const signed = registering(ledger.origin, id(1));
    const taken = Array.from({ length: WAITING_MAX.commands }, () => ledger.submit(signed));
    expect(await ledger.submit(registering(ledger.origin, id(2)))).toEqual({ kind: 'unknown', reason: 'BUSY' });
    release();
    const answers = await Promise.all(taken);
    expect(answers.filter((answer) => answer.kind === 'receipt' && !answer.repeated)).toHaveLength(1);
    expect(answers.every(({ kind }) => kind === 'receipt')).toBe(true);
    expect(await ledger.submit(registering(ledger.origin, id(2)))).toMatchObject({ kind: 'receipt', repeated: false });
    await ledger.close();
  });

  it('stops writing when the disk is full, says so, and goes on where it was once there is room', async () => {
    const ledger = await open();
    const { origin } = ledger;
    await ledger.submit(registering(origin, id(1)));
    await ledger.close();
    const store = await Store.open(join(directory, 'ledger.sqlite'));
    const { pages } = store.database.prepare('SELECT page_count AS pages FROM pragma_page_count').get() as { pages: number };
    store.database.exec(`PRAGMA max_page_count = ${pages + 1}`);
    const signer = logSigner(origin, logKeyFromPem(readFileSync(join(directory, 'log.key'), 'utf8')));
    const full = openStore(store, signer, { clock: () => now });
    const first = registering(origin, id(2));
    let answer = await full.submit(first);
    for (let n = 3; answer.kind === 'receipt' && n < 100; n += 1) answer = await full.submit(registering(origin, id(n)));
    expect(answer).toEqual({ kind: 'unknown', reason: 'STOPPED' });
    expect(full.audit().stopped).toContain('full');
    await full.close();
    const again = await open();
    expect(again.audit()).toMatchObject({ damage: [], stopped: null });
    expect(await again.submit(first)).toMatchObject({ kind: 'receipt' });
    await again.close();
  });

  it('opens a large ledger at once, checks it behind, and stops writing when that finds damage', async () => {
    const ledger = await open();
    for (let n = 1; n <= 30; n += 1) await ledger.submit(registering(ledger.origin, id(n)));
    await ledger.close();
    const whole = await openEmbedded({ directory, clock: () => now, registrars, checkWholeBelowBytes: 0 });
    expect(await whole.submit(registering(whole.origin, id(100)))).toMatchObject({ kind: 'receipt' });
    while (whole.audit().auditedTo < 30) await new Promise((resolve) => setImmediate(resolve));
    expect(whole.audit()).toMatchObject({ damage: [], stopped: null });
    await whole.close();
    const database = await openDatabase(join(directory, 'ledger.sqlite'));
    database.exec(`UPDATE block SET text = replace(text, '"dispenser"', '"regulator"') WHERE number = 5`);
    database.close();
    const damaged = await openEmbedded({ directory, clock: () => now, registrars, checkWholeBelowBytes: 0 });
    while (damaged.audit().stopped === null) await new Promise((resolve) => setImmediate(resolve));
    expect(damaged.audit().damage[0]).toMatchObject({ kind: 'block', name: '5' });
    expect(await damaged.submit(registering(damaged.origin, id(101)))).toEqual({ kind: 'unknown', reason: 'STOPPED' });
    await damaged.close();
  });
});
