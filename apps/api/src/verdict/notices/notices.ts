import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database.ts';
import { grouped, Together } from '../../platform/together.ts';
import type { Conflict, SightingRule } from '../sightings/sighting.ts';

export const SIDES = ['RECORDED_HERE', 'SEEN_HERE'] as const;
export type NoticeSide = (typeof SIDES)[number];
export const OUTCOMES = ['IN_ORDER', 'DIFFERS', 'NOT_HERE'] as const;
/** What somebody found who looked at the package. */
export type NoticeOutcome = (typeof OUTCOMES)[number];

export interface NoticeRow {
  readonly id: string;
  readonly link: string;
  readonly rule: SightingRule;
  readonly side: NoticeSide;
  readonly seenAt: Date;
  readonly noticedAt: Date;
  readonly siteName: string | null;
  readonly lot: string | null;
  readonly expiry: string | null;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  /** EXPLAINED: by data that came later; nobody needed to look. */
  readonly outcome: NoticeOutcome | 'EXPLAINED' | null;
  readonly note: string | null;
}

/** What a verdict says of a notice. */
type SaidRule = 'SEEN_ELSEWHERE' | 'IMPOSSIBLE_TRAVEL';

interface Seen {
  readonly link: string;
  readonly seenAt: Date;
  readonly seenAtSite: string | null;
  readonly printed: Printed;
  readonly recorded: Printed;
}

interface Printed {
  readonly lot: string | null;
  readonly expiry: string | null;
}

/** What organisations were told about codes seen in two hands. */
@Injectable()
export class Notices {
  readonly #openRules = new Together<{ organisationId: string; link: string }, SaidRule[]>(async (asked) => {
    const rows = await this.database.often<{ organisation: string; link: string; rule: SaidRule }>(
      `select distinct n.organisation_id as organisation, n.link, case when n.rule = 'IMPOSSIBLE_TRAVEL' then n.rule else 'SEEN_ELSEWHERE' end as rule
         from unnest($1::text[], $2::text[]) as asked (organisation, link) join record.notice n on n.organisation_id = asked.organisation and n.link = asked.link
        where n.settled_at is null and n.rule <> 'OVERLAPPING_CUSTODY'`,
      [asked.map(({ organisationId }) => organisationId), asked.map(({ link }) => link)],
    );
    const found = grouped(rows, ({ link, organisation }) => `${organisation} ${link}`);
    return asked.map(({ link, organisationId }) => (found.get(`${organisationId} ${link}`) ?? []).map(({ rule }) => rule));
  });

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Tells both hands, each about its own part: neither learns who the other is, where it is, or what it has. Not while an earlier telling is open, nor who has looked at the package since it was seen. */
  async tell({ recorded: holder, rule, seen: seer }: Conflict, { link, printed, recorded, seenAt, seenAtSite }: Seen): Promise<void> {
    const sides: { organisation: string; side: NoticeSide; site: string | null; said: Printed }[] = [{ organisation: seer, side: 'SEEN_HERE', site: seenAtSite, said: printed }];
    if (holder !== seer) sides.push({ organisation: holder, side: 'RECORDED_HERE', site: null, said: recorded });
    await this.database.query(
      `insert into record.notice (id, organisation_id, link, rule, side, seen_at, noticed_at, site_gln, lot, expiry)
       select told.id, told.organisation, $1, $2, told.side, $3, $4, told.site, told.lot, told.expiry
         from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) as told (id, organisation, side, site, lot, expiry)
        where exists (select 1 from record.organisation o where o.id = told.organisation)
          and not exists (select 1 from record.notice n where n.organisation_id = told.organisation and n.link = $1 and (n.settled_at is null or (n.outcome <> 'EXPLAINED' and n.settled_at > $3)))
       on conflict (organisation_id, link, rule, seen_at) do nothing`,
      [
        link,
        rule,
        seenAt,
        this.clock.now(),
        sides.map(() => randomBytes(16).toString('hex')),
        sides.map(({ organisation }) => organisation),
        sides.map(({ side }) => side),
        sides.map(({ site }) => site),
        sides.map(({ said }) => said.lot),
        sides.map(({ said }) => said.expiry),
      ],
    );
  }

  /** The rules under which a verdict speaks of what the organisation was told about this EPC and has not settled. */
  openRules(organisationId: string, link: string): Promise<SaidRule[]> {
    return this.#openRules.of({ organisationId, link });
  }

  /** Notices of an organisation, the newest first: those that are open, or those that are settled. */
  of(organisationId: string, { first, settled }: { settled: boolean; first: number }): Promise<NoticeRow[]> {
    return this.database.query<NoticeRow>(`${SELECT} where n.organisation_id = $1 and (n.settled_at is not null) = $2 order by n.noticed_at desc, n.id limit $3`, [organisationId, settled, first]);
  }

  async one(organisationId: string, id: string): Promise<NoticeRow | undefined> {
    const [row] = await this.database.query<NoticeRow>(`${SELECT} where n.organisation_id = $1 and n.id = $2`, [organisationId, id]);
    return row;
  }

  async countOpen(organisationId: string): Promise<number> {
    const [row] = await this.database.query<{ open: number }>('select count(*)::int as open from record.notice where organisation_id = $1 and settled_at is null', [organisationId]);
    return row?.open ?? 0;
  }

  /** When the hands were first told of a sighting; null where nobody was. */
  async noticedAt(link: string, seenAt: Date): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>('select min(noticed_at) as at from record.notice where link = $1 and seen_at = $2', [link, seenAt]);
    return row?.at ?? null;
  }

  async isOpen(link: string): Promise<boolean> {
    const [row] = await this.database.query<{ open: boolean }>('select exists (select 1 from record.notice where link = $1 and settled_at is null) as open', [link]);
    return row?.open ?? false;
  }

  /** Settles for both hands what data explain that came after they were told of a sighting. What a person has found stays. */
  async explain(link: string, seenAt: Date): Promise<void> {
    await this.database.query("update record.notice set settled_at = $3, outcome = 'EXPLAINED' where link = $1 and seen_at = $2 and settled_at is null", [link, seenAt, this.clock.now()]);
  }

  /** Notes what somebody found who looked at the package. False when there is no such open notice. */
  async settle(organisationId: string, { id, note, outcome, userId }: { id: string; outcome: NoticeOutcome; note: string | null; userId: string }): Promise<boolean> {
    const settled = await this.database.query('update record.notice set settled_at = $3, settled_by = $4, outcome = $5, note = $6 where organisation_id = $1 and id = $2 and settled_at is null returning id', [
      organisationId,
      id,
      this.clock.now(),
      userId,
      outcome,
      note,
    ]);
    return settled.length === 1;
  }
}

const SELECT = `
  select n.id, n.link, n.rule, n.side, n.seen_at as "seenAt", n.noticed_at as "noticedAt", t.name as "siteName", n.lot, n.expiry, n.settled_at as "settledAt",
         u.name as "settledBy", n.outcome, n.note
    from record.notice n left join record.site t on t.gln = n.site_gln left join record.app_user u on u.id = n.settled_by`;
