import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../platform/database.ts';

/** What a partner was told. */
export interface CaseNotice {
  readonly id: string;
  readonly caseId: string;
  /** Who tells. */
  readonly organisationId: string;
  readonly kind: 'notification' | 'termination';
  readonly partnerId: string | null;
  readonly partnerGln: string | null;
  readonly partnerName: string;
  readonly soldToUs: boolean;
  readonly mayHave: boolean;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** Whether the partner found such product. */
export interface NoticeAnswer {
  readonly noticeId: string;
  readonly found: boolean;
  readonly note: string;
  readonly ownCaseId: string | null;
  readonly at: Date;
}

export type AnsweredNotice = CaseNotice & { readonly senderName: string; readonly senderGln: string; readonly answer: NoticeAnswer | null };

const NOTICE = `n.id, n.case_id as "caseId", n.organisation_id as "organisationId", n.kind, n.partner_id as "partnerId", n.partner_gln as "partnerGln", n.partner_name as "partnerName",
  n.sold_to_us as "soldToUs", n.may_have as "mayHave", n.subject, n.text, n.at, o.name as "senderName", o.gln as "senderGln",
  case when a.notice_id is not null then json_build_object('noticeId', a.notice_id, 'found', a.found, 'note', a.note, 'ownCaseId', a.own_case_id, 'at', a.at) end as answer`;
const FROM = 'from record.case_notice n join record.organisation o on o.id = n.organisation_id left join record.case_answer a on a.notice_id = n.id';

/** Notices between partners, and their answers. Rows are only ever added. */
@Injectable()
export class NoticeRows {
  constructor(private readonly database: Database) {}

  async add(client: Queryable, notices: readonly CaseNotice[]): Promise<void> {
    for (const { at, caseId, id, kind, mayHave, organisationId, partnerGln, partnerId, partnerName, soldToUs, subject, text } of notices) {
      await client.query(
        `insert into record.case_notice (id, case_id, organisation_id, kind, partner_id, partner_gln, partner_name, sold_to_us, may_have, subject, text, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [id, caseId, organisationId, kind, partnerId, partnerGln, partnerName, soldToUs, mayHave, subject, text, at],
      );
    }
  }

  /** Of a case of one's own, oldest first. */
  async sent(caseId: string, client: Queryable = this.database.pool): Promise<AnsweredNotice[]> {
    const { rows } = await client.query<AnsweredNotice>(`select ${NOTICE} ${FROM} where n.case_id = $1 order by n.at, n.kind, n.partner_name, n.id`, [caseId]);
    return rows.map(dated);
  }

  /** What an organisation was told: those without an answer first, the newest before the others. */
  async received(organisationId: string, { after, first }: { first: number; after: number }): Promise<AnsweredNotice[]> {
    const rows = await this.database.query<AnsweredNotice>(
      `select ${NOTICE} ${FROM} where n.partner_id = $1 order by (a.notice_id is null and n.kind = 'notification') desc, n.at desc, n.kind desc, n.id limit $2 offset $3`,
      [organisationId, first, after],
    );
    return rows.map(dated);
  }

  /** How many wait for an answer. */
  async waiting(organisationId: string): Promise<number> {
    const [row] = await this.database.query<{ waiting: number }>(
      "select count(*)::int as waiting from record.case_notice n where n.partner_id = $1 and n.kind = 'notification' and not exists (select 1 from record.case_answer a where a.notice_id = n.id)",
      [organisationId],
    );
    return row?.waiting ?? 0;
  }

  /** One that an organisation was told. */
  async toOrganisation(client: Queryable, organisationId: string, id: string): Promise<AnsweredNotice | undefined> {
    const { rows } = await client.query<AnsweredNotice>(`select ${NOTICE} ${FROM} where n.partner_id = $1 and n.id = $2`, [organisationId, id]);
    return rows.map(dated)[0];
  }

  one(organisationId: string, id: string): Promise<AnsweredNotice | undefined> {
    return this.toOrganisation(this.database.pool, organisationId, id);
  }

  /** Whether the partner of a notice was told that the notification ended. */
  async isTerminated({ caseId, partnerId }: Pick<CaseNotice, 'caseId' | 'partnerId'>): Promise<boolean> {
    const rows = await this.database.query("select 1 from record.case_notice where case_id = $1 and partner_id = $2 and kind = 'termination' limit 1", [caseId, partnerId]);
    return rows.length > 0;
  }

  /** The lots that a notice is about, as printed. */
  lots(caseId: string): Promise<{ gtin: string; number: string }[]> {
    return this.database.query(
      `with found as (select body -> 'lots' as lots from record.case_entry where case_id = $1 and kind = 'found_illegitimate')
       select gtin, number from record.case_lot where case_id = $1 and not exists (select 1 from found where lots is not null)
       union select l.gtin, l.number from found cross join lateral jsonb_to_recordset(lots) as l (gtin text, number text) order by gtin, number`,
      [caseId],
    );
  }

  /** False where it was answered before. */
  async answer(client: Queryable, { caseId, id }: Pick<CaseNotice, 'caseId' | 'id'>, answer: Omit<NoticeAnswer, 'noticeId'> & { organisationId: string; userId: string; commandId: string | null }): Promise<boolean> {
    const { rowCount } = await client.query(
      `insert into record.case_answer (notice_id, case_id, organisation_id, found, note, own_case_id, command_id, at, by_user) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [id, caseId, answer.organisationId, answer.found, answer.note, answer.ownCaseId, answer.commandId, answer.at, answer.userId],
    );
    return rowCount === 1;
  }
}

/** JSON carries an instant as text. */
const dated = (notice: AnsweredNotice): AnsweredNotice => ({ ...notice, answer: notice.answer && { ...notice.answer, at: new Date(notice.answer.at) } });
