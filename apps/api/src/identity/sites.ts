import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { Together } from '../platform/together.ts';
import type { CreateSiteInput } from './create-site.input.ts';
import { readGln } from './organisations.ts';
import { toSite } from './rows.ts';
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

  constructor(private readonly database: Database) {}

  /** Where somebody of an organisation stands: at the site named, if it is one of theirs, else at their first; null where they have none. */
  standing(organisationId: string, gln: string | null): Promise<Standing | null> {
    return this.#standing.of({ organisationId, gln });
  }

  /** Refuses a wrong GLN or time zone (BAD_INPUT), an unknown organisation (NOT_FOUND), a GLN already in use (CONFLICT). */
  async create({ organisationId, name, timeZone, address, latitude, longitude, ...input }: CreateSiteInput): Promise<Site> {
    const gln = readGln(input.gln);
    if (!isTimeZone(timeZone)) throw failure('BAD_INPUT', `${timeZone} is not a time zone, such as America/Chicago.`);
    if ((latitude ?? null) === null !== ((longitude ?? null) === null)) throw failure('BAD_INPUT', 'A point has a latitude and a longitude.');
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

  /** The time zone of a site of the organisation, or of its first one; UTC where it has none. */
  async timeZone(organisationId: string, gln: string | null): Promise<string> {
    const sites = await this.database.prisma.site.findMany({ where: { organisationId }, select: { gln: true, timeZone: true }, orderBy: { gln: 'asc' } });
    return (sites.find((site) => site.gln === gln) ?? sites[0])?.timeZone ?? 'UTC';
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}
