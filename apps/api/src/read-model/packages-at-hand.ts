import { Injectable } from '@nestjs/common';
import { linkOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';
import { Contents } from './contents.ts';
import { Holdings } from './holdings.ts';

/** The packages of lots that a party has at hand, one by one. */
@Injectable()
export class PackagesAtHand {
  constructor(
    private readonly database: Database,
    private readonly holdings: Holdings,
    private readonly contents: Contents,
  ) {}

  /** Their links, in a fixed order; null where there are more than `most`. */
  async of(party: string, lotKeys: readonly string[], most: number): Promise<string[] | null> {
    const held = await this.holdings.of(party, { finished: false, inbound: false, lots: lotKeys });
    if (held.reduce((sum, { count }) => sum + count, 0) > most) return null;
    const wanted = new Set(lotKeys);
    const refs = new Set<string>();
    for (const { kind, ref } of new Map(held.map(({ unit }) => [unit.ref, unit])).values()) {
      if (kind === 'package') refs.add(ref);
      // A container may hold other lots too: as many packages as it has are looked at.
      else for (const inside of await this.contents.packages(ref, INSIDE_MAX)) if (wanted.has(inside.lot_key)) refs.add(inside.ref);
    }
    const rows = await this.database.query<{ gtin: string | null; serial: string | null; sscc: string | null }>(
      `select u.gtin, u.serial, u.sscc from unnest($1::text[]) as asked (ref) join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2)
        order by u.gtin, u.serial`,
      [[...refs]],
    );
    return rows.map(linkOf);
  }

  /** How many there are. */
  async count(party: string, lotKeys: readonly string[]): Promise<number> {
    if (lotKeys.length === 0) return 0;
    return (await this.holdings.of(party, { finished: false, inbound: false, lots: lotKeys })).reduce((sum, { count }) => sum + count, 0);
  }
}

const INSIDE_MAX = 100_000;
