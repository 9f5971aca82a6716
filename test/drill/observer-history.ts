import { createHmac, randomBytes } from 'node:crypto';
import { type NamedUnit, newPartySigner, SALT_BYTES, unitKey, unitRef } from '@packtrail/ledger';
import { openDatabase, openEmbedded } from '@packtrail/ledger/embedded';
import type { Chance } from '../simulation/chance.ts';
import { LedgerWorld, named, type PackedContainer, type Party, randomId, within } from '../support/ledger-world.ts';

/** One serialized package as the master data has it, and as its issuer alone knows it. */
export interface Serialized {
  readonly epc: string;
  readonly gtin: string;
  /** Its place among the serials of its product, from 0 on. */
  readonly place: number;
  readonly salt: Uint8Array;
  readonly key: string;
}

export interface History {
  /** What whoever may read the ledger sees of it: the texts of its blocks. */
  readonly blocks: readonly string[];
  readonly packages: readonly Serialized[];
  /** How many packages a case of each product holds: printed in any price list. */
  readonly caseSizes: ReadonlyMap<string, number>;
  readonly secrets: ReadonlyMap<string, Buffer>;
}

const PRODUCTS: readonly (readonly [gtin: string, perCase: number])[] = [['00300010123455', 24], ['00300010123462', 24], ['00300010123479', 48], ['00300010123486', 10]];
const CASES_A_PALLET = 20;
const AT_ONCE = 500;

/**
 * A ledger on which so many packages were commissioned, serial after serial, in cases on pallets and loose, and traded: shipped to a
 * wholesaler, cases taken out and sold on, packages held, packed into totes, and up to 20,000 dispensed; each list made in the order
 * of the serials, as a scanner or a line makes it.
 */
export async function playHistory(directory: string, count: number, chance: Chance): Promise<History> {
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const now = Date.parse('2026-11-22T12:00:00Z');
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  const world = new LedgerWorld(ledger, registrar, now);
  const [maker, wholesaler, ...pharmacies] = await Promise.all([
    world.party('manufacturer'),
    world.party('wholesale_distributor'),
    world.party('dispenser'),
    world.party('dispenser'),
    world.party('dispenser'),
  ] as const);
  const packages: Serialized[] = [];
  const secrets = new Map(PRODUCTS.map(([gtin]) => [gtin, randomBytes(32)]));
  const each = Math.floor(count / PRODUCTS.length);
  for (const [i, [gtin, perCase]] of PRODUCTS.entries()) {
    const own = Array.from({ length: each }, (_, place) => serialized(gtin, place, secrets.get(gtin) as Buffer));
    for (const one of own) packages.push(one);
    const trade = new Trade(world, { maker, wholesaler, pharmacy: pharmacies[i % pharmacies.length] as Party }, chance);
    await trade.play(own.map(({ key }) => key), { perCase, dispensed: Math.min(5_000, Math.floor(each / 4)) });
  }
  await ledger.close();
  const database = await openDatabase(`${directory}/ledger.sqlite`, { readOnly: true });
  const blocks = (database.prepare('SELECT text FROM block ORDER BY number').all() as { text: string }[]).map(({ text }) => text);
  database.close();
  return { blocks, packages, caseSizes: new Map(PRODUCTS), secrets };
}

function serialized(gtin: string, place: number, secret: Buffer): Serialized {
  const epc = `https://id.gs1.org/01/${gtin}/21/${10_000_000 + place}`;
  const salt = saltOf(secret, epc);
  return { epc, gtin, place, salt, key: unitKey(salt, epc) };
}

/** As the vault makes it: the head of an HMAC under the secret of the GTIN. */
export const saltOf = (secret: Uint8Array, epc: string): Uint8Array => createHmac('sha256', secret).update(epc).digest().subarray(0, SALT_BYTES);

interface Case {
  readonly packed: PackedContainer;
  readonly keys: readonly string[];
  readonly pallet: PackedContainer;
}

/** The way of one product from its maker to one pharmacy. */
class Trade {
  readonly #world: LedgerWorld;
  readonly #by: { readonly maker: Party; readonly wholesaler: Party; readonly pharmacy: Party };
  readonly #chance: Chance;

  constructor(world: LedgerWorld, by: { maker: Party; wholesaler: Party; pharmacy: Party }, chance: Chance) {
    this.#world = world;
    this.#by = by;
    this.#chance = chance;
  }

  async play(keys: readonly string[], { dispensed, perCase }: { perCase: number; dispensed: number }): Promise<void> {
    const { maker, pharmacy, wholesaler } = this.#by;
    const lot = await this.#world.lot(maker);
    const loose = keys.slice(0, Math.min(AT_ONCE, Math.floor(keys.length / 10)));
    const { opened, pallets } = this.#packed(keys.slice(loose.length), lot, { perCase, kept: Math.ceil(dispensed / perCase) + 1 });
    await this.#world.done(maker, 'commission', { origin: 'own', shipment: null, units: loose.map((unit) => ({ unit, height: 0, lots: [lot], contents: '' })) });
    for (const some of parts(pallets)) {
      await this.#world.done(maker, 'commission', { origin: 'own', shipment: null, units: some.map(({ line }) => line) });
      await this.#world.handOver(maker, wholesaler, some.map(({ ref }) => named(ref)));
    }
    for (const some of parts(opened)) {
      await this.#world.done(wholesaler, 'unpack', { units: some.map(({ packed, pallet }) => within(maker.id, packed.line.unit, pallet)) });
      await this.#world.handOver(wholesaler, pharmacy, some.map(({ packed }) => named(packed.ref)));
    }
    await this.#world.handOver(maker, wholesaler, loose.map((key) => named(unitRef(maker.id, key))));
    await this.#tradeLoose(loose);
    await this.#dispense(opened, lot);
  }

  /** Every case and pallet in the order of the serials; of those that are opened later the issuer's lists are kept. */
  #packed(keys: readonly string[], lot: string, { kept, perCase }: { perCase: number; kept: number }): { opened: Case[]; pallets: { ref: string; line: PackedContainer['line'] }[] } {
    const opened: Case[] = [];
    const pallets: { ref: string; line: PackedContainer['line'] }[] = [];
    for (let from = 0; from < keys.length; from += perCase * CASES_A_PALLET) {
      const cases = chunks(keys.slice(from, from + perCase * CASES_A_PALLET), perCase).map((own) => this.#world.packed(this.#by.maker, [lot], own.length, { keys: own }));
      const pallet = this.#world.pallet(this.#by.maker, cases);
      pallets.push({ ref: pallet.ref, line: pallet.line });
      for (const packed of cases) if (opened.length < kept) opened.push({ packed, keys: packed.keys, pallet });
    }
    return { opened, pallets };
  }

  /** A tote is packed and sold; some of what is left goes out as samples. */
  async #tradeLoose(loose: readonly string[]): Promise<void> {
    const { maker, pharmacy, wholesaler } = this.#by;
    const half = loose.length >> 1;
    const refs = loose.map((key) => unitRef(maker.id, key));
    const tote = unitRef(wholesaler.id, this.#world.newKey());
    await this.#world.done(wholesaler, 'pack', { container: named(tote), units: refs.slice(0, half).map((ref) => named(ref)) });
    await this.#world.handOver(wholesaler, pharmacy, [named(tote)]);
    await this.#world.done(pharmacy, 'dispense', { units: refs.slice(0, half >> 1).map((ref) => named(ref, tote)), remainder: 'none' });
    await this.#world.done(wholesaler, 'decommission', { units: refs.slice(half, half + (half >> 1)).map((ref) => named(ref)), reason: 'sample' });
  }

  /** Most cases are emptied at once; from the last one packages go singly, as patients come; one is held inside, and in the end the lot is recalled. */
  async #dispense(opened: readonly Case[], lot: string): Promise<void> {
    const { maker, pharmacy } = this.#by;
    const last = opened.at(-1) as Case;
    const inside = (packed: PackedContainer, key: string): NamedUnit => within(maker.id, key, packed);
    for (const some of parts(opened.slice(0, -1).flatMap(({ keys, packed }) => keys.map((key) => ({ key, packed }))))) {
      await this.#world.done(pharmacy, 'dispense', { units: some.map(({ key, packed }) => inside(packed, key)), remainder: 'none' });
    }
    const [held, ...others] = shuffled(last.keys, this.#chance);
    await this.#world.done(pharmacy, 'quarantine', { units: [inside(last.packed, held as string)], place: 'inside' });
    for (const key of others.slice(0, others.length >> 1)) await this.#world.done(pharmacy, 'dispense', { units: [inside(last.packed, key)], remainder: 'none' });
    await this.#world.done(maker, 'issueRecall', { recall: randomId(16), class: 'II', lots: [lot], joins: false });
  }
}

export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = chance.below(i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

const chunks = <T>(list: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
const parts = <T>(list: readonly T[]): T[][] => chunks(list, AT_ONCE);
