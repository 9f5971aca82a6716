import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import type { Current } from './current.ts';
import { hashToken } from './session-token.ts';

const WINDOW_MS = 60_000;
const REQUESTS_MAX = 1_200;

/** The tokens of partners' machines. Stored by hash, good until their day, and only while their connection is in force. */
@Injectable()
export class MachineTokens {
  /** Owned by `#count`: requests of a connection since the beginning of its minute. */
  readonly #counts = new Map<string, { since: number; requests: number }>();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The partner that a token stands for; null when there is none, or it is over. Refuses (TOO_MANY_REQUESTS) what comes faster than 1,200 a minute. */
  async find(token: string): Promise<Current | null> {
    const [row] = await this.database.query<Omit<Current, 'user'> & { name: string }>(FIND, [hashToken(token), this.clock.now()]);
    if (!row?.machine) return null;
    const { machine, name, organisation, site } = row;
    this.#count(machine.connectionId);
    return { organisation, site, machine, user: { id: machine.connectionId, email: '', name, role: 'MACHINE' } };
  }

  #count(connection: string): void {
    const now = this.clock.now().getTime();
    const found = this.#counts.get(connection);
    const counted = found && now - found.since < WINDOW_MS ? { ...found, requests: found.requests + 1 } : { since: now, requests: 1 };
    this.#counts.set(connection, counted);
    if (counted.requests > REQUESTS_MAX) throw failure('TOO_MANY_REQUESTS', `A system sends at most ${REQUESTS_MAX} requests a minute.`);
  }
}

const FIND = `
  select 'The system of ' || p.name as name,
         json_build_object('id', p.id, 'name', p.name, 'gln', p.gln, 'kinds', p.kinds, 'status', p.status) as "organisation", null as "site",
         json_build_object('connectionId', c.id, 'receiver', json_build_object('id', o.id, 'gln', o.gln)) as "machine"
    from record.connection c
    join record.organisation p on p.id = c.partner_id and p.status = 'active'
    join record.organisation o on o.id = c.organisation_id and o.status = 'active'
   where c.token_hash = $1 and c.token_expires_at > $2 and c.status = 'active'`;
