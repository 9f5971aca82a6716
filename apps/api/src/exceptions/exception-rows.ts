import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../platform/database.ts';
import type { ExceptionCase, ExceptionItem, ExceptionMessage, WholeCase } from './exception-case.ts';
import type { ExceptionState } from './exception-kinds.ts';

/** The columns of a case under the names of its type. */
const CASE = `id, case_uuid as "caseUuid", organisation_id as "organisationId", raised_here as "raisedHere", partner_id as "partnerId", partner_gln as "partnerGln",
  partner_name as "partnerName", partner_email as "partnerEmail", shipment_id as "shipmentId", capture_job_id as "captureJobId", file_id as "fileId",
  purchase_order as "purchaseOrder", note, state, opened_by as "openedBy", owner_id as "ownerId", opened_at as "openedAt", due_at as "dueAt",
  reported_at as "reportedAt", answered_at as "answeredAt", resolved_at as "resolvedAt", resolved_by as "resolvedBy", resolution`;
const ITEM = `item_uuid as "itemUuid", kind, gtin, serial, sscc, lot, expiry, data_gtin as "dataGtin", data_serial as "dataSerial", data_lot as "dataLot",
  data_expiry as "dataExpiry", quantity_ordered as "quantityOrdered", quantity_received as "quantityReceived", invalid, proposed, source, note, asks,
  answer, answer_comment as "answerComment", alternative`;

/** The column of each field of an item, in the order in which they are written. */
const ITEM_COLUMNS = {
  itemUuid: ['item_uuid', 'uuid'], kind: ['kind', 'text'], gtin: ['gtin', 'text'], serial: ['serial', 'text'], sscc: ['sscc', 'text'], lot: ['lot', 'text'], expiry: ['expiry', 'text'],
  dataGtin: ['data_gtin', 'text'], dataSerial: ['data_serial', 'text'], dataLot: ['data_lot', 'text'], dataExpiry: ['data_expiry', 'text'],
  quantityOrdered: ['quantity_ordered', 'int'], quantityReceived: ['quantity_received', 'int'], invalid: ['invalid', 'text'], proposed: ['proposed', 'text'], source: ['source', 'text'], note: ['note', 'text'],
  asks: ['asks', 'text'], answer: ['answer', 'text'], answerComment: ['answer_comment', 'text'], alternative: ['alternative', 'text'],
} as const satisfies Record<keyof ExceptionItem, readonly [string, string]>;

export interface CasesAsked {
  readonly organisationId: string;
  readonly closed: boolean;
  readonly first: number;
  /** The due date and id of the last one shown. */
  readonly after: readonly [Date, string] | null;
}

/** The cases of exceptions with their items and messages. Who may see one is decided by who asks. */
@Injectable()
export class ExceptionRows {
  constructor(private readonly database: Database) {}

  /** Writes a new case, in the transaction of `client`. */
  async insert(client: Queryable, whole: ExceptionCase & { items: readonly ExceptionItem[] }, commandId: string | null): Promise<void> {
    await client.query(
      `insert into record.exception_case (id, case_uuid, organisation_id, raised_here, partner_id, partner_gln, partner_name, partner_email, shipment_id, capture_job_id, file_id,
         purchase_order, note, state, command_id, opened_by, owner_id, opened_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        whole.id, whole.caseUuid, whole.organisationId, whole.raisedHere, whole.partnerId, whole.partnerGln, whole.partnerName, whole.partnerEmail, whole.shipmentId, whole.captureJobId,
        whole.fileId, whole.purchaseOrder, whole.note, whole.state, commandId, whole.openedBy, whole.ownerId, whole.openedAt, whole.dueAt,
      ],
    );
    await this.setItems(client, whole.id, whole.items);
  }

  /** Replaces the items of a case. */
  async setItems(client: Queryable, caseId: string, items: readonly ExceptionItem[]): Promise<void> {
    const fields = Object.keys(ITEM_COLUMNS) as (keyof ExceptionItem)[];
    const names = fields.map((field) => ITEM_COLUMNS[field][0]).join(', ');
    const lists = fields.map((field, i) => `$${i + 2}::${ITEM_COLUMNS[field][1]}[]`).join(', ');
    await client.query('delete from record.exception_item where case_id = $1', [caseId]);
    await client.query(`insert into record.exception_item (case_id, position, ${names}) select $1, row_number() over () - 1, i.* from unnest(${lists}) as i (${names})`, [
      caseId,
      ...fields.map((field) => items.map((item) => item[field])),
    ]);
  }

  async addMessage(client: Queryable, caseId: string, { at, body, direction, kind, messageUuid }: ExceptionMessage): Promise<boolean> {
    const { rowCount } = await client.query('insert into record.exception_message (case_id, message_uuid, direction, kind, at, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [
      caseId, messageUuid, direction, kind, at, JSON.stringify(body),
    ]);
    return rowCount === 1;
  }

  /** Moves a case on; what is left out stays. */
  async move(client: Queryable, caseId: string, to: { state: ExceptionState; dueAt?: Date; reportedAt?: Date; answeredAt?: Date; resolvedAt?: Date; resolvedBy?: string | null; resolution?: string }): Promise<void> {
    await client.query(
      `update record.exception_case set state = $2, due_at = coalesce($3, due_at), reported_at = coalesce($4, reported_at), answered_at = coalesce($5, answered_at),
              resolved_at = coalesce($6, resolved_at), resolved_by = coalesce($7::uuid, resolved_by), resolution = coalesce($8, resolution) where id = $1`,
      [caseId, to.state, to.dueAt ?? null, to.reportedAt ?? null, to.answeredAt ?? null, to.resolvedAt ?? null, to.resolvedBy ?? null, to.resolution ?? null],
    );
  }

  async assign(caseId: string, owner: string | null): Promise<void> {
    await this.database.query('update record.exception_case set owner_id = $2 where id = $1', [caseId, owner]);
  }

  /** A case of an organisation; undefined when it has none of that id. `lock` holds it until the transaction of `client` ends. */
  async one(organisationId: string, id: string, client: Queryable = this.database.pool, { lock = false } = {}): Promise<WholeCase | undefined> {
    return this.#whole(client, `organisation_id = $1 and id = $2 ${lock ? 'for update' : ''}`, [organisationId, id]);
  }

  /** The organisation's side of a case that two have. */
  async byUuid(client: Queryable, organisationId: string, caseUuid: string): Promise<WholeCase | undefined> {
    return this.#whole(client, 'organisation_id = $1 and case_uuid = $2 for update', [organisationId, caseUuid]);
  }

  /** The case that a receipt opened, while nobody has been told of it. */
  async openOfCommand(organisationId: string, commandId: string): Promise<WholeCase | undefined> {
    return this.#whole(this.database.pool, "organisation_id = $1 and command_id = $2 and state = 'open' and reported_at is null", [organisationId, commandId]);
  }

  /** How partners are told by the node itself: those of this node at once, those of a connected one by that. Others are not among them. */
  async roads(organisationId: string, partnerIds: readonly string[], client: Queryable = this.database.pool): Promise<Map<string, 'here' | 'connected'>> {
    const { rows } = await client.query<{ id: string; road: 'here' | 'connected' }>(
      `select o.id, case when o.hosted_at is null then 'here' else 'connected' end as road
         from record.organisation o left join record.connection c on c.organisation_id = $1 and c.partner_id = o.id and c.status = 'active' and c.node_address is not null
        where o.id = any ($2) and (o.hosted_at is null or c.id is not null)`,
      [organisationId, partnerIds],
    );
    return new Map(rows.map(({ id, road }) => [id, road]));
  }

  /** A page of cases, those due first before the others. */
  async page({ after, closed, first, organisationId }: CasesAsked): Promise<WholeCase[]> {
    const cases = await this.database.query<ExceptionCase>(
      `select ${CASE} from record.exception_case
        where organisation_id = $1 and (state = 'resolved') = $2 and ($3::timestamptz is null or (due_at, id) > ($3::timestamptz, $4))
        order by due_at, id limit $5`,
      [organisationId, closed, after?.[0] ?? null, after?.[1] ?? '', first],
    );
    const items = await this.#items(this.database.pool, cases.map(({ id }) => id));
    return cases.map((each) => ({ ...each, items: items.get(each.id) ?? [], messages: [] }));
  }

  /** How many are open, and of them how many are late. */
  async counts(organisationId: string, now: Date): Promise<{ open: number; late: number }> {
    const [row] = await this.database.query<{ open: number; late: number }>(
      "select count(*)::int as open, (count(*) filter (where due_at < $2))::int as late from record.exception_case where organisation_id = $1 and state <> 'resolved'",
      [organisationId, now],
    );
    return row ?? { open: 0, late: 0 };
  }

  async #whole(client: Queryable, where: string, values: readonly unknown[]): Promise<WholeCase | undefined> {
    const { rows } = await client.query<ExceptionCase>(`select ${CASE} from record.exception_case where ${where}`, values as unknown[]);
    const [found] = rows;
    if (!found) return undefined;
    const { rows: messages } = await client.query<ExceptionMessage>('select message_uuid as "messageUuid", direction, kind, at, body from record.exception_message where case_id = $1 order by position', [found.id]);
    return { ...found, items: (await this.#items(client, [found.id])).get(found.id) ?? [], messages };
  }

  async #items(client: Queryable, caseIds: readonly string[]): Promise<Map<string, ExceptionItem[]>> {
    const { rows } = await client.query<ExceptionItem & { caseId: string }>(`select case_id as "caseId", ${ITEM} from record.exception_item where case_id = any ($1) order by case_id, position`, [caseIds]);
    const byCase = new Map<string, ExceptionItem[]>();
    for (const { caseId, ...item } of rows) {
      const list = byCase.get(caseId);
      if (list) list.push(item);
      else byCase.set(caseId, [item]);
    }
    return byCase;
  }
}
