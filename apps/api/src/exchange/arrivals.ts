import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { backOffMs, GIVE_UP_MS } from './back-off.ts';

export type ArrivalState = 'waiting' | 'stored' | 'refused' | 'gave up';

export interface ArrivalRow {
  readonly shipment_id: string;
  readonly organisation_id: string;
  readonly seller_id: string;
  readonly state: ArrivalState;
  readonly attempts: number;
  readonly created_at: Date;
  readonly rule: string | null;
  readonly problem: string | null;
}

const LENT_MS = 600_000;

/** Which data are on their way from sellers' nodes, and what became of them. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  async one(shipmentId: string): Promise<ArrivalRow | undefined> {
    const [row] = await this.database.query<ArrivalRow>(`select ${COLUMNS} from ops.arrival where shipment_id = $1`, [shipmentId]);
    return row;
  }

  /** Notes that the data of a shipment are wanted; one that was refused, or given up, is tried again: its file came once more. Lent to the caller, who fetches them now. */
  async expect({ organisationId, sellerId, shipmentId }: { shipmentId: string; organisationId: string; sellerId: string }): Promise<ArrivalRow> {
    const now = this.clock.now();
    await this.database.query(
      `insert into ops.arrival (shipment_id, organisation_id, seller_id, state, due_at, created_at) values ($1, $2, $3, 'waiting', $4, $5)
       on conflict (shipment_id) do update set state = 'waiting', attempts = 0, due_at = excluded.due_at, created_at = excluded.created_at, settled_at = null, rule = null, problem = null
        where arrival.state in ('refused', 'gave up')`,
      [shipmentId, organisationId, sellerId, new Date(now.getTime() + LENT_MS), now],
    );
    return (await this.one(shipmentId)) as ArrivalRow;
  }

  /** Lends those that are due. */
  lend(most: number): Promise<ArrivalRow[]> {
    const now = this.clock.now();
    return this.database.query<ArrivalRow>(
      `with due as (select shipment_id from ops.arrival where state = 'waiting' and due_at <= $1 order by due_at limit $2 for update skip locked)
       update ops.arrival a set due_at = $3 from due where a.shipment_id = due.shipment_id returning ${COLUMNS.split(', ').map((column) => `a.${column}`).join(', ')}`,
      [now, most, new Date(now.getTime() + LENT_MS)],
    );
  }

  async failed({ attempts, created_at: since, shipment_id: id }: ArrivalRow, problem: string): Promise<void> {
    const now = this.clock.now().getTime();
    const over = now - since.getTime() > GIVE_UP_MS;
    await this.database.query(
      "update ops.arrival set attempts = attempts + 1, problem = $2, due_at = $3, state = case when $4 then 'gave up' else state end, settled_at = case when $4 then $5::timestamptz end where shipment_id = $1 and state = 'waiting'",
      [id, problem.slice(0, 1_000), new Date(now + backOffMs(attempts, this.chance)), over, new Date(now)],
    );
  }

  async refused(id: string, { problem, rule }: { rule: string; problem: string }): Promise<void> {
    await this.database.query("update ops.arrival set state = 'refused', rule = $2, problem = $3, settled_at = $4 where shipment_id = $1", [id, rule, problem.slice(0, 1_000), this.clock.now()]);
  }
}

const COLUMNS = 'shipment_id, organisation_id, seller_id, state, attempts, created_at, rule, problem';
