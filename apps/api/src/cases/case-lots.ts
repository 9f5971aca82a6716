import { Injectable } from '@nestjs/common';
import { Contents } from '../read-model/contents.ts';
import { type LotRow, LotRows } from '../read-model/lot-rows.ts';
import type { CaseUnit, PrintedLot } from './case-file.ts';

/** The lots that a case is about. */
@Injectable()
export class CaseLots {
  constructor(
    private readonly contents: Contents,
    private readonly lots: LotRows,
  ) {}

  /** As printed: those of packages and of what lies in containers; of a unit that no record has, what its barcode says. */
  async of(units: readonly Pick<CaseUnit, 'gtin' | 'lot' | 'ref'>[]): Promise<PrintedLot[]> {
    const keys = new Set((await this.contents.count(units.flatMap(({ ref }) => ref ?? []))).map(({ lot_key: key }) => key));
    const known = (await this.lots.byKeys([...keys])).map(({ gtin, number }) => ({ gtin, number }));
    const stated = units.flatMap(({ gtin, lot, ref }) => (ref === null && gtin !== null && lot !== null ? [{ gtin, number: lot }] : []));
    return [...new Map([...known, ...stated].map((lot) => [`${lot.gtin} ${lot.number}`, lot])).values()];
  }

  /** Every lot of the record that carries one of these prints, whoever registered it. */
  async recorded(lots: readonly PrintedLot[]): Promise<LotRow[]> {
    if (lots.length === 0) return [];
    const rows = await this.lots.byPrinted(lots.map(({ gtin, number }) => ({ gtin, lot: number })));
    return [...new Map(rows.map((row) => [row.key, row])).values()];
  }

  async keys(lots: readonly PrintedLot[]): Promise<string[]> {
    return (await this.recorded(lots)).map(({ key }) => key);
  }
}
