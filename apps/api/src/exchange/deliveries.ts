import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { backOffMs, GIVE_UP_MS } from './back-off.ts';

export type DeliveryState = 'waiting' | 'sent' | 'accepted' | 'refused' | 'gave up' | 'by hand';

export interface PartnerFinding {
  readonly rule: string;
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
}

export interface DeliveryRow {
  readonly shipment_id: string;
  readonly organisation_id: string;
  readonly partner_id: string;
  readonly partner_name: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due_at: Date;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly settled_at: Date | null;
  readonly receipt_url: string | null;
  readonly job_id: string | null;
  readonly problem: string | null;
  readonly findings: PartnerFinding[] | null;
}

/** A row is lent for so long to the one who sends it: another process on the same database leaves it alone meanwhile. */
const LENT_MS = 400_000;

/** What goes to partners, and what became of it. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  of(shipmentId: string): Promise<DeliveryRow[]> {
    return this.database.query<DeliveryRow>(`${SELECT} where d.shipment_id = $1`, [shipmentId]);
  }

  /** Lends those that are due and whose command the ledger has taken. */
  lend(most: number): Promise<DeliveryRow[]> {
    const now = this.clock.now();
    return this.database.query<DeliveryRow>(
      `with due as (
         select d.shipment_id from ops.delivery d join ops.outbox o on o.command_id = d.command_id and o.state = 'recorded'
          where d.state in ('waiting', 'sent') and d.due_at <= $1 order by d.due_at limit $2 for update of d skip locked),
       lent as (update ops.delivery d set due_at = $3 from due where d.shipment_id = due.shipment_id returning d.shipment_id)
       ${SELECT} where d.shipment_id in (select shipment_id from lent)`,
      [now, most, new Date(now.getTime() + LENT_MS)],
    );
  }

  /** Nothing came of a try. It is tried again later, for five days. */
  async failed({ attempts, created_at: since, shipment_id: id }: DeliveryRow, problem: string): Promise<void> {
    const now = this.clock.now().getTime();
    const over = now - since.getTime() > GIVE_UP_MS;
    await this.database.query(
      `update ops.delivery set attempts = attempts + 1, problem = $2, due_at = $3, state = case when $4 then 'gave up' else state end, settled_at = case when $4 then $5::timestamptz end where shipment_id = $1`,
      [id, problem.slice(0, PROBLEM_MAX), new Date(now + backOffMs(attempts, this.chance)), over, new Date(now)],
    );
  }

  /** It is not its turn yet, through nobody's fault. */
  async later(id: string, ms: number): Promise<void> {
    await this.database.query('update ops.delivery set due_at = $2 where shipment_id = $1', [id, new Date(this.clock.now().getTime() + ms)]);
  }

  /** The partner has taken the file and names where to ask what became of it. */
  async sent(id: string, { jobId, receiptUrl }: { receiptUrl: string | null; jobId: string | null }): Promise<void> {
    const now = this.clock.now();
    await this.database.query(
      `update ops.delivery set state = $5, sent_at = $2, due_at = $2, attempts = 0, problem = null, receipt_url = $3, job_id = $4, settled_at = case when $3::text is null then $2::timestamptz end where shipment_id = $1`,
      [id, now, receiptUrl, jobId, receiptUrl === null ? 'accepted' : 'sent'],
    );
  }

  async settled(id: string, { findings, problem, state }: { state: 'accepted' | 'refused'; problem: string | null; findings: readonly PartnerFinding[] }): Promise<void> {
    await this.database.query('update ops.delivery set state = $2, settled_at = $3, problem = $4, findings = $5 where shipment_id = $1', [
      id,
      state,
      this.clock.now(),
      problem?.slice(0, PROBLEM_MAX) ?? null,
      findings.length > 0 ? JSON.stringify(findings) : null,
    ]);
  }

  /** Begins anew, for a person who has mended what was in the way. Refuses (CONFLICT) what the partner has accepted. */
  async again(organisationId: string, shipmentId: string): Promise<DeliveryRow> {
    const now = this.clock.now();
    const [found] = await this.of(shipmentId);
    if (!found || found.organisation_id !== organisationId) throw failure('NOT_FOUND', 'There is no such delivery of yours.');
    if (found.state === 'accepted') throw failure('CONFLICT', `${found.partner_name ?? 'The partner'} has accepted it.`);
    await this.database.query(
      "update ops.delivery set state = 'waiting', attempts = 0, due_at = $2, created_at = $2, sent_at = null, settled_at = null, receipt_url = null, job_id = null, problem = null, findings = null where shipment_id = $1",
      [shipmentId, now],
    );
    return { ...found, state: 'waiting', attempts: 0, due_at: now, created_at: now, sent_at: null, settled_at: null, receipt_url: null, job_id: null, problem: null, findings: null };
  }
}

const PROBLEM_MAX = 1_000;

const SELECT = `
  select d.shipment_id, d.organisation_id, d.partner_id, p.name as partner_name, d.state, d.attempts, d.due_at, d.created_at, d.sent_at, d.settled_at, d.receipt_url, d.job_id, d.problem, d.findings
    from ops.delivery d left join record.organisation p on p.id = d.partner_id`;
