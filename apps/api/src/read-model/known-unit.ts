import { Injectable } from '@nestjs/common';
import { identityOf, linkOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';
import { grouped, Together } from '../platform/together.ts';
import { type ContentCount, Contents } from './contents.ts';
import { type Birth, type LedgerStep, orderedSteps, Pedigrees } from './pedigree.ts';
import { placedBySteps } from './placed-by-steps.ts';
import { type PlacedUnit, PlacedUnits } from './placed-units.ts';

/** A lot as a verdict needs it. */
export interface KnownLot {
  readonly key: string;
  readonly gtin: string;
  readonly number: string;
  /** YYYY-MM-DD */
  readonly expires_on: string;
  readonly recalls: readonly string[];
  readonly product: string;
}

/** All that the record and the read model know of one unit, before anyone's right to it is considered. */
export interface KnownUnit {
  readonly placed: PlacedUnit;
  readonly link: string;
  /** How it and every container that it ever lay in came into being. */
  readonly births: ReadonlyMap<string, Birth>;
  readonly steps: readonly LedgerStep[];
  readonly lots: ReadonlyMap<string, KnownLot>;
  readonly contents: readonly ContentCount[];
  /** The shipments that its steps speak of, by id. */
  readonly shipments: ReadonlyMap<string, KnownShipment>;
  /** Of an own commissioner: whether its registered prefixes cover the GTIN. */
  readonly prefixCovered: boolean;
  readonly stated: boolean;
  /** Attested goods whose maker records on this ledger, sold by another: nothing recorded leads from the maker to the seller. */
  readonly soldPastMaker: boolean;
  readonly product: { name: string; ndc: string | null; strength: string; dosage_form: string } | null;
}

interface KnownShipment {
  readonly id: string;
  readonly from_party: string;
  readonly to_party: string;
  readonly state: string;
  readonly purpose: string;
}

interface About {
  readonly covered: boolean;
  readonly name: string | null;
  readonly ndc: string | null;
  readonly strength: string;
  readonly dosage_form: string;
}

/** What was found under an EPC. */
export interface FoundUnit {
  readonly unit: KnownUnit;
  /** How many issuers have recorded a package with it. */
  readonly issuers: number;
  /** Whether packages of different issuers are with different holders now. */
  readonly overlapping: boolean;
}

/** Gathers what is known of the units that carry an EPC. */
@Injectable()
export class KnownUnits {
  readonly #bySerial = new Together<{ gtin: string; serial: string }, string[]>(async (asked) => {
    const rows = await this.database.often<{ gtin: string; serial: string; ref: string }>(
      `select distinct u.gtin, u.serial, u.issuer || '/' || u.key as ref from unnest($1::text[], $2::text[]) as asked (gtin, serial) join record.unit u on u.gtin = asked.gtin and u.serial = asked.serial`,
      [asked.map(({ gtin }) => gtin), asked.map(({ serial }) => serial)],
    );
    const found = grouped(rows, ({ gtin, serial }) => `${gtin} ${serial}`);
    return asked.map(({ gtin, serial }) => (found.get(`${gtin} ${serial}`) ?? []).map(({ ref }) => ref));
  });

  /** The issuer's product of a GTIN, and whether its registered prefixes cover it. */
  readonly #about = new Together<{ issuer: string; gtin: string | null }, About | undefined>(async (asked) => {
    const rows = await this.database.often<About & { i: number }>(
      `select asked.i::int, p.name, p.ndc, p.strength, p.dosage_form,
              asked.gtin is null or exists (select 1 from unnest(o.gs1_prefixes) as prefix where substr(asked.gtin, 2) like prefix || '%') as covered
         from unnest($1::text[], $2::text[]) with ordinality as asked (issuer, gtin, i)
         join record.organisation o on o.id = asked.issuer
         left join record.trade_item t on t.owner_id = o.id and t.gtin = asked.gtin
         left join record.product p on p.id = t.product_id`,
      [asked.map(({ issuer }) => issuer), asked.map(({ gtin }) => gtin)],
    );
    const found = new Map(rows.map((row) => [row.i, row]));
    return asked.map((_, i) => found.get(i + 1));
  });

  readonly #lot = new Together<string, KnownLot | undefined>(async (keys) => {
    const rows = await this.database.often<KnownLot>(
      `select l.key, l.gtin, l.number, l.expires_on, coalesce(m.recalls, '{}') as recalls, p.name as product
         from record.lot l left join readmodel.lot m on m.key = l.key join record.product p on p.id = l.product_id where l.key = any ($1)`,
      [[...new Set(keys)]],
    );
    const found = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => found.get(key));
  });

  readonly #shipment = new Together<string, KnownShipment | undefined>(async (ids) => {
    const rows = await this.database.often<KnownShipment>('select id, from_party, to_party, state, purpose from readmodel.shipment where id = any ($1)', [[...new Set(ids)]]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });

  constructor(
    private readonly database: Database,
    private readonly placedUnits: PlacedUnits,
    private readonly contents: Contents,
    private readonly pedigrees: Pedigrees,
  ) {}

  /** The unit of this EPC that concerns the asker most, and how many issuers have recorded it; null when no data has arrived. */
  async find(link: string, asker: string): Promise<FoundUnit | null> {
    const known = (await Promise.all((await this.#refs(link)).map((ref) => this.#know(ref)))).flatMap((unit) => unit ?? []);
    const [unit] = [...known].sort((a, b) => concern(b, asker) - concern(a, asker));
    const packages = known.flatMap(({ placed }) => (placed.kind === 'package' ? [placed] : []));
    const issuers = new Set(packages.map(({ issuer }) => issuer)).size;
    const holders = new Set(packages.filter(({ state }) => IN_HAND.has(state ?? '')).map(({ holder }) => holder));
    return unit ? { unit, issuers, overlapping: issuers > 1 && holders.size > 1 } : null;
  }

  /** The units that carry an EPC; those of an SSCC, which may have been used before, in the order of their places. */
  async #refs(link: string): Promise<string[]> {
    const identity = identityOf(link);
    if (!identity) return [];
    return identity.sscc === null ? this.#bySerial.of({ gtin: identity.gtin, serial: identity.serial }) : (await this.placedUnits.byLink(link)).map(({ ref }) => ref);
  }

  /** Null: the ledger does not have it. */
  async #know(ref: string): Promise<KnownUnit | null> {
    const loaded = await this.pedigrees.load(ref);
    const placed = placedBySteps(ref, loaded);
    if (!placed || placed.top === null) return null;
    const steps = orderedSteps(ref, loaded);
    const lotsOf = (keys: readonly string[]): Promise<KnownLot[]> => Promise.all([...new Set(keys)].map((key) => this.#lot.of(key))).then((found) => found.flatMap((lot) => lot ?? []));
    const [contents, about, ownLot, shipments] = await Promise.all([
      placed.kind === 'package' ? Promise.resolve([]) : this.contents.count([placed.ref]),
      this.#about.of({ issuer: placed.issuer, gtin: placed.gtin }),
      lotsOf(placed.lot_key ? [placed.lot_key] : []),
      Promise.all([...new Set(steps.flatMap(({ shipment }) => shipment ?? []))].map((id) => this.#shipment.of(id))).then((found) => found.flatMap((shipment) => shipment ?? [])),
    ]);
    const lots = placed.lot_key ? ownLot : await lotsOf(contents.map(({ lot_key: key }) => key));
    const stated = shipments.find(({ from_party: from }) => from === 'stated');
    return {
      placed,
      link: linkOf(placed),
      births: loaded.births,
      steps,
      lots: new Map(lots.map((lot) => [lot.key, lot])),
      contents,
      shipments: new Map(shipments.map((shipment) => [shipment.id, shipment])),
      prefixCovered: stated !== undefined || placed.kind !== 'package' || (about?.covered ?? false),
      stated: stated !== undefined,
      soldPastMaker: stated !== undefined && placed.gtin !== null && (await this.#soldPastMaker(placed.gtin, stated.id)),
      product: about?.name ? { name: about.name, ndc: about.ndc, strength: about.strength, dosage_form: about.dosage_form } : null,
    };
  }

  /** Whether who made goods of this GTIN is a trading partner here, and is not who sold them by a shipment that a document states. */
  async #soldPastMaker(gtin: string, shipment: string): Promise<boolean> {
    const [row] = await this.database.query<{ past: boolean }>(
      `select not bool_or(m.gln = seller.gln or exists (select 1 from record.site t where t.organisation_id = m.id and t.gln = seller.gln)) as past
         from record.organisation m,
              (select jsonb_path_query_first(d.event, '$.sourceList[*] ? (@.type == "owning_party").gln') #>> '{}' as gln
                 from readmodel.shipment s join record.document d on d.command_id = s.by_command and d.biz_step = 'shipping' where s.id = $2 limit 1) seller
        where m.kinds && '{MANUFACTURER,REPACKAGER}' and exists (select 1 from unnest(m.gs1_prefixes) as prefix where substr($1, 2) like prefix || '%')`,
      [gtin, shipment],
    );
    return row?.past ?? false;
  }
}

const IN_HAND = new Set(['active', 'quarantined', 'partially_dispensed', 'illegitimate']);

/** The index of the last step in which a party had a part: it acted, held, or was the addressee; -1 when it never had. */
export function lastInvolved({ shipments, steps }: Pick<KnownUnit, 'shipments' | 'steps'>, party: string): number {
  return steps.findLastIndex(({ by_party: by, holder, owner, shipment }) => by === party || holder === party || owner === party || (shipment !== null && shipments.get(shipment)?.to_party === party));
}

function concern(unit: KnownUnit, party: string): number {
  if (unit.placed.holder === party) return 3;
  if (unit.placed.shipment && unit.shipments.get(unit.placed.shipment)?.to_party === party) return 2;
  return lastInvolved(unit, party) >= 0 ? 1 : 0;
}
