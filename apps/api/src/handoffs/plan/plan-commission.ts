import { type ContentLine, contentTree, EMPTY_ROOT, LIMITS, unitKey } from '@packtrail/ledger';
import type { TradeEvent } from 'gs1-barcodes/epcis';
import { putReferences, referencesOf } from '../../documents/shipment-references.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Actor } from '../actor.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import type { Handoff } from '../record.ts';
import { commissionTree, type NewUnit } from './commission-tree.ts';
import { documentOf } from './event.ts';
import { type PlanTools, readable } from './tools.ts';

interface Origin {
  readonly origin: 'own' | 'attested';
  /** The shipment that attested goods come in by; null for own goods. */
  readonly shipment: string | null;
  readonly commandId: string;
  /** What is committed to beside the events: a statement, the shipping event of a seller who is not here. */
  readonly alongside?: Handoff['documents'];
  /** For a rehearsal, which writes nothing: products and lots that will be registered before. */
  readonly foreseen?: Foreseen;
}

export interface Foreseen {
  readonly items: readonly LotItem[];
  readonly lots: readonly KnownLot[];
}

/** A GTIN of a product; lots belong to `base`, the GTIN of its packages. */
interface LotItem {
  readonly gtin: string;
  readonly base: string;
  readonly level: string;
}

interface KnownLot {
  readonly key: string;
  readonly gtin: string;
  readonly number: string;
  readonly expires_on: string;
}

interface KeyedUnit {
  readonly unit: NewUnit;
  readonly key: string;
  readonly salt: Uint8Array | null;
  readonly epoch: number | null;
  readonly lotKey: string | null;
  height: number;
  lots: readonly string[];
  contents: string;
}

/** Commissioning and packing events as one `commission`: a tree of any size of which the outermost get facts. */
export async function planCommission(tools: PlanTools, actor: Actor, events: readonly TradeEvent[], { alongside = [], commandId, foreseen, origin, shipment }: Origin): Promise<Handoff<'commission'> | NodeRefusal> {
  const tree = commissionTree(events);
  if ('code' in tree) return tree;
  const { outermost, units } = tree;
  if (outermost.length > LIMITS.unitsNamed) return nodeRefusal('TOO_MANY', { most: LIMITS.unitsNamed });
  const taken = await alreadyCommissioned(tools, actor, [...units.values()]);
  if (taken) return taken;
  const lots = await lotKeysOf(tools, actor, [...units.values()], foreseen);
  if ('code' in lots) return lots;
  // A rehearsal draws its keys: the secret of a new GTIN would be written.
  const keyed = await keyUnits(tools, actor, [...units.values()], lots, { drawn: foreseen !== undefined });
  for (const unit of outermost) commitTo(unit, keyed);
  return {
    type: 'commission',
    body: {
      origin,
      shipment,
      units: outermost.map((unit) => lineOf(keyed.get(unit.link) as KeyedUnit)),
    },
    documents: [...events.map(documentOf), ...alongside],
    keyOf: (link) => {
      const found = keyed.get(link);
      if (!found) throw new Error(`${link} is in a document and was not commissioned`);
      return found.key;
    },
    made: shipment,
    names: new Map([...keyed.values()].map(({ key, unit }) => [`${actor.organisationId}/${key}`, readable(unit.link)])),
    async store(client, documents) {
      await storeUnits(client, actor.organisationId, commandId, [...keyed.values()], documents);
      if (shipment !== null) await putReferences(client, shipment, alongside.flatMap(({ event }) => referencesOf(event as unknown as TradeEvent)));
    },
  };
}

async function alreadyCommissioned(tools: PlanTools, actor: Actor, units: readonly NewUnit[]): Promise<NodeRefusal | null> {
  const [taken] = await tools.database.query<{ gtin: string; serial: string }>(
    `select u.gtin, u.serial from record.unit u join unnest($2::text[], $3::text[]) as asked (g, s) on u.gtin = asked.g and u.serial = asked.s
      where u.issuer = $1 limit 1`,
    [actor.organisationId, units.flatMap(({ identity }) => identity.gtin ?? []), units.flatMap(({ identity }) => identity.serial ?? [])],
  );
  return taken ? nodeRefusal('ALREADY_COMMISSIONED', { unit: `(01)${taken.gtin}(21)${taken.serial}` }) : null;
}

/** The lot key of each unit that has a lot of its own; every lot must be registered by the actor, with the same expiry. */
async function lotKeysOf(tools: PlanTools, actor: Actor, units: readonly NewUnit[], foreseen: Foreseen = { items: [], lots: [] }): Promise<Map<string, { key: string; level: string }> | NodeRefusal> {
  const gtins = [...new Set(units.flatMap(({ identity }) => identity.gtin ?? []))];
  const ours = await tools.database.query<LotItem>(
    `select t.gtin, b.gtin as base, t.level from record.trade_item t
       join record.trade_item b on b.product_id = t.product_id and b.level = 'package' where t.owner_id = $1 and t.gtin = any ($2)`,
    [actor.organisationId, gtins],
  );
  const items = [...ours, ...foreseen.items.filter(({ gtin }) => gtins.includes(gtin))];
  const bases = new Map(items.map((item) => [item.gtin, item]));
  const lots = await tools.database.query<KnownLot>(
    'select key, gtin, number, expires_on from record.lot where registered_by = $1 and gtin = any ($2)',
    [actor.organisationId, [...new Set(items.map(({ base }) => base))]],
  );
  const known = new Map([...lots, ...foreseen.lots].map((lot) => [`${lot.gtin} ${lot.number}`, lot]));
  const keys = new Map<string, { key: string; level: string }>();
  for (const { identity, link, lot } of units) {
    if (identity.gtin === null) continue;
    const item = bases.get(identity.gtin);
    if (!item) return nodeRefusal('UNKNOWN_PRODUCT', { gtin: identity.gtin });
    if (!lot) {
      if (item.level === 'package') return nodeRefusal('BAD_EVENT', { why: `${readable(link)} is commissioned without a lot` });
      continue;
    }
    const registered = known.get(`${item.base} ${lot.number}`);
    if (!registered) return nodeRefusal('UNKNOWN_LOT', { lot: lot.number, gtin: item.base });
    if (lot.expiry !== null && lot.expiry !== registered.expires_on) {
      return nodeRefusal('EXPIRY_DIFFERS', { lot: lot.number, expiry: registered.expires_on, said: lot.expiry });
    }
    keys.set(link, { key: registered.key, level: item.level });
  }
  return keys;
}

/** Packages are salted by the secret of their GTIN, containers at random, since an SSCC may be used again. */
async function keyUnits(tools: PlanTools, actor: Actor, units: readonly NewUnit[], lots: ReadonlyMap<string, { key: string; level: string }>, { drawn }: { drawn: boolean }): Promise<Map<string, KeyedUnit>> {
  const keyed = new Map<string, KeyedUnit>();
  const packages = units.filter(({ link }) => lots.get(link)?.level === 'package');
  const byGtin = groupByGtin(packages);
  for (const [gtin, of] of byGtin) {
    const epoch = drawn ? 0 : await tools.secrets.currentEpoch(actor.organisationId, gtin);
    const salts = drawn ? of.map(() => tools.salts.draw()) : await tools.secrets.saltsFor(actor.organisationId, gtin, of.map(({ link }) => link), epoch);
    of.forEach((unit, i) => {
      const lotKey = lots.get(unit.link)?.key as string;
      keyed.set(unit.link, { unit, key: unitKey(salts[i] as Uint8Array, unit.link), salt: null, epoch, lotKey, height: 0, lots: [lotKey], contents: '' });
    });
  }
  for (const unit of units) {
    if (keyed.has(unit.link)) continue;
    const salt = tools.salts.draw();
    keyed.set(unit.link, { unit, key: unitKey(salt, unit.link), salt, epoch: null, lotKey: null, height: 1, lots: [], contents: '' });
  }
  return keyed;
}

function groupByGtin(units: readonly NewUnit[]): Map<string, NewUnit[]> {
  const groups = new Map<string, NewUnit[]>();
  for (const unit of units) {
    const gtin = unit.identity.gtin as string;
    const group = groups.get(gtin);
    if (group) group.push(unit);
    else groups.set(gtin, [unit]);
  }
  return groups;
}

/** Fills in height, lots and contents from the inside out. A container commissioned empty commits to nothing yet. */
function commitTo(unit: NewUnit, keyed: ReadonlyMap<string, KeyedUnit>): ContentLine {
  const own = keyed.get(unit.link) as KeyedUnit;
  if (own.lotKey === null) {
    const lines = unit.children.map((child) => commitTo(child, keyed));
    own.height = 1 + Math.max(0, ...lines.map(({ height }) => height));
    own.lots = [...new Set(lines.flatMap(({ lots }) => lots))].sort();
    own.contents = lines.length === 0 ? EMPTY_ROOT : contentTree(lines).root;
  }
  return lineOf(own);
}


const lineOf = ({ contents, height, key, lots }: KeyedUnit): ContentLine => ({ unit: key, height, lots, contents });

async function storeUnits(client: Queryable, issuer: string, commandId: string, units: readonly KeyedUnit[], documents: readonly string[]): Promise<void> {
  const keys = new Map(units.map(({ key, unit }) => [unit.link, key]));
  await client.query(
    `insert into record.unit (issuer, key, kind, gtin, serial, sscc, salt, epoch, lot_key, parent_key, height, lots, contents, command_id, commission_doc, pack_doc)
     select $1, u.key, u.kind, u.gtin, u.serial, u.sscc, u.salt, u.epoch, u.lot_key, u.parent_key, u.height, string_to_array(u.lots, ','), u.contents, $2, u.commission_doc, u.pack_doc
       from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::int[], $10::text[], $11::text[], $12::int[], $13::text[], $14::text[], $15::text[], $16::text[])
            as u (key, kind, gtin, serial, sscc, salt, epoch, lot_key, parent_key, height, lots, contents, commission_doc, pack_doc)`,
    [
      issuer,
      commandId,
      units.map(({ key }) => key),
      units.map(({ lotKey, unit }) => (lotKey ? 'package' : unit.identity.gtin ? 'case' : 'logistic')),
      units.map(({ unit }) => unit.identity.gtin),
      units.map(({ unit }) => unit.identity.serial),
      units.map(({ unit }) => unit.identity.sscc),
      units.map(({ salt }) => salt),
      units.map(({ epoch }) => epoch),
      units.map(({ lotKey }) => lotKey),
      units.map(({ unit }) => (unit.parent ? keys.get(unit.parent.link) : null)),
      units.map(({ height }) => height),
      units.map(({ lots }) => lots.join(',')),
      units.map(({ contents }) => contents),
      units.map(({ unit }) => documents[unit.commissionedBy]),
      units.map(({ unit }) => (unit.packedBy === null ? null : documents[unit.packedBy])),
    ],
  );
}
