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
         from record.scan s join record.app_user u on u.id = s.user_id left join lateral (${siteAt('s.site_gln', 's.at')}) t on true
        where s.link = $1 and s.at > $2::timestamptz - make_interval(days => $3) order by s.at desc limit $4`,
      [link, now, DAYS_BACK, SIGHTINGS_MAX],
    );
    return rows.map(({ at, id, organisation, oversight, purpose, ...site }) => ({ id, at: at.getTime(), organisation, purpose, oversight, place: placeOf(site) }));
  }

  /** Where each of these sites was at its instant, in milliseconds; null where that is not known. */
  async places(asked: readonly { gln: string | null; at: number }[]): Promise<(Place | null)[]> {
    const rows = await this.database.query<SiteRow>(
      `select t.* from unnest($1::text[], $2::timestamptz[]) with ordinality as asked (gln, at, place) left join lateral (${siteAt('asked.gln', 'asked.at')}) t on true order by asked.place`,
      [asked.map(({ gln }) => gln), asked.map(({ at }) => new Date(at))],
    );
    return rows.map(placeOf);
  }
}

/** Where a site was at an instant: where it was until its next move, or is since its last. */
const siteAt = (gln: string, at: string): string => `
  select w.latitude, w.longitude, w.state, w.country from (
    select latitude, longitude, state, country, until from record.site_past where gln = ${gln} and until > ${at}
    union all select latitude, longitude, state, country, 'infinity' from record.site where gln = ${gln}
  ) w order by w.until limit 1`;

interface SiteRow {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly state: string | null;
  readonly country: string | null;
}
