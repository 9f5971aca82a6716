import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** The units of a lot as they were commissioned, in bracketed barcode text. */
@Injectable()
export class CommissionedUnits {
  constructor(private readonly database: Database) {}

  /** The outermost units, and the cases with their packages. */
  async ofLot(lotKey: string): Promise<{ outermost: string[]; cases: { text: string; packages: string[] }[] }> {
    const packages = await this.database.query<UnitText & { parent: string | null }>(
      "select issuer, key, gtin, serial, sscc, parent_key as parent from record.unit where lot_key = $1 and kind = 'package' order by serial",
      [lotKey],
    );
    const cases = await this.#parents(packages);
    const pallets = await this.#parents(cases);
    const tops = pallets.length > 0 ? pallets : cases.length > 0 ? cases : packages;
    return {
      outermost: tops.map(textOf),
      cases: cases.map((container) => ({ text: textOf(container), packages: packages.filter(({ parent }) => parent === container.key).map(textOf) })),
    };
  }

  #parents(units: readonly (UnitText & { parent: string | null })[]): Promise<(UnitText & { parent: string | null })[]> {
    return this.database.query(
      `select issuer, key, gtin, serial, sscc, parent_key as parent from record.unit
        where (issuer, key) in (select * from unnest($1::text[], $2::text[])) order by coalesce(serial, sscc)`,
      [units.map(({ issuer }) => issuer), units.map(({ parent }) => parent)],
    );
  }
}

interface UnitText {
  readonly issuer: string;
  readonly key: string;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
}

const textOf = ({ gtin, serial, sscc }: UnitText): string => (sscc !== null ? `(00)${sscc}` : `(01)${gtin}(21)${serial}`);
