import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { Together } from '../platform/together.ts';
import type { Current } from './current.ts';
import { hashToken, newToken } from './session-token.ts';

/** One working day with a margin: a counter computer is shared, so nobody stays signed in overnight. */
const SESSION_MS = 12 * 60 * 60 * 1_000;

/** The sessions of this node. Stored by hash; a token is known to its bearer alone. */
@Injectable()
export class Sessions {
  readonly #found = new Together<string, Current | null>(async (hashes) => {
    const rows = await this.database.often<Current & { hash: string }>(FIND, [hashes, this.clock.now()]);
    const found = new Map(rows.map(({ hash, ...current }) => [hash, current as Current]));
    return hashes.map((hash) => found.get(hash) ?? null);
  });

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  async open(userId: string, siteGln: string | null): Promise<{ token: string; expires: Date }> {
    const now = this.clock.now();
    const expires = new Date(now.getTime() + SESSION_MS);
    const token = newToken(this.chance);
    await this.database.query('delete from ops.session where expires_at <= $1', [now]);
    await this.database.query(
      'insert into ops.session (token_hash, user_id, site_gln, created_at, expires_at) values ($1, $2, $3, $4, $5)',
      [hashToken(token), userId, siteGln, now, expires],
    );
    return { token, expires };
  }

  /** Who a token stands for; null when it is unknown or over, or its user was switched off. One query: every request asks. */
  find(token: string): Promise<Current | null> {
    return this.#found.of(hashToken(token));
  }

  async close(token: string): Promise<void> {
    await this.database.query('delete from ops.session where token_hash = $1', [hashToken(token)]);
  }

  /** Moves a session to a site of the user's own organisation; false when it is none of theirs. */
  async choose(token: string, gln: string): Promise<boolean> {
    const moved = await this.database.query(CHOOSE, [hashToken(token), gln, this.clock.now()]);
    return moved.length === 1;
  }
}

const FIND = `
  select s.token_hash as hash, json_build_object('id', u.id, 'email', u.email, 'name', u.name, 'role', u.role) as "user",
         json_build_object('id', o.id, 'name', o.name, 'gln', o.gln, 'kinds', o.kinds, 'status', o.status) as "organisation",
         case when t.gln is not null then json_build_object('gln', t.gln, 'name', t.name, 'timeZone', t.time_zone) end as "site"
    from ops.session s
    join record.app_user u on u.id = s.user_id and u.active
    join record.organisation o on o.id = u.organisation_id
    left join record.site t on t.gln = s.site_gln and t.organisation_id = o.id
   where s.token_hash = any ($1) and s.expires_at > $2`;

const CHOOSE = `
  update ops.session s set site_gln = t.gln
    from record.app_user u, record.site t
   where s.token_hash = $1 and s.expires_at > $3 and u.id = s.user_id and t.organisation_id = u.organisation_id and t.gln = $2
  returning s.token_hash`;
