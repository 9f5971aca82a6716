import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** So many packages of a lot, in one state, below a container (or the container itself, being a package). */
export interface ContentCount {
  readonly top: string;
  readonly lot_key: string;
  readonly state: string;
  readonly count: number;
}

const NESTING_MAX = 5;

/** What lies in containers now: what they were commissioned with, less what has a fact of its own, plus what was packed in. */
@Injectable()
export class Contents {
  constructor(private readonly database: Database) {}

  /** Counts of packages by lot under each of these units, level by level with one query each: fixed depth, never recursive. */
  async count(refs: readonly string[]): Promise<ContentCount[]> {
    const counts: ContentCount[] = [];
    let level = refs.map((ref) => ({ top: ref, ref, state: '' }));
    counts.push(...(await this.#own(level)));
    for (let depth = 0; depth < NESTING_MAX && level.length > 0; depth += 1) {
      const arguments_ = [level.map(({ top }) => top), level.map(({ ref }) => ref), level.map(({ state }) => state)];
      const packages = await this.database.query<ContentCount>(
        `select top, lot_key, state, count(*)::int as count from (${CHILDREN}) c where c.kind = 'package' group by top, lot_key, state`,
        arguments_,
      );
      counts.push(...packages);
      level = await this.database.query<{ top: string; ref: string; state: string }>(`select top, ref, state from (${CHILDREN}) c where c.kind <> 'package'`, arguments_);
    }
    return counts;
  }

  /** Direct children of one container, with their own state where they have one. */
  children(ref: string): Promise<{ ref: string; kind: string; lot_key: string | null; state: string }[]> {
    return this.database.query(`select ref, kind, lot_key, state from (${CHILDREN}) c order by ref`, [[ref], [ref], ['']]);
  }

  /** The packages under a container, at most so many. */
  async packages(ref: string, most: number): Promise<{ ref: string; lot_key: string }[]> {
    const found: { ref: string; lot_key: string }[] = [];
    let level = [{ top: ref, ref, state: '' }];
    for (let depth = 0; depth < NESTING_MAX && level.length > 0 && found.length < most; depth += 1) {
      const rows = await this.database.query<{ top: string; ref: string; kind: string; lot_key: string; state: string }>(`select * from (${CHILDREN}) c order by ref limit $4`, [
        level.map(({ top }) => top),
        level.map(({ ref: container }) => container),
        level.map(({ state }) => state),
        most,
      ]);
      found.push(...rows.filter(({ kind }) => kind === 'package'));
      level = rows.filter(({ kind }) => kind !== 'package');
    }
    return found.slice(0, most);
  }

  /** All that lies in these containers, level by level, each with the container it lies in; null when it is more than so many. */
  async inside(refs: readonly string[], most: number): Promise<{ ref: string; container: string }[] | null> {
    const found: { ref: string; container: string }[] = [];
    let level = [...refs];
    for (let depth = 0; depth < NESTING_MAX && level.length > 0; depth += 1) {
      const rows = await this.database.query<{ top: string; ref: string; kind: string }>(`select top, ref, kind from (${CHILDREN}) c order by top, ref limit $4`, [level, level, level.map(() => ''), most - found.length + 1]);
      found.push(...rows.map(({ ref, top }) => ({ ref, container: top })));
      if (found.length > most) return null;
      level = rows.filter(({ kind }) => kind !== 'package').map(({ ref }) => ref);
    }
    return found;
  }

  #own(level: readonly { ref: string }[]): Promise<ContentCount[]> {
    return this.database.query<ContentCount>(
      `select u.issuer || '/' || u.key as top, u.lot_key, coalesce(m.state, 'active') as state, 1 as count
         from unnest($1::text[]) as asked (ref)
         join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2) and u.kind = 'package'
         left join readmodel.unit m on m.ref = asked.ref`,
      [level.map(({ ref }) => ref)],
    );
  }
}

/** Children of the containers $2, whose tops are $1; a child is in its own state, else in that of what it lies in ($3; empty means active). */
const CHILDREN = `
  select l.top, u.issuer || '/' || u.key as ref, u.kind, u.lot_key, coalesce(nullif(l.state, ''), 'active') as state
    from unnest($1::text[], $2::text[], $3::text[]) as l (top, ref, state)
    join record.unit u on u.issuer = split_part(l.ref, '/', 1) and u.parent_key = split_part(l.ref, '/', 2)
   where not exists (select 1 from readmodel.unit m where m.ref = u.issuer || '/' || u.key)
  union all
  select l.top, m.ref, u.kind, u.lot_key, case when m.state = 'active' then coalesce(nullif(l.state, ''), 'active') else m.state end
    from unnest($1::text[], $2::text[], $3::text[]) as l (top, ref, state)
    join readmodel.unit m on m.in_ref = l.ref
    join record.unit u on u.issuer = split_part(m.ref, '/', 1) and u.key = split_part(m.ref, '/', 2)`;
