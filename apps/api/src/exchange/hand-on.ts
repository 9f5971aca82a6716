import { Inject, Injectable } from '@nestjs/common';
import { contentTree, EMPTY_ROOT, factKey, type Json, type Ledger, prunedTree, type ShipmentFact } from '@packtrail/ledger';
import { linksIn } from '../documents/event-lists.ts';
import { linkOf } from '../documents/unit-link.ts';
import { UnitFinder } from '../handoffs/find-units.ts';
import { HandedOnRows, type NamedDocument, type UnitOfRecord } from '../read-model/handed-on-rows.ts';
import { ShippedUnits } from '../read-model/shipped-units.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { cutDocument } from './cut-document.ts';
import { HandOnDetails } from './hand-on-details.ts';
import { type HandedOn, type HandedUnit, UNITS_MAX } from './handed-on.ts';

export type HandOnAnswer = { readonly kind: 'document'; readonly document: HandedOn; readonly owner: string } | { readonly kind: 'too many' } | { readonly kind: 'none' };

const NESTING_MAX = 5;

/** Hands documents on to those whom the ledger names: with their salts, and with all that one needs to check them and to act on the goods. */
@Injectable()
export class HandOn {
  constructor(
    private readonly rows: HandedOnRows,
    private readonly finder: UnitFinder,
    private readonly shipped: ShippedUnits,
    private readonly details: HandOnDetails,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /**
   * The document as this party may have it: whole, where its transaction names the party; cut to its own packages, where the ledger has some of them
   * with the party or on their way to it (of one shipment alone, where it is named). Everyone else is told of none.
   */
  async document(asker: string, docHash: string, shipment: string | null = null): Promise<HandOnAnswer> {
    const named = await this.rows.document(docHash);
    if (!named) return { kind: 'none' };
    const isNamed = named.by_party === asker || named.to_party === asker;
    if (named.biz_step === 'transaction_statement' && !isNamed) return { kind: 'none' };
    const candidates = await this.rows.carrying(linksIn(named.event));
    const units = isNamed ? candidates : await this.#concerning(asker, candidates, shipment);
    if (!isNamed && (units.length === 0 || !UPSTREAM.has(named.biz_step))) return { kind: 'none' };
    const goods = named.shipment_id !== null && named.biz_step === 'shipping' ? await this.#goods(named.shipment_id) : NO_GOODS;
    if (goods === null) return { kind: 'too many' };
    const { event, lists } = cut(named, { candidates, units, all: isNamed });
    const document: HandedOn = {
      format: 'packtrail/handed-on/1',
      origin: this.ledger.origin,
      txId: named.tx_id,
      docHash,
      bizStep: named.biz_step,
      head: named.head,
      salt: Buffer.from(named.salt).toString('hex'),
      event,
      lists,
      ...goods,
      places: await this.details.places(event, [named.by_party, asker]),
    };
    return { kind: 'document', document, owner: named.by_party };
  }

  /** Those that the ledger has with the asker, or on their way to him. */
  async #concerning(asker: string, candidates: readonly UnitOfRecord[], shipment: string | null): Promise<UnitOfRecord[]> {
    const located = await this.finder.locate(candidates);
    const ids = [...new Set(located.flatMap(({ shipment: id }) => id ?? []))];
    const shipments = await this.ledger.facts(ids.map(factKey.shipment));
    const isFor = (id: string | null): boolean => id !== null && (shipments.get(factKey.shipment(id)) as ShipmentFact | undefined)?.to === asker;
    return candidates.filter((_, i) => {
      const { holder, owner, shipment: id } = located[i] as (typeof located)[number];
      return (holder === asker || owner === asker || isFor(id)) && (shipment === null || id === shipment);
    });
  }

  /** Everything of a shipment: its units, the containers they were commissioned in, and what lies beside them as roots. Null when it is too much. */
  async #goods(shipmentId: string): Promise<Omit<HandedOn, 'format' | 'origin' | 'txId' | 'docHash' | 'bizStep' | 'head' | 'salt' | 'event' | 'lists' | 'places'> | null> {
    const shipment = await this.shipped.shipment(shipmentId);
    if (!shipment) throw new Error(`the shipment ${shipmentId} has a document and is not in the read model`);
    const shipped = await this.shipped.all(shipment);
    if (shipped.length > UNITS_MAX) return null;
    const units = await this.#withContainers(shipped.map(({ ref }) => ref));
    if (units.length > UNITS_MAX) return null;
    const packings = await this.rows.documentsOf([...new Set(shipped.flatMap(({ packed_tx: tx }) => tx ?? []))]);
    const within = new Set(shipped.map(({ ref }) => ref));
    const salts = await this.details.salts(units);
    const handed = units.map((unit): HandedUnit => ({
      ref: refOf(unit),
      link: linkOf(unit),
      salt: salts.get(refOf(unit)) as string,
      height: unit.height,
      lots: unit.lots,
      contents: unit.contents,
      parent: unit.parent_key,
      commissionDoc: unit.commission_doc,
      packDoc: unit.pack_doc,
    }));
    const lots = await this.details.lots([...new Set(units.flatMap(({ lot_key: key }) => key ?? []))]);
    const owners = [...new Set([...units.map(({ issuer }) => issuer), ...lots.map(({ by }) => by)])];
    return {
      units: handed,
      contents: await this.#gaps(units),
      lots,
      products: await this.details.products(units, lots),
      parties: await this.details.parties([...owners, shipment.from_party]),
      earlier: [...new Set([...units.filter((unit) => within.has(refOf(unit))).flatMap(({ commission_doc: made, pack_doc: packed }) => [made, packed]), ...packings])].filter((hash) => hash !== null).sort(),
    };
  }

  async #withContainers(refs: readonly string[]): Promise<UnitOfRecord[]> {
    const found = new Map<string, UnitOfRecord>();
    let level = refs;
    for (let depth = 0; depth <= NESTING_MAX && level.length > 0; depth += 1) {
      for (const unit of await this.rows.units(level)) found.set(refOf(unit), unit);
      level = [...new Set([...found.values()].flatMap(({ issuer, parent_key: parent }) => (parent === null ? [] : [`${issuer}/${parent}`])))].filter((ref) => !found.has(ref));
    }
    return [...found.values()];
  }

  /** For each container what lay in it and is not handed on. */
  async #gaps(units: readonly UnitOfRecord[]): Promise<HandedOn['contents']> {
    const containers = units.filter(({ contents }) => contents !== '' && contents !== EMPTY_ROOT).map(refOf);
    const known = await this.rows.contents(containers);
    const handed = new Set(units.map(refOf));
    const linesOf = new Map(containers.map((container) => [container, [] as typeof known.lines]));
    for (const each of known.lines) linesOf.get(`${each.issuer}/${each.parent_key}`)?.push(each);
    const gapsOf = new Map<string, typeof known.gaps>();
    for (const gap of known.gaps) gapsOf.set(gap.container, [...(gapsOf.get(gap.container) ?? []), gap]);
    return containers.flatMap((container) => {
      const lines = [...(linesOf.get(container) ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1));
      const before = (gapsOf.get(container) ?? []).map(({ hash, index, size }) => ({ hash, index, size }));
      const isWhole = before.length === 0 && lines.every((each) => handed.has(refOf(each)));
      if (isWhole) return [];
      const leaves = lines.map(({ contents, height, key, lots }) => contentTree([{ unit: key, height, lots, contents }]).root).map((root) => Uint8Array.from(Buffer.from(root, 'hex')));
      const tree = prunedTree(leaves, before);
      if (!tree) throw new Error(`what is known of the contents of ${container} does not fit together`);
      return [{ container, gaps: tree.prunedTo(tree.places.filter((_, i) => handed.has(refOf(lines[i] as (typeof lines)[number])))) }];
    });
  }
}

/** Steps before his own that a holder may see of his packages. */
const UPSTREAM = new Set(['commissioning', 'packing']);

const NO_GOODS = { units: [], contents: [], lots: [], products: [], parties: [], earlier: [] };

function cut({ doc_hash: hash, event, lists }: NamedDocument, { all, candidates, units }: { candidates: readonly UnitOfRecord[]; units: readonly UnitOfRecord[]; all: boolean }) {
  const keys = new Map<string, string>();
  // Of several units with one SSCC it is the one that this document made or packed.
  const ranked = [...candidates].sort((a, b) => Number(a.commission_doc === hash || a.pack_doc === hash) - Number(b.commission_doc === hash || b.pack_doc === hash));
  for (const unit of ranked) keys.set(linkOf(unit), unit.key);
  const seen = new Set(units.map(linkOf));
  const keyOf = (link: string): string => {
    const key = keys.get(link);
    if (!key) throw new Error(`${link} is in a document and has no key here`);
    return key;
  };
  return cutDocument(event as Record<string, Json>, { keyOf, lists: lists ?? {}, sees: (link) => all || seen.has(link) });
}

const refOf = ({ issuer, key }: Pick<UnitOfRecord, 'issuer' | 'key'>): string => `${issuer}/${key}`;
