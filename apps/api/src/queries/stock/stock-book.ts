import { Injectable } from '@nestjs/common';
import { linkOf } from '../../documents/unit-link.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Current } from '../../identity/current.ts';
import { type Holding, Holdings } from '../../read-model/holdings.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import { spreadOf } from '../lots/places.ts';
import type { StockLine } from './models/stock-line.model.ts';

/** What an organisation holds. */
@Injectable()
export class StockBook {
  constructor(
    private readonly holdings: Holdings,
    private readonly lots: LotRows,
  ) {}

  /** Own stock by product and lot, the soonest to expire first; `search` is a part of product, NDC, GTIN or lot. */
  async of(current: Current, search: string | null): Promise<StockLine[]> {
    const held = await this.holdings.of(current.organisation.id, { finished: false, inbound: false });
    const byLot = new Map<string, Holding[]>();
    for (const holding of held) {
      const lines = byLot.get(holding.lot_key);
      if (lines) lines.push(holding);
      else byLot.set(holding.lot_key, [holding]);
    }
    const rows = await this.lots.byKeys([...byLot.keys()]);
    return rows
      .filter((row) => matches(row, search))
      .map((row) => lineOf(row, byLot.get(row.key) ?? []))
      .sort((a, b) => a.expiry.localeCompare(b.expiry) || a.product.localeCompare(b.product) || a.lot.localeCompare(b.lot));
  }
}

function lineOf(row: LotRow, held: readonly Holding[]): StockLine {
  const { inStock, inTransit, quarantined } = spreadOf(held);
  return {
    product: row.product,
    gtin: row.gtin,
    ndc: row.ndc,
    lotId: row.key,
    lot: row.number,
    expiry: row.expires_on,
    available: inStock,
    quarantined,
    inTransit,
    recalled: row.recalls.length > 0,
    containers: containersOf(held),
  };
}

/** The containers that can be acted on, as their labels read. */
export const containersOf = (held: readonly Holding[]): string[] =>
  [...new Map(held.filter(({ unit }) => unit.kind !== 'package' && unit.state !== 'in_transit').map(({ unit }) => [unit.ref, readable(linkOf(unit))])).values()].sort();

function matches({ gtin, ndc, number, product }: LotRow, search: string | null): boolean {
  const wanted = search?.trim().toLowerCase();
  return !wanted || [gtin, ndc ?? '', number, product].some((text) => text.toLowerCase().includes(wanted));
}
