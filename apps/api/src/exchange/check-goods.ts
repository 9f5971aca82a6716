import { contentTree, EMPTY_ROOT, endOfLastDay, fromHex, type LotFact, lotKey, type PartyFact, type UnitFact, unitKey } from '@packtrail/ledger';
import { identityOf, lotLink } from '../documents/unit-link.ts';
import { registrationHash } from '../handoffs/ledger-registrar.ts';
import { readable } from '../handoffs/plan/tools.ts';
import { type Broken, broken } from './arrival-rules.ts';
import type { HandedOn, HandedUnit } from './handed-on.ts';

/** What the ledger has of the goods of a shipment. */
export interface GoodsOnLedger {
  /** The outermost units that the shipping transaction sent. */
  readonly outermost: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, UnitFact | undefined>;
  readonly lots: ReadonlyMap<string, LotFact | undefined>;
  readonly parties: ReadonlyMap<string, PartyFact | undefined>;
  /** By facts of their own: what lies in a container, and what has surfaced from its contents. */
  readonly inside: ReadonlyMap<string, readonly string[]>;
  readonly surfaced: ReadonlyMap<string, readonly string[]>;
}

type Goods = Pick<HandedOn, 'units' | 'contents' | 'lots' | 'products' | 'parties'>;

/**
 * Checks goods against the ledger: every key from its salt, every container's contents from their root, every lot and party from their facts, and
 * that the shipment is all there. `knownParties` need no description. Pure; null when all is as it should be.
 */
export function checkGoods(goods: Goods, ledger: GoodsOnLedger, knownParties: ReadonlySet<string>): Broken | null {
  const units = new Map(goods.units.map((unit) => [unit.ref, unit]));
  return checkKeys(goods.units) ?? checkOutermost(units, ledger) ?? checkContents(units, goods) ?? checkPlaces(units, ledger) ?? checkWhole(units, goods, ledger) ?? checkLots(goods, ledger) ?? checkParties(goods, { ledger, knownParties });
}

function checkKeys(units: readonly HandedUnit[]): Broken | null {
  const seen = new Set<string>();
  for (const { contents, height, link, lots, ref, salt } of units) {
    const name = readable(link);
    if (seen.has(ref) || !identityOf(link) || unitKey(fromHex(salt), link) !== keyIn(ref)) return broken('UNIT_ALTERED', name);
    seen.add(ref);
    // A package has one lot and holds nothing, and a container is no package.
    if ((contents === '') !== (height === 0) || (height === 0 && (lots.length !== 1 || identityOf(link)?.sscc))) return broken('UNIT_DIFFERS', name);
  }
  return null;
}

function checkOutermost(units: ReadonlyMap<string, HandedUnit>, { outermost }: GoodsOnLedger): Broken | null {
  const missing = [...outermost].filter((ref) => !units.has(ref));
  return missing.length === 0 && outermost.size > 0 ? null : broken('UNITS_DIFFER', `${missing.length} of ${outermost.size} are missing`);
}

/** The contents of each container, as far as they are told, must lead to its root. */
function checkContents(units: ReadonlyMap<string, HandedUnit>, { contents }: Goods): Broken | null {
  const gaps = new Map(contents.map(({ container, gaps: told }) => [container, told]));
  const children = childrenOf(units.values());
  for (const unit of units.values()) {
    if (unit.contents === '' || unit.contents === EMPTY_ROOT) {
      if (children.has(unit.ref)) return broken('CONTENTS_DIFFER', readable(unit.link));
      continue;
    }
    const lines = (children.get(unit.ref) ?? []).map(({ contents: within, height, lots, ref }) => ({ unit: keyIn(ref), height, lots, contents: within }));
    if (rootOf(lines, gaps.get(unit.ref) ?? []) !== unit.contents) return broken('CONTENTS_DIFFER', readable(unit.link));
  }
  return null;
}

function rootOf(lines: Parameters<typeof contentTree>[0], gaps: NonNullable<Parameters<typeof contentTree>[1]>): string | undefined {
  try {
    return contentTree(lines, gaps).root;
  } catch {
    // Lines given twice, gaps that fit nothing, nothing at all.
    return undefined;
  }
}

/** Each unit has a fact that says the same of it, or is proved by the contents of a container that has its place. */
function checkPlaces(units: ReadonlyMap<string, HandedUnit>, ledger: GoodsOnLedger): Broken | null {
  for (const unit of units.values()) {
    const fact = ledger.units.get(unit.ref);
    const parent = parentOf(unit);
    if (parent !== null && !units.has(parent)) return broken('UNIT_NOT_ON_LEDGER', readable(unit.link));
    if (!fact) {
      if (parent === null) return broken('UNIT_NOT_ON_LEDGER', readable(unit.link));
      continue;
    }
    const lots = new Set(fact.lots);
    const same = fact.height === unit.height && fact.contents === unit.contents && unit.lots.every((lot) => lots.has(lot)) && (unit.height > 0 || lots.size === unit.lots.length);
    if (!same) return broken('UNIT_DIFFERS', readable(unit.link));
  }
  return null;
}

/** Nothing in the shipment is left out but what has left it: as many leaves may be roots as the ledger shows to have surfaced. */
function checkWhole(units: ReadonlyMap<string, HandedUnit>, { contents }: Goods, { inside, outermost, surfaced }: GoodsOnLedger): Broken | null {
  const gaps = new Map(contents.map(({ container, gaps: told }) => [container, told.reduce((sum, { size }) => sum + size, 0)]));
  const children = childrenOf(units.values());
  const shipped = [...outermost];
  const seen = new Set<string>();
  for (let next = shipped.pop(); next !== undefined; next = shipped.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const unit = units.get(next);
    const container = unit ? readable(unit.link) : next;
    if (!unit || (inside.get(next) ?? []).some((ref) => !units.has(ref))) return broken('CONTENTS_WITHHELD', container);
    const left = surfaced.get(next) ?? [];
    if ((gaps.get(next) ?? 0) > left.filter((ref) => !units.has(ref)).length) return broken('CONTENTS_WITHHELD', container);
    const gone = new Set(left);
    shipped.push(...(inside.get(next) ?? []), ...(children.get(next) ?? []).map(({ ref }) => ref).filter((ref) => !gone.has(ref)));
  }
  return null;
}

function checkLots({ lots, products, units }: Goods, ledger: GoodsOnLedger): Broken | null {
  const known = new Map(lots.map((lot) => [lot.key, lot]));
  const items = new Set(products.flatMap(({ items: of, owner }) => of.map(({ gtin }) => `${owner} ${gtin}`)));
  for (const { by, expiresOn, gtin, key, number, salt } of lots) {
    if (lotKey(fromHex(salt), lotLink(gtin, number)) !== key) return broken('LOT_ALTERED', number);
    const fact = ledger.lots.get(key);
    if (fact?.by !== by || fact.expires !== endOfLastDay(expiresOn)) return broken('LOT_DIFFERS', number);
    if (!items.has(`${by} ${gtin}`)) return broken('PRODUCT_MISSING', gtin);
  }
  for (const { height, link, lots: within, ref } of units) {
    const gtin = identityOf(link)?.gtin;
    if (gtin && !items.has(`${issuerIn(ref)} ${gtin}`)) return broken('PRODUCT_MISSING', gtin);
    if (height > 0) continue;
    const lot = known.get(within[0] as string);
    if (!lot) return broken('LOT_MISSING_HANDED_ON', readable(link));
    if (lot.gtin !== gtin) return broken('LOT_DIFFERS', lot.number);
  }
  return null;
}

function checkParties({ lots, parties, units }: Goods, { knownParties, ledger }: { ledger: GoodsOnLedger; knownParties: ReadonlySet<string> }): Broken | null {
  for (const party of parties) if (ledger.parties.get(party.id)?.registration !== registrationHash(party)) return broken('PARTY_DIFFERS', party.name);
  const described = new Set(parties.map(({ id }) => id));
  const needed = [...new Set([...units.map(({ ref }) => issuerIn(ref)), ...lots.map(({ by }) => by)])];
  const missing = needed.find((id) => !described.has(id) && !knownParties.has(id));
  return missing === undefined ? null : broken('PARTY_MISSING', missing);
}

function childrenOf(units: Iterable<HandedUnit>): Map<string, HandedUnit[]> {
  const children = new Map<string, HandedUnit[]>();
  for (const unit of units) {
    const parent = parentOf(unit);
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(unit);
    else children.set(parent, [unit]);
  }
  return children;
}

/** What it was commissioned in has the same issuer. */
const parentOf = ({ parent, ref }: HandedUnit): string | null => (parent === null ? null : `${issuerIn(ref)}/${parent}`);
const issuerIn = (ref: string): string => ref.slice(0, 32);
const keyIn = (ref: string): string => ref.slice(33);
