import { Injectable } from '@nestjs/common';
import type { LocationMaster } from 'gs1-barcodes/epcis';
import { Database, type Queryable } from '../platform/database.ts';

export interface StatedPlace {
  readonly gln: string;
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly country: string;
}

/** Parties and places as the files of partners describe them, kept apart by who was told. */
@Injectable()
export class StatedPlaces {
  constructor(private readonly database: Database) {}

  /** Keeps what a file says of its locations; what it says now replaces what an earlier one said. */
  async state(client: Queryable, statedBy: string, locations: readonly LocationMaster[]): Promise<void> {
    // A GLN with an extension names a spot inside the place: its own row would hide that of the place.
    const places = [...new Map(locations.filter(({ extension }) => extension === undefined).map((location) => [location.gln as string, location])).values()];
    await client.query(
      `insert into record.stated_place (gln, stated_by, name, street, city, state, postal_code, country)
       select p.gln, $1, p.name, p.street, p.city, p.state, p.postal_code, p.country
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as p (gln, name, street, city, state, postal_code, country)
       on conflict (gln, stated_by) do update
          set name = excluded.name, street = excluded.street, city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, country = excluded.country`,
      [
        statedBy,
        places.map(({ gln }) => gln),
        places.map(({ name }) => name ?? ''),
        places.map(({ streetOne, streetTwo }) => [streetOne, streetTwo].filter((line) => line).join(', ')),
        places.map(({ city }) => city ?? ''),
        places.map(({ state }) => state ?? ''),
        places.map(({ postalCode }) => postalCode ?? ''),
        places.map(({ country }) => country ?? ''),
      ],
    );
  }

  /** What this organisation was told of these places. */
  of(statedBy: string, glns: readonly string[]): Promise<StatedPlace[]> {
    return this.database.query<StatedPlace>('select gln, name, street, city, state, postal_code, country from record.stated_place where stated_by = $1 and gln = any ($2)', [statedBy, glns]);
  }
}
