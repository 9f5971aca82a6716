import { createHash, createPrivateKey } from 'node:crypto';
import { type Body, type CommandType, contentTree, CONTRACT_VERSION, type NamedUnit, type Role, type SignedCommand, unitKey, unitRef } from '@packtrail/ledger';
import { type EmbeddedLedger, openStore, Store } from '@packtrail/ledger/embedded';
import { logSigner } from '../../packages/ledger/src/log/signing.ts';
import { Chance } from '../simulation/chance.ts';
import { SimulatedDatabase, type Tuning } from '../simulation/database.ts';
import { Disk } from '../simulation/disk.ts';
import { type SeededSigner, seededSigner } from '../simulation/seeded-signer.ts';
import { verifySignature } from '../simulation/surroundings.ts';
import { seedSqlite } from '../simulation/virtual-files.ts';

/** Commands that are sent to one or two processes on a disk that lies as it lies: the same operations of the disk each time. */
export interface Scene {
  readonly name: string;
  readonly processes: number;
  readonly tuning: Tuning;
  /** Each batch is sent at once, through one process after the other. */
  readonly batches: readonly (readonly SignedCommand[])[];
  /** Makes a disk that begins where the scene begins. */
  readonly disk: (chance: Chance) => WatchedDisk;
}

export interface Running {
  readonly database: SimulatedDatabase;
  readonly ledger: EmbeddedLedger;
}

/** Notes at which of its operations something on it changes or is made durable: only there a crash makes a difference. */
export class WatchedDisk extends Disk {
  readonly changes: number[] = [];

  override create(...of: Parameters<Disk['create']>): ReturnType<Disk['create']> {
    return this.#noted(super.create(...of));
  }
  override write(...of: Parameters<Disk['write']>): ReturnType<Disk['write']> {
    return this.#noted(super.write(...of));
  }
  override truncate(...of: Parameters<Disk['truncate']>): ReturnType<Disk['truncate']> {
    return this.#noted(super.truncate(...of));
  }
  override sync(...of: Parameters<Disk['sync']>): ReturnType<Disk['sync']> {
    return this.#noted(super.sync(...of));
  }
  override remove(...of: Parameters<Disk['remove']>): ReturnType<Disk['remove']> {
    return this.#noted(super.remove(...of));
  }

  #noted<T>(answer: T): T {
    this.changes.push(this.operations);
    return answer;
  }
}

const NOW = Date.parse('2026-11-22T12:00:00Z');
const hash = (of: string, characters: number): string => createHash('sha256').update(of).digest('hex').slice(0, characters);
const log = logSigner('packtrail/crash', createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${hash('log', 64)}`, 'hex'), format: 'der', type: 'pkcs8' }));

interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly signer: SeededSigner;
}
const actor = (...roles: Role[]): Actor => ({ id: hash(roles.join(), 32), roles, signer: seededSigner(roles.join()) });
const [registrar, maker, pharmacy] = [actor('registrar'), actor('manufacturer'), actor('dispenser')] as const;

/** A process on the disk. `checks`: whether it reads the whole history first. Gives way so long that what it has answered is heard before it goes on. */
export function open(disk: Disk, tuning: Tuning, { checks }: { checks: boolean }): Running {
  const database = new SimulatedDatabase(disk, tuning);
  try {
    const registrars = [{ id: registrar.id, spki: registrar.signer.spki }];
    const turn = async (): Promise<void> => {
      for (let i = 0; i < 10; i += 1) await Promise.resolve();
    };
    const ledger = openStore(new Store(database.database), log, { clock: () => NOW, registrars, settleAfter: { blocks: UNSETTLED_BLOCKS + 3, facts: 10_000, atOnce: 4 }, turn, verifySignature }, { checks });
    return { database, ledger };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** So many blocks lie above the tables of a ledger that was killed; a few more, and it settles them. */
const UNSETTLED_BLOCKS = 8;

const MUCH_MEMORY: Tuning = { cachePages: -65_536, foldAfterPages: 8_000 };
/** Little memory makes SQLite write before it commits; folding often makes it crash in the middle of that. */
const LITTLE_MEMORY: Tuning = { cachePages: 10, foldAfterPages: 12 };

/** A first start; a ledger that was closed in good order; and one that was killed with so many blocks above its tables that it settles them in the middle of the scene. */
export async function scenes(): Promise<Scene[]> {
  const beginning = (): Disk => new Disk(new Chance(1));
  const closed = await played(beginning(), [...PARTIES, ...OPENING], { killed: false });
  const filling = Array.from({ length: UNSETTLED_BLOCKS - PARTIES.length - OPENING.length }, (_, i) => registerLot(`filling ${i}`));
  const unsettled = await played(beginning(), [...PARTIES, ...OPENING, ...filling], { killed: true });
  const each = (commands: readonly SignedCommand[]) => commands.map((one) => [one]);
  return [
    ...variants('a first start', each([...PARTIES, ...OPENING]), beginning().save()),
    ...variants('closed before', TRADE, closed),
    ...variants('killed before, and settling', TRADE, unsettled),
  ];
}

/** The same with much memory and with little, with one process and with two. */
function variants(name: string, batches: Scene['batches'], putBack: (onto?: Disk) => void): Scene[] {
  const disk = (chance: Chance): WatchedDisk => {
    seedSqlite();
    const made = new WatchedDisk(chance);
    putBack(made);
    return made;
  };
  return [MUCH_MEMORY, LITTLE_MEMORY].flatMap((tuning) =>
    [1, 2].map((processes) => ({
      name: `${name}, ${tuning === MUCH_MEMORY ? 'much memory' : 'little memory and much folding'}, ${processes === 1 ? 'one process' : 'two processes'}`,
      processes,
      tuning,
      batches,
      disk,
    })),
  );
}

/** What lies on the disk after these commands. */
async function played(disk: Disk, commands: readonly SignedCommand[], { killed }: { killed: boolean }): Promise<(onto?: Disk) => void> {
  const { database, ledger } = open(disk, MUCH_MEMORY, { checks: false });
  for (const each of commands) {
    const answer = await ledger.submit(each);
    if (answer.kind !== 'receipt') throw new Error(`the opening is answered ${JSON.stringify(answer)}`);
  }
  if (killed) database.kill();
  else await ledger.close();
  database.close();
  return disk.save();
}

function command<T extends CommandType>(by: Actor, type: T, body: Omit<Body<T>, 'historical'>): SignedCommand {
  const time = NOW.toString(16).padStart(12, '0');
  return by.signer.sign({
    at: NOW,
    body: { ...body, historical: false } as unknown as Body<T>,
    by: by.id,
    commandId: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${hash(JSON.stringify([by.id, type, body]), 12)}`,
    contract: CONTRACT_VERSION,
    docs: [],
    key: by.signer.key,
    origin: log.origin,
    type,
  });
}

const keyOf = (name: string): string => unitKey(Buffer.from(hash(name, 32), 'hex'), `https://id.gs1.org/01/00300010123455/21/${name}`);
const registerLot = (name: string): SignedCommand => command(maker, 'registerLot', { lot: hash(name, 64), expires: NOW + 1 });
const lot = hash('lot', 64);
const box = (name: string) => {
  const keys = Array.from({ length: 6 }, (_, i) => keyOf(`${name}${i}`)).sort();
  const tree = contentTree(keys.map((unit) => ({ unit, height: 0, lots: [lot], contents: '' })));
  const key = keyOf(name);
  const ref = unitRef(maker.id, key);
  const whole: NamedUnit = { unit: ref, chain: [], proofs: [] };
  const inside = (i: number): NamedUnit => ({ unit: unitRef(maker.id, keys[i] as string), chain: [ref], proofs: [tree.proofOf(keys[i] as string)] });
  return { whole, inside, line: { unit: key, height: 1, lots: [lot], contents: tree.root } };
};
const [first, second] = [box('first'), box('second')];
const shipment = (name: string): string => hash(name, 32);
const ship = (name: string, units: NamedUnit[]) =>
  command(maker, 'ship', { shipment: shipment(name), to: pharmacy.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units });
const receive = (name: string, units: NamedUnit[]) => command(pharmacy, 'receive', { shipment: shipment(name), units, missing: [], extra: 0, condition: 'intact' });
const loose = Array.from({ length: 40 }, (_, i) => keyOf(`loose${i}`)).sort();

const PARTIES = [maker, pharmacy].map(({ id, roles, signer }) =>
  command(registrar, 'registerParty', { party: id, keys: [{ spki: signer.spki, from: 0, until: null }], roles: [...roles], msp: null, registration: hash(id, 64) }),
);
const OPENING = [
  command(maker, 'registerLot', { lot, expires: NOW + 86_400_000 }),
  command(maker, 'commission', { origin: 'own', shipment: null, units: [first.line] }),
  ship('one', [first.whole]),
];
/** One command at a time, and many at once that know nothing of one another. */
const TRADE: readonly (readonly SignedCommand[])[] = [
  [receive('one', [first.whole])],
  [command(maker, 'commission', { origin: 'own', shipment: null, units: [second.line] }), registerLot('alone'), command(pharmacy, 'dispense', { units: [first.inside(0)], remainder: 'none' })],
  [ship('two', [second.whole])],
  [receive('two', [second.whole]), command(maker, 'commission', { origin: 'own', shipment: null, units: loose.map((unit) => ({ unit, height: 0, lots: [lot], contents: '' })) })],
  [0, 1, 2, 3].map((i) => command(pharmacy, 'dispense', { units: [second.inside(i)], remainder: i % 2 === 0 ? 'none' : 'some' })),
];
