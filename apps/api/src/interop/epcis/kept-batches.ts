import { type EventRow, eventRow } from '../../documents/event-row.ts';
import type { Put } from '../../documents/event-store.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Findings } from './findings.ts';
import type { KeptEvent } from './read-capture.ts';
import type { KeptReason } from './why-kept.ts';

/** What came of the events of a file that are no handoffs. */
export interface Tally {
  readonly kept: Partial<Record<KeptReason, number>>;
  duplicates: number;
  /** Those that declare others to be wrong, as many as anyone reads about. */
  readonly declarations: Declaration[];
}

export interface Declaration extends Place {
  readonly eventId: string;
  readonly hashId: string;
}

/** Rows put at once: enough that a round trip is cheap beside them, and few enough that memory does not notice. */
const BATCH = { events: 250, links: 5_000 } as const;

const DECLARATIONS_MAX = 1_000;

/** The events of one job on their way into the store, in the order of the file. Owned by the job that fills it. While one batch is put the next are read. */
export class KeptBatches {
  readonly tally: Tally = { kept: {}, duplicates: 0, declarations: [] };
  #waiting: Waiting[] = [];
  #links = 0;
  /** The batch that is put last, and the one before it: two are under way at most. */
  #putting: Promise<void> = Promise.resolve();
  #before: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobId: string,
    private readonly to: KeptBatchesTo,
  ) {}

  add({ event, index, line, path, reason }: KeptEvent): void {
    const row = eventRow(event, { position: index, keptAs: reason });
    this.#waiting.push({ index, path, line, row, reason });
    this.#links += linksIn(row);
  }

  /** Puts what has gathered once it is a batch. Resolves when more may be read. */
  async flush(size: { readonly events: number; readonly links: number } = BATCH): Promise<void> {
    if (this.#waiting.length < size.events && this.#links < size.links) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#links = 0;
    await this.#before;
    this.#before = this.#putting;
    this.#putting = this.#putting.then(() => this.#put(batch));
    // A failure is heard where it is waited for.
    this.#putting.catch(() => {});
  }

  async end(): Promise<Tally> {
    if (this.#waiting.length > 0) await this.flush({ events: 0, links: 0 });
    await this.#putting;
    return this.tally;
  }

  async #put(batch: readonly Waiting[]): Promise<void> {
    const puts = await this.to.put(batch.map(({ row }) => row));
    for (const [at, put] of puts.entries()) {
      const { index, line, path, reason, row } = batch[at] as Waiting;
      // A job that begins again finds its own.
      const isOwn = put.kind === 'stored' || (put.sourceId === this.jobId && put.position === index);
      if (isOwn) {
        this.tally.kept[reason] = (this.tally.kept[reason] ?? 0) + 1;
        if (row.inError && this.tally.declarations.length < DECLARATIONS_MAX) this.tally.declarations.push({ index, path, line, eventId: row.eventId, hashId: row.hashId });
      } else {
        this.tally.duplicates += 1;
        this.to.findings.report('DUPLICATE_EVENT', { index, path, line }, row.eventId);
      }
    }
    await this.#checkUnpackings(batch);
  }

  async #checkUnpackings(batch: readonly Waiting[]): Promise<void> {
    const unpackings = batch.filter(({ row }) => row.type === 'AggregationEvent' && row.action === 'DELETE' && row.parent !== null);
    if (unpackings.length === 0) return;
    const never = await this.to.neverPacked([...new Set(unpackings.flatMap(({ row }) => row.parent ?? []))]);
    for (const { index, line, path, row } of unpackings) {
      if (row.parent !== null && never.has(row.parent)) this.to.findings.report('AGGREGATION_DELETE_WITHOUT_ADD', { index, path: `${path}/parentID`, line }, readable(row.parent));
    }
  }
}

/** Where batches go, and who knows what the organisation has packed. */
export interface KeptBatchesTo {
  readonly put: (rows: readonly EventRow[]) => Promise<Put[]>;
  readonly findings: Findings;
  readonly neverPacked: (containers: readonly string[]) => Promise<ReadonlySet<string>>;
}

type Place = Pick<KeptEvent, 'index' | 'path' | 'line'>;
interface Waiting extends Place {
  readonly row: EventRow;
  readonly reason: KeptReason;
}

const linksIn = ({ epcs, inputs, outputs }: EventRow): number => epcs.length + inputs.length + outputs.length;

