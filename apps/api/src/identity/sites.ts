import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { Together } from '../platform/together.ts';
import type { CreateSiteInput } from './create-site.input.ts';
import { readGln } from './organisations.ts';
import { toSite } from './rows.ts';
import type { SiteInput } from './site.input.ts';
import type { Site } from './site.model.ts';

interface Standing {
  readonly gln: string;
  readonly timeZone: string;
  readonly country: string;
}

/** The places of organisations: where a user stands when handing over. */
@Injectable()
export class Sites {
  readonly #standing = new Together<{ organisationId: string; gln: string | null }, Standing | null>(async (asked) => {
    const rows = await this.database.often<Standing & { i: number }>(
      `select asked.i::int, site.* from unnest($1::text[], $2::text[]) with ordinality as asked (organisation, gln, i)
         cross join lateral (select gln, time_zone as "timeZone", country from record.site where organisation_id = asked.organisation order by (gln = asked.gln) desc nulls last, gln limit 1) site`,
      [asked.map(({ organisationId }) => organisationId), asked.map(({ gln }) => gln)],
    );
    const found = new Map(rows.map(({ i, ...site }) => [i, site]));
    return asked.map((_, i) => found.get(i + 1) ?? null);
  });

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Where somebody of an organisation stands: at the site named, if it is one of theirs, else at their first; null where they have none. */
  standing(organisationId: string, gln: string | null): Promise<Standing | null> {
    return this.#standing.of({ organisationId, gln });
  }

  /** Refuses a wrong GLN or time zone (BAD_INPUT), an unknown organisation (NOT_FOUND), a GLN already in use (CONFLICT). */
  async create({ organisationId, name, timeZone, address, latitude, longitude, ...input }: CreateSiteInput): Promise<Site> {
    const gln = readGln(input.gln);
    checkPlace({ timeZone, latitude, longitude });
    const { prisma } = this.database;
    if (!(await prisma.organisation.findUnique({ where: { id: organisationId } })))
      throw failure('NOT_FOUND', 'There is no such organisation.');
    const made = await prisma.site.createManyAndReturn({
      data: [{ gln, organisationId, name, timeZone, latitude: latitude ?? null, longitude: longitude ?? null, ...address }],
      skipDuplicates: true,
    });
    const [row] = made;
    if (!row) throw failure('CONFLICT', `${gln} is the GLN of another site.`);
    return toSite(row);
  }

  /**
   * Corrects or moves a site. What was seen there stays where it was seen: the old place is kept, with the instant until which it was the site's.
   * Refuses a wrong time zone or half a point (BAD_INPUT), an unknown site (NOT_FOUND).
   */
  async update({ address, gln, latitude = null, longitude = null, name, timeZone }: SiteInput): Promise<Site> {
    checkPlace({ timeZone, latitude, longitude });
    const { country, state } = address;
    return this.database.prisma.$transaction(async (prisma) => {
      // Locked first, so that of two who move it at once the second sees where the first has moved it.
      await prisma.$queryRaw`select 1 from record.site where gln = ${gln} for update`;
      const before = await prisma.site.findUnique({ where: { gln } });
      if (!before) throw failure('NOT_FOUND', 'There is no such site.');
      const moved = before.latitude !== latitude || before.longitude !== longitude || before.state !== state || before.country !== country;
      if (moved) await prisma.sitePast.create({ data: { gln, until: this.clock.now(), state: before.state, country: before.country, latitude: before.latitude, longitude: before.longitude } });
      return toSite(await prisma.site.update({ where: { gln }, data: { name, timeZone, latitude, longitude, ...address } }));
    });
  }

  /** The time zone of a site of the organisation, or of its first one; UTC where it has none. */
  async timeZone(organisationId: string, gln: string | null): Promise<string> {
    const sites = await this.database.prisma.site.findMany({ where: { organisationId }, select: { gln: true, timeZone: true }, orderBy: { gln: 'asc' } });
    return (sites.find((site) => site.gln === gln) ?? sites[0])?.timeZone ?? 'UTC';
  }
}

function checkPlace({ latitude, longitude, timeZone }: Pick<SiteInput, 'timeZone' | 'latitude' | 'longitude'>): void {
  if (!isTimeZone(timeZone)) throw failure('BAD_INPUT', `${timeZone} is not a time zone, such as America/Chicago.`);
  if ((latitude ?? null) === null !== ((longitude ?? null) === null)) throw failure('BAD_INPUT', 'A point has a latitude and a longitude.');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}
