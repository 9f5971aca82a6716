import { Inject, Injectable } from '@nestjs/common';
import type { Current } from '../../../identity/current.ts';
import { CLOCK, type Clock } from '../../../platform/clock.ts';
import { Database } from '../../../platform/database.ts';
import { Problem } from '../problem.ts';
import { askedOfJson, type EventQuery, readEventQuery } from './event-query.ts';

/** A query that an organisation keeps under a name. */
export interface NamedQuery {
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
}

const NAMES_MAX = 1_000;
const QUERY_TEXT_MAX = 100_000;

/** The named queries of an organisation. Nobody sees those of another. */
@Injectable()
export class NamedQueries {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a query. Refuses a body that is none, a query that could not be answered, a name that is taken. */
  async create({ organisation, user }: Current, body: unknown): Promise<NamedQuery> {
    const { name, query } = readDefinition(body);
    const { asked, prefixes } = askedOfJson(query);
    readEventQuery(asked, prefixes);
    const [{ kept = 0 } = {}] = await this.database.query<{ kept: number }>('select count(*) as kept from record.named_query where organisation_id = $1', [organisation.id]);
    if (kept >= NAMES_MAX) throw new Problem('QueryTooLargeException', `An organisation keeps at most ${NAMES_MAX} queries: delete one.`);
    const rows = await this.database.query(
      'insert into record.named_query (organisation_id, name, query, created_by, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning name',
      [organisation.id, name, JSON.stringify(query), user.id, this.clock.now()],
    );
    if (rows.length === 0) throw new Problem('ResourceAlreadyExistsException', `There is a query ${name} already.`);
    return { name, query };
  }

  list(organisation: string, { after, first }: { after: string; first: number }): Promise<NamedQuery[]> {
    return this.database.query<NamedQuery & Record<string, unknown>>(
      'select name, query from record.named_query where organisation_id = $1 and name collate "C" > $2 order by name collate "C" limit $3',
      [organisation, after, first],
    );
  }

  /** Refuses a name that is not there. */
  async get(organisation: string, name: string): Promise<NamedQuery> {
    const [found] = await this.database.query<NamedQuery & Record<string, unknown>>('select name, query from record.named_query where organisation_id = $1 and name = $2', [organisation, name]);
    if (!found) throw noSuch(name);
    return found;
  }

  async read(organisation: string, name: string): Promise<EventQuery> {
    const { asked, prefixes } = askedOfJson((await this.get(organisation, name)).query);
    return readEventQuery(asked, prefixes);
  }

  /** With its subscriptions. */
  async delete(organisation: string, name: string): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('delete from ops.event_delivery where subscription_id in (select id from record.event_subscription where organisation_id = $1 and query_name = $2)', [organisation, name]);
      await client.query('delete from record.event_subscription where organisation_id = $1 and query_name = $2', [organisation, name]);
      const { rows } = await client.query('delete from record.named_query where organisation_id = $1 and name = $2 returning name', [organisation, name]);
      if (rows.length === 0) throw noSuch(name);
    });
  }
}

const noSuch = (name: string): Problem => new Problem('NoSuchNameException', `You have no query ${name}.`);

function readDefinition(body: unknown): NamedQuery {
  const { name, query } = (typeof body === 'object' && body !== null ? body : {}) as { name?: unknown; query?: unknown };
  if (typeof name !== 'string' || !/^[A-Za-z0-9._~-]{1,100}$/.test(name)) throw new Problem('QueryValidationException', 'name: it must be 1 to 100 letters, digits, or any of . _ ~ -');
  if (typeof query !== 'object' || query === null || Array.isArray(query)) throw new Problem('QueryValidationException', 'query: it must be an object of parameters.');
  if (JSON.stringify(query).length > QUERY_TEXT_MAX) throw new Problem('QueryTooComplexException', `query: it has more than ${QUERY_TEXT_MAX} characters.`);
  return { name, query: query as Record<string, unknown> };
}
