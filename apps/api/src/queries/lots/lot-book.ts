import { Injectable } from '@nestjs/common';
import { toElementString } from 'gs1-barcodes';
import { AccessLog } from '../../access/access-log.ts';
import { maySeeWholeLot, readsAllTrade } from '../../access/policy.ts';
import type { Current } from '../../identity/current.ts';
import { ProductList } from '../../master-data/product-list.ts';
import { failure } from '../../platform/failure.ts';
import { Projector } from '../../projection/projector.ts';
import { Holdings } from '../../read-model/holdings.ts';
import { type LabelRow, LabelRows } from '../../read-model/label-rows.ts';
import { LotPlaces } from '../../read-model/lot-places.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import { PartyNames } from '../../read-model/party-names.ts';
import type { LabelPage } from './models/label-page.model.ts';
import type { Label } from './models/label.model.ts';
import type { LotPage } from './models/lot-page.model.ts';
import type { Lot } from './models/lot.model.ts';
import { type Counted, linesOf } from './places.ts';

interface Asked {
  readonly first: number;
  readonly after: string | null;
}

/** Lots as an organisation may see them: whole to who registered them and to the regulator, to others as far as they hold them. */
@Injectable()
export class LotBook {
  constructor(
    private readonly rows: LotRows,
    private readonly places: LotPlaces,
    private readonly holdings: Holdings,
    private readonly names: PartyNames,
    private readonly labelRows: LabelRows,
    private readonly productList: ProductList,
    private readonly projector: Projector,
    private readonly accessLog: AccessLog,
  ) {}

  async page(current: Current, { after, first, search }: Asked & { search: string | null }): Promise<LotPage> {
    const asOfBlock = Math.max(0, await this.projector.projectedTo());
    const all = readsAllTrade(current);
    const held = all ? [] : await this.holdings.lotKeys(current.organisation.id);
    const { next, rows, total } = await this.rows.page({ party: all ? null : current.organisation.id, held, search, first, after });
    return { items: await this.#show(current, rows, 'list of lots'), next, total, asOfBlock };
  }

  /** A lot that the asker registered or holds or held; null when there is none. */
  async one(current: Current, key: string): Promise<Lot | null> {
    const rows = await this.rows.byKeys([key]);
    const [row] = rows;
    if (!row) return null;
    if (!maySeeWholeLot(current, row) && !(await this.holdings.lotKeys(current.organisation.id)).includes(key)) return null;
    const [lot] = await this.#show(current, rows, 'lot');
    return lot ?? null;
  }

  /** Labels, with the serials: for who registered the lot alone. Refuses others (NOT_FOUND). */
  async labels(current: Current, key: string, { after, first }: Asked): Promise<LabelPage> {
    const [lot] = await this.rows.byKeys([key]);
    if (!lot || lot.registered_by !== current.organisation.id) throw failure('NOT_FOUND', 'You have no such lot.');
    const { next, rows, total } = await this.labelRows.page({ key, issuer: lot.registered_by }, { first, after });
    return { items: rows.map((row) => labelOf(row, lot)), next, total };
  }

  async #show(current: Current, rows: readonly LotRow[], what: string): Promise<Lot[]> {
    const whole = rows.filter((row) => maySeeWholeLot(current, row)).map(({ key }) => key);
    const [products, counts, consignees] = await Promise.all([
      this.productList.byIds(rows.map(({ product_id: id }) => id)),
      this.#count(current, rows, whole),
      this.places.consignees(current.organisation.id, whole),
    ]);
    const names = await this.names.of(counts.map(({ party }) => party));
    if (readsAllTrade(current)) await this.#noteReads(current, rows, counts, what);
    return rows.map((row) => {
      const own = counts.filter(({ lot_key: lot }) => lot === row.key);
      const states = new Map<string, number>();
      for (const { count, state } of own) states.set(state, (states.get(state) ?? 0) + count);
      const product = products.get(row.product_id);
      if (!product) throw new Error(`the lot ${row.key} is of a product that is not there`);
      return {
        id: row.key,
        number: row.number,
        expiry: row.expires_on,
        product,
        registeredBy: row.registrar,
        packageCount: own.reduce((sum, { count }) => sum + count, 0),
        counts: [...states].map(([state, count]) => ({ state: state.toUpperCase(), count })),
        recalled: row.recalls.length > 0,
        places: linesOf(current, own, { consignees, names }),
      };
    });
  }

  /** Who registered a lot, and each who holds of it, sees that the regulator looked. */
  async #noteReads(current: Current, rows: readonly LotRow[], counts: readonly (Counted & { lot_key: string })[], what: string): Promise<void> {
    await Promise.all(
      rows.flatMap(({ key, number, registered_by: registrar }) =>
        [...new Set([registrar, ...counts.filter(({ lot_key: lot }) => lot === key).map(({ party }) => party)])].map((owner) =>
          this.accessLog.recordRead({ readerOrganisation: current.organisation.id, readerUser: current.user.id, ownerOrganisation: owner, subject: `lot ${number}`, purpose: `${what}: read` }),
        ),
      ),
    );
  }

  async #count(current: Current, rows: readonly LotRow[], whole: readonly string[]): Promise<(Counted & { lot_key: string })[]> {
    const parts = rows.map(({ key }) => key).filter((key) => !whole.includes(key));
    const party = current.organisation.id;
    const [all, own] = await Promise.all([this.places.count(whole), parts.length === 0 ? [] : this.holdings.of(party, { finished: true, inbound: false, lots: parts })]);
    return [...all, ...own.map(({ count, lot_key: lot, state }) => ({ lot_key: lot, party, state, count }))];
  }
}

/** What is printed on a unit, as its barcode says it: packages with lot and expiry, in an order in which one separator does. */
function labelOf({ gtin, kind, serial, sscc }: LabelRow, lot: LotRow): Label {
  const elements =
    sscc !== null
      ? [{ ai: '00', value: sscc }]
      : [
          { ai: '01', value: gtin ?? '' },
          { ai: '21', value: serial ?? '' },
          ...(kind === 'PACKAGE' ? [{ ai: '17', value: lot.expires_on.slice(2).replaceAll('-', '') }, { ai: '10', value: lot.number }] : []),
        ];
  const printed = kind === 'PACKAGE';
  return { kind, text: toElementString(elements), gtin, serial, sscc, lot: printed ? lot.number : null, expiry: printed ? lot.expires_on : null, productName: sscc === null ? lot.product : null };
}
