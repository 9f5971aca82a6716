import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../embedded/index.ts';
import { type Command, commandIdAt, CONTRACT_VERSION, factKey, newPartySigner, type Receipt, signCommand } from '../index.ts';
import type { Ledger } from '../ledger.ts';
import { checkFile } from './check-file.ts';
import { type Database, openDatabase } from './sqlite.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const registrar = { id: 'a'.repeat(32), signer: newPartySigner() };
const id = (n: number): string => n.toString(16).padStart(32, '0');

describe('tables that are brought up a few lines with each block', () => {
  let directory: string;
  let database: Database;
  const open = () => openEmbedded({ directory, clock: () => NOW, registrars: [{ id: registrar.id, spki: registrar.signer.spki }], settleAfter: { blocks: 6, facts: 1_000, atOnce: 5 } });
  const register = (ledger: Ledger, party: string) => {
    const body = { party, keys: [{ spki: registrar.signer.spki, from: 0, until: null }], roles: ['dispenser'], msp: null, registration: '0'.repeat(64), historical: false };
    const command = { at: NOW, body, by: registrar.id, commandId: commandIdAt(NOW), contract: CONTRACT_VERSION, docs: [], key: registrar.signer.key, origin: ledger.origin, type: 'registerParty' };
    return ledger.submit(signCommand(command as unknown as Command, registrar.signer)) as Promise<Receipt>;
  };
  const reached = () => database.prepare('SELECT block, line FROM settling').get() as { block: number; line: string } | undefined;
  const damage = () => checkFile(database, readFileSync(join(directory, 'log.vkey'), 'utf8').trim()).damage;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'packtrail-unsettled-'));
    await (await open()).close();
    database = await openDatabase(join(directory, 'ledger.sqlite'));
  });
  afterEach(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });

  /** So many blocks, the last of which leaves the tables on their way. */
  async function onTheWay(ledger: Ledger): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    while (receipts.length < 8) receipts.push(await register(ledger, id(receipts.length + 1)));
    expect(reached()).toMatchObject({ block: 6, line: expect.stringMatching(/./) as string });
    return receipts;
  }

  it('hold what blocks wrote as far as they are said to, at every block', async () => {
    const ledger = await open();
    const lines = new Set<string | undefined>();
    for (let n = 1; n <= 40; n += 1) {
      const receipt = await register(ledger, id(n));
      expect(await ledger.fact(factKey.party(id(n)))).toMatchObject({ status: 'active' });
      expect(await ledger.fact(factKey.party(id(Math.ceil(n / 2))))).toMatchObject({ status: 'active' });
      expect(await ledger.proof(receipt.txId)).toMatchObject({ position: n, blockNumber: n });
      expect(damage()).toEqual([]);
      lines.add(reached()?.line.slice(0, 8));
    }
    expect([...lines].map((line) => line?.split('/')[0]).sort()).toEqual(expect.arrayContaining(['command', '~place', undefined]));
    await ledger.close();
    expect([reached(), damage()]).toEqual([undefined, []]);
  });

  it('are brought up whole by whoever finds them on their way: after a kill, or beside another process', async () => {
    const killed = await open();
    const receipts = await onTheWay(killed);
    const second = await open();
    for (const { txId } of receipts) expect(await second.receipt(txId)).toMatchObject({ repeated: true });
    for (let n = 11; n <= 30; n += 1) {
      await register(n % 3 ? second : killed, id(n));
      expect([n, damage()]).toEqual([n, []]);
    }
    expect(second.audit().stopped ?? killed.audit().stopped).toBe(null);
    await Promise.all([killed.close(), second.close()]);
    expect([reached(), damage()]).toEqual([undefined, []]);
  });

  it.each([
    ['a fact that they hold already', "UPDATE command SET value = replace(value, '\"at\":', '\"at\":1') WHERE id = (SELECT min(id) FROM command WHERE 'command/' || party || '/' || id <= (SELECT line FROM settling))", 'differs from what the blocks wrote'],
    ['a line said to be reached that is not', "UPDATE settling SET line = '~place/z'", 'have a wrong line for'],
    ['a block said to be aimed at that is not', 'UPDATE settling SET block = 1', 'was never written by a block'],
    ['a block that does not exist', 'UPDATE settling SET block = 1000', 'the newest is 8'],
  ])('are found out on their way: %s', async (_, sql, rule) => {
    const ledger = await open();
    await onTheWay(ledger);
    database.exec(sql);
    expect(damage()).toContainEqual(expect.objectContaining({ rule: expect.stringContaining(rule) as string }));
  });
});
