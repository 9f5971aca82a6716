import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, parseVerifierKey } from '@packtrail/ledger';
import { verifyDossier } from '@packtrail/ledger/verify';
import { serveWitness, StateFile, witnessSigner } from '@packtrail/ledger/witness';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { freshDatabase } from '../testing/database.ts';
import { Trade } from '../testing/trade.ts';

interface Status {
  mode: string;
  warnings: string[];
  transactions: number;
  trust: { mode: string; current: boolean }[];
  witnesses: { name: string; size: number | null; cosignedAt: string | null; problem: string | null }[];
}

const READ_MODEL = ['checkpoint', 'block', 'transaction', 'party', 'lot', 'unit', 'step', 'shipment', 'shipment_unit', 'recall', 'recall_lot', 'recall_ack'];

/** A witness on loopback, that can be ended and begun again on its folder. */
class Witness {
  readonly folder = mkdtempSync(join(tmpdir(), 'packtrail-witness-'));
  readonly signer;
  #served: Awaited<ReturnType<typeof serveWitness>> | null = null;
  port = 0;

  constructor(readonly name: string) {
    this.signer = witnessSigner(name, generateKeyPairSync('ed25519').privateKey);
  }

  get address() {
    return { url: `http://127.0.0.1:${this.port}`, vkey: this.signer.vkey };
  }

  async serve(...logs: string[]): Promise<void> {
    const store = await StateFile.open(this.folder, this.signer.vkey);
    this.#served = await serveWitness({ store, signer: this.signer, logs: logs.map((vkey) => parseVerifierKey(vkey) as NonNullable<ReturnType<typeof parseVerifierKey>>), clock: Date.now, port: this.port });
    this.port = Number(new URL(this.#served.url).port);
  }

  async end(): Promise<void> {
    await this.#served?.close();
    this.#served = null;
  }
}

describe('a node with witnesses', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-witnessed-'));
  const [one, two] = [new Witness('one.example/witness'), new Witness('two.example/witness')];
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let trade: Trade;
  let vkey: string;
  let packages: string[];
  const status = async (): Promise<Status> => (await trade.get<{ ledger: Status }>(trade.maker, '{ ledger { mode transactions warnings trust { mode current } witnesses { name size cosignedAt problem } } }')).ledger;
  const inForce = ({ trust }: Status) => trust.filter(({ current }) => current).map(({ mode }) => mode);
  const cosignedAll = ({ transactions, witnesses }: Status) => witnesses.map(({ size }) => size === transactions + 1);
  const dossierOf = async (text: string) => (await trade.get<{ dossier: string }>(trade.pharmacy, 'query ($text: String!) { dossier(text: $text) }', { text })).dossier;
  const trust = { witnesses: [one.signer.vkey, two.signer.vkey], witnessesNeeded: 2 };
  const soon = { timeout: 15_000, interval: 100 };

  beforeAll(async () => {
    database = await freshDatabase();
    // Nobody listens yet where the witnesses will be: the node starts and works all the same.
    for (const witness of [one, two]) {
      await witness.serve();
      await witness.end();
    }
    trade = await Trade.start({ databaseUrl: database.url, config: { dataDir, witnesses: [one.address, two.address] } });
    vkey = trade.test.app.get<Ledger>(LEDGER).verifierKey;
    const lot = await trade.lot('W1');
    ({ packages } = await trade.commission(lot, ['W1', 'W2'], undefined));
    await trade.handOver(trade.maker, trade.pharmacy, packages);
  });
  afterAll(async () => {
    await trade.test.close();
    await Promise.all([one.end(), two.end()]);
    await database.drop();
    for (const folder of [dataDir, one.folder, two.folder]) rmSync(folder, { recursive: true, force: true });
  });

  it('writes while none can be reached, and says so', async () => {
    await expect.poll(status, soon).toMatchObject({ mode: 'hosted', warnings: [], witnesses: [{ name: one.name, size: null, problem: expect.stringContaining('cannot be reached') as string }, { size: null }] });
    expect(inForce(await status())).toEqual(['Hosted: one process holds every key']);
    expect(await verifyDossier(await dossierOf(packages[0] ?? ''), vkey)).toMatchObject({ good: true, cosigned: [] });
  });

  it('has the newest checkpoint cosigned by both once they run, and gives dossiers under it', async () => {
    await Promise.all([one.serve(vkey), two.serve(vkey)]);
    await expect.poll(async () => cosignedAll(await status()), soon).toEqual([true, true]);
    expect(inForce(await status())).toEqual(['Hosted: one process holds every key', 'With witnesses']);
    const check = await verifyDossier(await dossierOf(packages[0] ?? ''), vkey, trust);
    expect(check.good && check.cosigned.map(({ name }) => name)).toEqual([one.name, two.name]);
  });

  it('follows what is written after, and keeps the better cosigned checkpoint for what it covers while one is away', async () => {
    await two.end();
    const lot = await trade.lot('W2');
    const { packages: later } = await trade.commission(lot, ['W3'], undefined);
    await trade.handOver(trade.maker, trade.pharmacy, later);
    await expect.poll(async () => cosignedAll(await status()), soon).toEqual([true, false]);
    expect((await status()).witnesses[1]).toMatchObject({ cosignedAt: expect.any(String) as string, problem: expect.stringContaining('cannot be reached') as string });
    const cosigned = async (text: string) => {
      const check = await verifyDossier(await dossierOf(text), vkey, { witnesses: trust.witnesses });
      return check.good && check.cosigned.length;
    };
    expect([await cosigned(packages[0] ?? ''), await cosigned(later[0] ?? '')]).toEqual([2, 1]);
    await two.serve(vkey);
    await expect.poll(async () => cosignedAll(await status()), { ...soon, timeout: 30_000 }).toEqual([true, true]);
    expect(await cosigned(later[0] ?? '')).toBe(2);
  });

  it('keeps one note where every witness has cosigned the newest', async () => {
    expect(JSON.parse(readFileSync(join(dataDir, 'ledger', 'cosigned.json'), 'utf8'))).toHaveLength(1);
  });

  it('writes no more when its ledger was rolled back and goes on otherwise, and says who found it out', async () => {
    await trade.test.close();
    cpSync(join(dataDir, 'ledger'), join(dataDir, 'yesterday'), { recursive: true });
    const start = () => trade.restart({ databaseUrl: database.url, config: { dataDir, witnesses: [one.address, two.address] } });
    await start();
    await trade.lot('W3');
    await expect.poll(async () => cosignedAll(await status()), soon).toEqual([true, true]);
    await Promise.all([one.end(), two.end()]);
    // Whoever keeps the ledger puts yesterday's back, makes the read model forget, and tells another story while no witness can be reached.
    await trade.test.app.get(Database).query(`truncate ${READ_MODEL.map((table) => `readmodel.${table}`).join(', ')}`);
    await trade.test.close();
    rmSync(join(dataDir, 'ledger'), { recursive: true });
    cpSync(join(dataDir, 'yesterday'), join(dataDir, 'ledger'), { recursive: true });
    await start();
    await trade.lot('W4');
    await Promise.all([one.serve(vkey), two.serve(vkey)]);
    await expect.poll(async () => (await status()).warnings[0], soon).toMatch(/^The checkpoint of the log is contradicted by the witness (one|two)\.example\/witness: .*Writing has stopped/);
    await expect(trade.lot('W5')).rejects.toThrow();
    expect(inForce(await status())).toEqual(['Hosted: one process holds every key']);
    expect(await trade.test.app.inject({ url: '/health' })).toMatchObject({ statusCode: 503 });
    expect(trade.test.logged).toContainEqual(expect.objectContaining({ level: 50, problem: expect.stringContaining('contradicts the log') as string }));
  });
});
