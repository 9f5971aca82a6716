import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LedgerRegistrar } from '../../handoffs/ledger-registrar.ts';
import { Handoffs } from '../../handoffs/record.ts';
import { Database } from '../../platform/database.ts';
import { Projector } from '../../projection/projector.ts';
import { freshDatabase } from '../../testing/database.ts';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, type Job, type Trader, TradeWorld } from '../testing/trade.ts';
import { Captures } from './captures.ts';

const typesOf = async (world: TradeWorld, by: Trader): Promise<string[]> =>
  (await world.test.app.get(Database).query<{ type: string }>('select type from readmodel.transaction where by_party = $1 order by position', [by.id])).map(({ type }) => type);

/** Does something before the n-th command of a file is recorded. */
function before(world: TradeWorld, nth: number, work: () => Promise<void>): void {
  const handoffs = world.test.app.get(Handoffs);
  const record = handoffs.record.bind(handoffs);
  let count = 0;
  vi.spyOn(handoffs, 'record').mockImplementation(async (...asked) => {
    count += 1;
    if (count === nth) await work();
    return record(...asked);
  });
}

describe('a job that does not run through', () => {
  const ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const end of ends.splice(0).reverse()) await end();
  });

  it('goes on at the next start under the same command ids', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-resume-'));
    const database = await freshDatabase();
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }), database.drop);
    const kept = { dataDir, databaseUrl: database.url };
    const first = await TradeWorld.start({ now: { ms: GOLDEN_NOW }, kept });
    const seller = await first.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix);
    await first.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
    // The node is told to stop while the second command is on its way.
    let closing: Promise<void> = Promise.resolve();
    before(first, 2, async () => {
      closing = first.test.close();
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    const location = String((await first.post(seller, GOLDEN)).headers['location']);
    const id = location.split('/').at(-1) ?? '';
    await first.test.app.get(Captures).settled();
    await closing;
    expect(existsSync(join(dataDir, 'captures', `${id}.xml`))).toBe(true);

    const second = await TradeWorld.start({ now: { ms: GOLDEN_NOW + 60_000 }, kept });
    ends.push(() => second.test.close());
    await second.test.app.get(Captures).settled();
    await second.test.app.get(Projector).catchUp();
    const job = (await second.get(seller, location)).json<Job>();
    expect(job).toMatchObject({ state: 'done', success: true, commandCount: 3, done: 3, drafts: 1, errors: [] });
    expect(job.shipmentIds).toHaveLength(1);
    expect(await typesOf(second, seller)).toEqual(['registerLot', 'commission', 'ship']);
    const [{ products = -1 } = {}] = await second.test.app.get(Database).query<{ products: number }>('select count(*)::int as products from record.product');
    expect(products).toBe(1);
    expect(existsSync(join(dataDir, 'captures', `${id}.xml`))).toBe(false);
  });

  it('stops where someone was faster, keeps what is done, and goes on when it is sent again', async () => {
    const world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    ends.push(() => world.test.close());
    const seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix);
    const buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
    const registrar = world.test.app.get(LedgerRegistrar);
    before(world, 3, async () => void (await registrar.setStatus(buyer.id, 'suspended')));
    const stopped = await world.capture(seller, GOLDEN);
    expect(stopped).toMatchObject({ state: 'stopped', success: false, commandCount: 3, done: 2, errors: [{ title: 'PARTY_SUSPENDED', eventIndex: 7 }] });
    expect(await typesOf(world, seller)).toEqual(['registerLot', 'commission']);
    await registrar.setStatus(buyer.id, 'active');
    const again = await world.capture(seller, GOLDEN);
    expect(again).toMatchObject({ captureID: stopped.captureID, state: 'done', success: true, done: 3, errors: [] });
    expect(again.shipmentIds).toHaveLength(1);
    expect(await typesOf(world, seller)).toEqual(['registerLot', 'commission', 'ship']);
  });
});
