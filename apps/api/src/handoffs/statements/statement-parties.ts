import { Injectable } from '@nestjs/common';
import type { LocationMaster } from 'gs1-barcodes/epcis';
import { Database } from '../../platform/database.ts';
import type { ShippedAs } from '../../read-model/shipped-units.ts';

export interface PartyBlock {
  readonly name: string;
  readonly gln: string | null;
  readonly address: { readonly street: string; readonly city: string; readonly state: string; readonly postalCode: string; readonly country: string } | null;
}

interface Described {
  readonly gln: string;
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly country: string;
}

/** Names and addresses of the parties and places of a shipment: as registered here, else as a partner's file stated them. */
@Injectable()
export class StatementParties {
  constructor(private readonly database: Database) {}

  /** A block for each GLN, in the order asked. */
  async blocks(shipment: ShippedAs, glns: readonly string[]): Promise<PartyBlock[]> {
    const known = await this.#described(shipment, glns);
    return glns.map((gln) => {
      const found = known.get(gln);
      if (!found) return { name: gln, gln, address: null };
      const { city, country, name, postal_code: postalCode, state, street } = found;
      return { name: name || gln, gln, address: { street, city, state, postalCode, country } };
    });
  }

  /** The places as master data of a document; those that nobody described are left out. */
  async locations(shipment: ShippedAs, glns: readonly string[]): Promise<LocationMaster[]> {
    const known = await this.#described(shipment, glns);
    return glns.flatMap((gln) => {
      const found = known.get(gln);
      if (!found) return [];
      const { city, country, name, postal_code: postalCode, state, street } = found;
      return [{ gln: gln as LocationMaster['gln'], name, streetOne: street, city, state, postalCode, country }];
    });
  }

  async #described({ from_party, to_party }: ShippedAs, glns: readonly string[]): Promise<Map<string, Described>> {
    const rows = await this.database.query<Described>(
      `select gln, name, street, city, state, postal_code, country from record.stated_place where gln = any ($1) and stated_by = any ($2)
       union all select gln, name, street, city, state, postal_code, country from record.site where gln = any ($1)
       union all select gln, name, street, city, state, postal_code, country from record.organisation where gln = any ($1)`,
      [glns, [from_party, to_party]],
    );
    // The last one of a GLN stays: what is registered outranks what was stated.
    return new Map(rows.map((row) => [row.gln, row]));
  }
}
