import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database.ts';
import type { ScanPurpose } from '../rules.ts';
import { placeOf } from './coarse-places.ts';
import type { Place, Sighting } from './sighting.ts';

/** A scan that has to be compared with the record. */
export interface DueSighting {
  readonly id: string;
  readonly link: string;
  readonly text: string;
  readonly site_gln: string | null;
}

/** Longer ago nobody can look at a package any more. */
const DAYS_BACK = 90;
const SIGHTINGS_MAX = 500;

/** Scans as sightings. */
@Injectable()
export class SightingRows {
  constructor(private readonly database: Database) {}

  /** Lends those that are due at an instant, until another. */
  lend(now: Date, until: Date, most: number): Promise<DueSighting[]> {
    return this.database.query<DueSighting>(
      `with due as (select id from record.scan where sighting_due_at <= $1 order by sighting_due_at limit $3 for update skip locked)
       update record.scan s set sighting_due_at = $2 from due where s.id = due.id returning s.id, s.link, s.text, s.site_gln`,
      [now, until, most],
    );
  }

  /** Notes when a sighting is to be looked at again; null: never. */
  async setDue(id: string, at: Date | null): Promise<void> {
    await this.database.query('update record.scan set sighting_due_at = $2 where id = $1', [id, at]);
  }

  /** The sightings of an EPC, newest first. */
  async of(link: string, now: Date): Promise<Sighting[]> {
    const rows = await this.database.query<{ id: string; at: Date; organisation: string; purpose: ScanPurpose; oversight: boolean } & SiteRow>(
      `select s.id, s.at, s.organisation_id as organisation, s.purpose, u.role in ('REGULATOR', 'OPERATOR') as oversight, t.latitude, t.longitude, t.state, t.country
         from record.scan s join record.app_user u on u.id = s.user_id left join record.site t on t.gln = s.site_gln
        where s.link = $1 and s.at > $2::timestamptz - make_interval(days => $3) order by s.at desc limit $4`,
      [link, now, DAYS_BACK, SIGHTINGS_MAX],
    );
    return rows.map(({ at, id, organisation, oversight, purpose, ...site }) => ({ id, at: at.getTime(), organisation, purpose, oversight, place: placeOf(site) }));
  }

  /** Where these sites are. */
  async places(glns: readonly string[]): Promise<Map<string, Place>> {
    const rows = await this.database.query<{ gln: string } & SiteRow>('select gln, latitude, longitude, state, country from record.site where gln = any ($1)', [glns]);
    return new Map(rows.flatMap(({ gln, ...site }) => {
      const place = placeOf(site);
      return place ? [[gln, place] as const] : [];
    }));
  }
}

interface SiteRow {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly state: string | null;
  readonly country: string | null;
}
