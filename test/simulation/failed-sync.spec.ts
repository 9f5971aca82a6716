import { createPrivateKey } from 'node:crypto';
import { factKey, newPartySigner } from '@packtrail/ledger';
import { openStore, Store } from '@packtrail/ledger/embedded';
import { describe, expect, it } from 'vitest';
import { logSigner } from '../../packages/ledger/src/log/signing.ts';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';
import { Chance } from './chance.ts';
import { SimulatedDatabase } from './database.ts';
import { Disk } from './disk.ts';
import { turn, verifySignature } from './surroundings.ts';
import { seedSqlite } from './virtual-files.ts';

const SEEDS = 60;
const NOW = Date.parse('2026-11-22T12:00:00Z');

/** A node on a disk of which a sync fails, started again without its machine, and then the power. Says whether the system had forgotten what to write. */
async function restartedAfterFailedSync(seed: number): Promise<{ forgot: boolean; kept: boolean; damage: readonly unknown[] }> {
  seedSqlite();
  const chance = new Chance(seed);
  const disk = new Disk(chance);
  const log = logSigner('packtrail/simulation', createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${chance.hex(32)}`, 'hex'), format: 'der', type: 'pkcs8' }));
  const registrar = { id: chance.hex(16), signer: newPartySigner() };
  const start = () => {
    const database = new SimulatedDatabase(disk, { cachePages: -65_536, foldAfterPages: 8_000 });
    const ledger = openStore(new Store(database.database), log, { clock: () => NOW, registrars: [{ id: registrar.id, spki: registrar.signer.spki }], turn, verifySignature });
    return { database, ledger, world: new LedgerWorld(ledger, registrar, NOW) };
  };
  const die = ({ database }: ReturnType<typeof start>) => {
    database.kill();
    database.close();
  };
  const first = start();
  await first.world.party('manufacturer');
  disk.failAfter(0, 'failing sync', 1_000);
  const unknown = await first.world.send(registrar, 'registerParty', { party: randomId(16), keys: [{ spki: registrar.signer.spki, from: 0, until: null }], roles: ['dispenser'], msp: null, registration: randomId(32) });
  expect(unknown).toEqual({ kind: 'unknown', reason: 'STOPPED' });
  const { forgot } = disk;
  disk.calm();
  die(first);

  const second = start();
  const acknowledged = await second.world.party('dispenser');
  die(second);
  disk.powerFails();
  const third = start();
  return { forgot, kept: (await third.ledger.fact(factKey.party(acknowledged.id))) !== undefined, damage: third.ledger.audit().damage };
}

describe('a node that is started again after a sync that failed', () => {
  it('keeps what it acknowledges from then on, also where the system takes for written what the disk never got', async () => {
    const results = [];
    for (let seed = 1; seed <= SEEDS; seed += 1) results.push(await restartedAfterFailedSync(seed));
    expect(results.filter(({ forgot }) => forgot).length).toBeGreaterThan(SEEDS / 10);
    expect(results.filter(({ damage, kept }) => !kept || damage.length > 0)).toEqual([]);
  });
});
