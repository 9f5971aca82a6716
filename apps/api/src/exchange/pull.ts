import { Inject, Injectable } from '@nestjs/common';
import { factKey, type Ledger, type LotFact, type PartyFact, type UnitFact } from '@packtrail/ledger';
import { LEDGER } from '../platform/ledger.module.ts';
import { HandedOnRows } from '../read-model/handed-on-rows.ts';
import { PartyNames } from '../read-model/party-names.ts';
import { type Broken, broken, brokenSentence } from './arrival-rules.ts';
import { type ArrivalRow, Arrivals } from './arrivals.ts';
import { checkDocument } from './check-documents.ts';
import { checkGoods, type GoodsOnLedger } from './check-goods.ts';
import { Connections, type Reach } from './connections.ts';
import { ANSWER_BYTES_MAX, HANDED_ON, type HandedOn } from './handed-on.ts';
import { Outgoing } from './outgoing.ts';
import { StoreArrival } from './store-arrival.ts';

export type Pulled = { readonly kind: 'stored' } | { readonly kind: 'refused'; readonly broken: Broken } | { readonly kind: 'on its way'; readonly why: string };

type Fetched = { readonly kind: 'document'; readonly document: HandedOn } | { readonly kind: 'broken'; readonly broken: Broken } | { readonly kind: 'silence'; readonly why: string };

/** So many documents are asked for at once. */
const AT_ONCE = 4;
const FACTS_AT_ONCE = 5_000;

/** Fetches the data of a shipment from the seller's node and checks everything against the ledger before anything is stored. */
@Injectable()
export class Pull {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly connections: Connections,
    private readonly outgoing: Outgoing,
    private readonly rows: HandedOnRows,
    private readonly names: PartyNames,
    private readonly storing: StoreArrival,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** One try; its outcome is kept with the arrival. */
  async try(arrival: ArrivalRow): Promise<Pulled> {
    if (arrival.state === 'stored') return { kind: 'stored' };
    const pulled = await this.#pull(arrival);
    if (pulled.kind === 'on its way') await this.arrivals.failed(arrival, pulled.why);
    if (pulled.kind === 'refused') await this.arrivals.refused(arrival.shipment_id, { rule: pulled.broken.rule, problem: brokenSentence(pulled.broken) });
    return pulled;
  }

  async #pull(arrival: ArrivalRow): Promise<Pulled> {
    const reach = await this.connections.reach(arrival.organisation_id, arrival.seller_id);
    if (!reach?.nodeAddress) return { kind: 'on its way', why: 'There is no connection to the node of the seller: make one.' };
    const beginning = await this.rows.beginning(arrival.shipment_id);
    if (!beginning) return { kind: 'on its way', why: 'The read model has not reached the shipment yet.' };
    const first = await this.#all(reach, beginning.docs, arrival.shipment_id);
    if (first.kind !== 'documents') return first;
    const goods = first.documents.find(({ bizStep }) => bizStep === 'shipping');
    if (!goods) return refused(broken('NOT_HANDED_ON', beginning.docs[0] ?? ''));
    const foreign = first.documents.find(({ txId }) => txId !== beginning.tx_id);
    if (foreign) return refused(broken('UNITS_DIFFER', `the document ${foreign.docHash} is of another shipment`));
    // What was recorded here, or is known whole, need not be told again.
    const known = new Set([...beginning.docs, ...(await this.rows.known(goods.earlier))]);
    const earlier = await this.#all(reach, goods.earlier.filter((hash) => !known.has(hash)), arrival.shipment_id);
    if (earlier.kind !== 'documents') return earlier;
    const documents = [...first.documents, ...earlier.documents];
    const found = await this.#check(goods, documents, beginning);
    if (found) return refused(found);
    const conflict = await this.storing.store(arrival, { goods, documents });
    return conflict ? refused(conflict) : { kind: 'stored' };
  }

  async #all(reach: Reach, hashes: readonly string[], shipment: string): Promise<{ kind: 'documents'; documents: HandedOn[] } | Exclude<Pulled, { kind: 'stored' }>> {
    const documents: HandedOn[] = [];
    for (let from = 0; from < hashes.length; from += AT_ONCE) {
      for (const fetched of await Promise.all(hashes.slice(from, from + AT_ONCE).map((hash) => this.#fetch(reach, hash, shipment)))) {
        if (fetched.kind === 'silence') return { kind: 'on its way', why: fetched.why };
        if (fetched.kind === 'broken') return refused(fetched.broken);
        documents.push(fetched.document);
      }
    }
    return { kind: 'documents', documents };
  }

  async #fetch({ nodeAddress, token }: Reach, hash: string, shipment: string): Promise<Fetched> {
    const answer = await this.outgoing.send({ method: 'GET', url: `${nodeAddress}/documents/${hash}?shipment=${shipment}`, token, most: ANSWER_BYTES_MAX });
    if (answer.kind !== 'answer') return { kind: 'silence', why: answer.why };
    if (answer.status === 404) return { kind: 'broken', broken: broken('NOT_HANDED_ON', hash) };
    // A token that is over, a node that is busy: a person or time mends it.
    if (answer.status !== 200) return { kind: 'silence', why: `the node of the seller answers ${answer.status}` };
    const read = HANDED_ON.safeParse(parsed(answer.text));
    if (!read.success) return { kind: 'broken', broken: broken('HANDED_ON_UNREADABLE', read.error.issues[0]?.path.join('.') ?? '') };
    if (read.data.origin !== this.ledger.origin) return { kind: 'broken', broken: broken('WRONG_LEDGER', read.data.origin) };
    return read.data.docHash === hash ? { kind: 'document', document: read.data } : { kind: 'broken', broken: broken('DOCUMENT_ALTERED', hash) };
  }

  async #check(goods: HandedOn, documents: readonly HandedOn[], { block_number: blockNumber, position }: { block_number: number; position: number }): Promise<Broken | null> {
    const recorded = await this.ledger.block(blockNumber);
    const shipping = recorded?.block.transactions[position - recorded.firstPosition];
    if (!shipping) throw new Error(`block ${blockNumber} has no transaction at ${position}`);
    const outermost = new Set(shipping.writes.flatMap(([key, fact]) => (key.startsWith('unit/') && 'shipment' in fact && fact.shipment !== null ? key.slice('unit/'.length) : [])));
    const refs = goods.units.map(({ ref }) => ref);
    const moved = await this.rows.moved(goods.units.filter(({ height }) => height > 0).map(({ ref }) => ref));
    const owners = [...new Set([...goods.parties.map(({ id }) => id), ...refs.map((ref) => ref.slice(0, 32)), ...goods.lots.map(({ by }) => by)])];
    const onLedger: GoodsOnLedger = {
      outermost,
      units: await this.#facts<UnitFact>(refs, factKey.unit),
      lots: await this.#facts<LotFact>(goods.lots.map(({ key }) => key), factKey.lot),
      parties: await this.#facts<PartyFact>(owners, factKey.party),
      inside: grouped(moved.inside),
      surfaced: grouped(moved.surfaced),
    };
    const known = new Set((await this.names.of(owners)).keys());
    return checkGoods(goods, onLedger, known) ?? (await this.#checkDocuments(goods, documents));
  }

  async #checkDocuments(goods: HandedOn, documents: readonly HandedOn[]): Promise<Broken | null> {
    const keys = new Map<string, string[]>();
    for (const { link, ref } of goods.units) keys.set(link, [...(keys.get(link) ?? []), ref.slice(33)]);
    const ledger = await this.rows.transactions([...new Set(documents.map(({ txId }) => txId))]);
    for (const document of documents) {
      const found = checkDocument(document, { ledger, keysOf: (link) => keys.get(link) ?? [] });
      if (found) return found;
    }
    return null;
  }

  async #facts<T>(names: readonly string[], keyOf: (name: string) => string): Promise<Map<string, T | undefined>> {
    const facts = new Map<string, T | undefined>();
    for (let from = 0; from < names.length; from += FACTS_AT_ONCE) {
      const some = names.slice(from, from + FACTS_AT_ONCE);
      const found = await this.ledger.facts(some.map(keyOf));
      for (const name of some) facts.set(name, found.get(keyOf(name)) as T | undefined);
    }
    return facts;
  }
}

const refused = (found: Broken) => ({ kind: 'refused' as const, broken: found });

function grouped(rows: readonly { ref: string; container: string }[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { container, ref } of rows) groups.set(container, [...(groups.get(container) ?? []), ref]);
  return groups;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
