import { Injectable } from '@nestjs/common';
import { AccessLog } from '../../access/access-log.ts';
import { maySeeWholeRecall, readsAllTrade } from '../../access/policy.ts';
import type { Current } from '../../identity/current.ts';
import { type Holding, Holdings } from '../../read-model/holdings.ts';
import { LotPlaces } from '../../read-model/lot-places.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import { PartyNames } from '../../read-model/party-names.ts';
import { type RecallRow, RecallRows } from '../../read-model/recall-rows.ts';
import { RecallClass } from '../../verdict/models/recall-class.enum.ts';
import { type Counted, linesOf, packagesIn, spreadOf } from '../lots/places.ts';
import { containersOf } from '../stock/stock-book.ts';
import type { AffectedStock } from './models/affected-stock.model.ts';
import type { Acknowledgement } from './models/acknowledgement.model.ts';
import { RecallDepth } from './models/recall-depth.enum.ts';
import type { RecallHolder } from './models/recall-holder.model.ts';
import type { RecallPreview } from './models/recall-preview.model.ts';
import type { RecallTotals } from './models/recall-totals.model.ts';
import type { RecalledLot } from './models/recalled-lot.model.ts';
import type { Recall } from './models/recall.model.ts';

type PrintedLot = LotRow & { asked_gtin: string };
type PlacedPackages = Counted & { lot_key: string };

/** A recall but for what has to be counted, which is only counted when it is asked for. */
export type ShownRecall = Omit<Recall, 'holders' | 'affected' | 'acknowledgement' | 'totals'> & {
  readonly row: RecallRow;
  readonly lotRows: readonly PrintedLot[];
  /** Counted once, however many fields need it. */
  counted?: Promise<PlacedPackages[]>;
};

/** Recalls as an organisation may see them: whole to who issued them and to the regulator, to others as far as they hold what is recalled. */
@Injectable()
export class RecallBook {
  constructor(
    private readonly rows: RecallRows,
    private readonly lots: LotRows,
    private readonly places: LotPlaces,
    private readonly holdings: Holdings,
    private readonly names: PartyNames,
    private readonly accessLog: AccessLog,
  ) {}

  async list(current: Current, first: number): Promise<ShownRecall[]> {
    const all = readsAllTrade(current);
    return this.#show(current, await this.rows.list({ party: current.organisation.id, all, touching: all ? [] : await this.#touching(current), first }));
  }

  /** A recall of one's own, or one in force that touches what the asker holds, held or is to receive; the regulator any in force. Null else. */
  async one(current: Current, id: string): Promise<ShownRecall | null> {
    const row = await this.rows.one(id);
    if (!row) return null;
    const own = row.organisation_id === current.organisation.id;
    const inForce = row.state === 'issued' || row.state === 'closed';
    if (!own && !(inForce && (readsAllTrade(current) || (await this.#touching(current)).includes(id)))) return null;
    const [recall] = await this.#show(current, [row]);
    return recall ?? null;
  }

  async holders(current: Current, recall: ShownRecall): Promise<RecallHolder[]> {
    const [counts, acknowledged] = await Promise.all([this.placed(current, recall), this.rows.acknowledged(recall.id)]);
    const lines = await this.#lines(current, recall, counts);
    return lines.map(({ parties, ...line }) => ({ ...line, acknowledged: parties.every((party) => acknowledged.has(party)) }));
  }

  /** The holders' lines by lot, for the full list. */
  async linesByLot(current: Current, recall: ShownRecall): Promise<{ lot: PrintedLot; holder: RecallHolder }[]> {
    const [counts, acknowledged] = await Promise.all([this.placed(current, recall), this.rows.acknowledged(recall.id)]);
    const byLot = await Promise.all(
      recall.lotRows.map(async (lot) => (await this.#lines(current, recall, counts.filter(({ lot_key: key }) => key === lot.key))).map(({ parties, ...line }) => ({ lot, holder: { ...line, acknowledged: parties.every((party) => acknowledged.has(party)) } }))),
    );
    return byLot.flat();
  }

  async totals(current: Current, recall: ShownRecall): Promise<RecallTotals> {
    return totalsOf(await this.placed(current, recall));
  }

  /** The asker's own affected packages by lot. What another sends him, or he sent and nobody received yet, is in transit. */
  async affected(current: Current, recall: ShownRecall): Promise<AffectedStock[]> {
    const held = await this.holdings.of(current.organisation.id, { finished: true, inbound: true, lots: recall.lotRows.map(({ key }) => key) });
    return recall.lots.flatMap((printed) => {
      const keys = recall.lotRows.filter((lot) => isPrinted(lot, printed)).map(({ key }) => key);
      const own: Holding[] = held.filter(({ lot_key: key }) => keys.includes(key));
      const spread = spreadOf(own);
      if (packagesIn(spread) === 0) return [];
      return [{ lot: printed.lot, product: printed.product ?? printed.gtin, ...spread, containers: containersOf(own.filter(({ unit }) => !unit.inbound)) }];
    });
  }

  async acknowledgement(current: Current, recall: ShownRecall): Promise<Acknowledgement | null> {
    const row = await this.rows.acknowledgement(recall.id, current.organisation.id);
    return row && { found: row.found, notFound: row.not_found, dispensed: row.dispensed, at: row.at };
  }

  /** What a recall of these lots would stop: to a regulator of everyone's, to others of the lots that they registered. */
  async preview(current: Current, asked: readonly { gtin: string; lot: string }[]): Promise<RecallPreview> {
    const found = await this.lots.byPrinted(asked);
    const recallable = readsAllTrade(current) ? found : found.filter((lot) => found.some((own) => own.gtin === lot.gtin && own.number === lot.number && own.registered_by === current.organisation.id));
    const known = asked.filter((each) => recallable.some((lot) => isPrinted(lot, each)));
    return {
      lots: known.map((each) => printedLot(each, recallable)),
      unknown: asked.filter((each) => !known.includes(each)).map(({ gtin, lot }) => `${gtin} ${lot}`),
      totals: totalsOf(await this.places.count([...new Set(recallable.map(({ key }) => key))])),
    };
  }

  /** Counts of all recalled packages to who may see the whole recall, of one's own to others. */
  placed(current: Current, recall: ShownRecall): Promise<PlacedPackages[]> {
    recall.counted ??= this.#count(current, recall);
    return recall.counted;
  }

  async #count(current: Current, { lotRows, row }: ShownRecall): Promise<PlacedPackages[]> {
    const keys = lotRows.map(({ key }) => key);
    if (!maySeeWholeRecall(current, row)) {
      const party = current.organisation.id;
      return (await this.holdings.of(party, { finished: true, inbound: false, lots: keys })).map(({ count, lot_key: lot, state }) => ({ lot_key: lot, party, state, count }));
    }
    const counts = await this.places.count(keys);
    // A draft is nobody's business yet: a line would tell the holders that one is being written.
    if (row.state === 'draft') return counts;
    await Promise.all(
      [...new Set(counts.map(({ party }) => party))].map((owner) =>
        this.accessLog.recordRead({ readerOrganisation: current.organisation.id, readerUser: current.user.id, ownerOrganisation: owner, subject: `recall ${row.id}`, purpose: 'recall: holders' }),
      ),
    );
    return counts;
  }

  async #lines(current: Current, recall: ShownRecall, counts: readonly PlacedPackages[]) {
    const [consignees, names] = await Promise.all([
      this.places.consignees(current.organisation.id, recall.lotRows.map(({ key }) => key)),
      this.names.of(counts.map(({ party }) => party)),
    ]);
    return linesOf(current, counts, { consignees, names });
  }

  /** The recalls in force that touch what a party holds, held to its end, or is to receive. */
  async #touching(current: Current): Promise<string[]> {
    const recalled = await this.rows.lotsRecalled();
    if (recalled.length === 0) return [];
    const held = await this.holdings.of(current.organisation.id, { finished: true, inbound: true, lots: recalled });
    const named = await this.rows.ofLots([...new Set(held.map(({ lot_key: key }) => key))]);
    return [...new Set(named.map(({ recall }) => recall))];
  }

  async #show(current: Current, rows: readonly RecallRow[]): Promise<ShownRecall[]> {
    const printed = await this.rows.printed(rows.map(({ id }) => id));
    const lots = await this.lots.byPrinted([...printed.values()].flat());
    return rows.map((row) => {
      const named = printed.get(row.id) ?? [];
      const lotRows = [...new Map(lots.filter((lot) => named.some((each) => isPrinted(lot, each))).map((lot) => [lot.key, lot])).values()];
      const mine = row.organisation_id === current.organisation.id;
      return {
        id: row.id,
        state: row.state.toUpperCase(),
        class: RecallClass[row.class],
        depth: RecallDepth[row.depth],
        reason: row.reason,
        instructions: row.instructions,
        contact: row.contact,
        lots: named.map((each) => printedLot(each, lotRows)),
        // People of another organisation stay nameless: its own see who proposed it.
        proposedBy: mine ? row.proposer : row.organisation,
        proposedAt: row.proposed_at,
        confirmedAt: row.confirmed_at,
        organisation: row.organisation,
        mine,
        csvUrl: `/recalls/${row.id}.csv`,
        row,
        lotRows,
      };
    });
  }
}

const isPrinted = (row: PrintedLot, { gtin, lot }: { gtin: string; lot: string }): boolean => row.number === lot && (row.asked_gtin === gtin || row.gtin === gtin);

function printedLot(asked: { gtin: string; lot: string }, rows: readonly PrintedLot[]): RecalledLot {
  const row = rows.find((each) => isPrinted(each, asked));
  return { gtin: asked.gtin, lot: asked.lot, product: row?.product ?? asked.gtin, expiry: row?.expires_on ?? '' };
}

function totalsOf(counts: readonly Counted[]): RecallTotals {
  const spread = spreadOf(counts);
  return { ...spread, packages: packagesIn(spread), holders: new Set(counts.filter(({ state }) => state !== 'decommissioned').map(({ party }) => party)).size };
}
