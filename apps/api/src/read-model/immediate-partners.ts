import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Contents } from './contents.ts';
import { Pedigrees } from './pedigree.ts';
import { ShipmentContents } from './shipment-contents.ts';
import { ShipmentList } from './shipment-list.ts';
import { type Partner, ShipmentPartners } from './shipment-partners.ts';

/** A trading partner at the other end of one's own shipments of such product. */
export interface ImmediatePartner extends Partner {
  /** The product came from it. */
  readonly soldToUs: boolean;
  /** Packages of the product, or of its lots, went to it. */
  readonly mayHave: boolean;
}

/** What the partners are sought for: units that a party's record has, and the keys of the lots concerned. */
export interface Sought {
  readonly refs: readonly string[];
  readonly lotKeys: readonly string[];
  /** Whether there are units that no record has: they may have come with any package of these lots. */
  readonly anySeller: boolean;
}

interface Candidate {
  readonly id: string;
  readonly from_party: string;
  readonly to_party: string;
}

/** So many packages of one case are followed back one by one. */
export const FOLLOWED_MAX = 2_000;

/** Finds the immediate trading partners of a product: who sold it to a party, and to whom the party sold it or packages of its lots. */
@Injectable()
export class ImmediatePartners {
  constructor(
    private readonly database: Database,
    private readonly contents: Contents,
    private readonly pedigrees: Pedigrees,
    private readonly shipments: ShipmentList,
    private readonly shipped: ShipmentContents,
    private readonly partners: ShipmentPartners,
  ) {}

  /** Each once, by name. A shipment that was taken back before it arrived counts for nothing, one that is under way counts. */
  async of(party: string, { anySeller, lotKeys, refs }: Sought): Promise<ImmediatePartner[]> {
    const [sources, withLot] = await Promise.all([this.#sources(party, refs), this.#carrying(party, lotKeys)]);
    const sellers = new Set([...sources, ...(anySeller ? withLot.filter(({ to_party: to }) => to === party).map(({ id }) => id) : [])]);
    const buyers = new Set(withLot.filter(({ from_party: from }) => from === party).map(({ id }) => id));
    const found = new Map<string, ImmediatePartner>();
    for (const id of [...sellers, ...buyers]) {
      const ends = await this.partners.ofShipment(party, id);
      if (!ends) continue;
      const partner = sellers.has(id) ? ends.from : ends.to;
      const key = partner.id ?? partner.gln ?? partner.name;
      const before = found.get(key);
      found.set(key, { ...partner, soldToUs: (before?.soldToUs ?? false) || sellers.has(id), mayHave: (before?.mayHave ?? false) || buyers.has(id) });
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The shipments from others by which these units, or the packages in them, came to a party. */
  async #sources(party: string, refs: readonly string[]): Promise<string[]> {
    const followed = await this.#followed(refs);
    const ways = await Promise.all(followed.map((ref) => this.pedigrees.of(ref)));
    const ids = ways.flatMap((steps) =>
      steps.flatMap(({ shipment }, i) => {
        // Its last step on a shipment: where it was taken back next, it did not come by it.
        const isLast = shipment !== null && !steps.slice(i + 1).some((later) => later.shipment === shipment);
        return isLast && steps[i + 1]?.type !== 'cancelShipment' ? [shipment] : [];
      }),
    );
    const rows = await this.database.query<{ id: string }>('select id from readmodel.shipment where id = any ($1) and to_party = $2 and from_party <> $2', [[...new Set(ids)], party]);
    return rows.map(({ id }) => id);
  }

  /** The units and the packages in them; of packages that never left the container that they were commissioned in, the container stands for all. */
  async #followed(refs: readonly string[]): Promise<string[]> {
    const inside = (await Promise.all(refs.map((ref) => this.contents.packages(ref, FOLLOWED_MAX)))).flat().map(({ ref }) => ref);
    const rows = await this.database.query<{ ref: string }>(
      `select distinct case when u.parent_key is not null and not exists (select 1 from readmodel.step s where s.ref = asked.ref) then u.issuer || '/' || u.parent_key else asked.ref end as ref
         from unnest($1::text[]) as asked (ref) join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2)`,
      [[...refs, ...inside]],
    );
    return rows.map(({ ref }) => ref).slice(0, FOLLOWED_MAX);
  }

  /** A party's shipments in which, when they left, was a package of these lots that was not taken back. */
  async #carrying(party: string, lotKeys: readonly string[]): Promise<Candidate[]> {
    if (lotKeys.length === 0) return [];
    // A container remembers every lot that it ever held: what it held then is counted below.
    const candidates = await this.database.query<Candidate>(
      `select distinct s.id, s.from_party, s.to_party from readmodel.shipment s
         join readmodel.shipment_unit su on su.shipment_id = s.id join readmodel.unit m on m.ref = su.ref
        where $1 in (s.from_party, s.to_party) and s.from_party <> s.to_party and m.lots && $2`,
      [party, lotKeys],
    );
    const counted = await this.#counted(candidates.map(({ id }) => id));
    const wanted = new Set(lotKeys);
    const counts = new Map<string, number>();
    for (const { count, lot_key: lot, top } of await this.shipped.count(counted.map(({ position, ref }, i) => ({ name: String(i), ref, position })))) {
      const unit = counted[Number(top)];
      if (unit && wanted.has(lot)) counts.set(unit.shipment, (counts.get(unit.shipment) ?? 0) + (unit.taken ? -count : count));
    }
    return candidates.filter(({ id }) => (counts.get(id) ?? 0) > 0);
  }

  /**
   * What adds up to what may have arrived by a shipment: its units when they left, less what was taken back. Of a container that was taken back,
   * what had been received out of it before stays; what was missing from a received one joined the shipment by itself, and may have been taken back so.
   */
  async #counted(shipmentIds: readonly string[]): Promise<Counted[]> {
    const units = await this.shipments.units(shipmentIds);
    const back = units.filter(({ state }) => state === 'cancelled');
    const ends = await this.database.query<{ shipment: string; ref: string; position: number }>(
      `select asked.shipment, asked.ref, min(s.position) as position from unnest($1::text[], $2::text[], $3::bigint[]) as asked (shipment, ref, began)
         join readmodel.step s on s.ref = asked.ref and s.position > asked.began and s.type = 'cancelShipment' group by 1, 2`,
      [back.map(({ shipment_id: id }) => id), back.map(({ ref }) => ref), back.map(({ position }) => position)],
    );
    return [...units.filter(({ original }) => original).map(({ position, ref, shipment_id: shipment }) => ({ shipment, ref, position, taken: false })), ...ends.map((end) => ({ ...end, taken: true }))];
  }
}

/** A unit at a place in the log; `taken` back then, or sent. */
interface Counted {
  readonly shipment: string;
  readonly ref: string;
  readonly position: number;
  readonly taken: boolean;
}
