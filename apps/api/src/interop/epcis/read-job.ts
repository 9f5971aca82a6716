import { Inject, Injectable } from '@nestjs/common';
import type { JsonContext } from 'gs1-barcodes/epcis';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { CaptureFiles } from './capture-files.ts';
import { checkQuantities, checkTime } from './check-events.ts';
import type { DocumentRefusal } from './document-refusal.ts';
import { Findings } from './findings.ts';
import { type KeepingJob, KeptEvents } from './keep-events.ts';
import type { Tally } from './kept-batches.ts';
import { type CapturedFile, CaptureReader, type KeptEvent } from './read-capture.ts';
import { shapeOf } from './why-kept.ts';

export type ErrorBehaviour = 'rollback' | 'proceed';

export interface ReadingJob extends KeepingJob {
  readonly behaviour: ErrorBehaviour;
  readonly root: 'document' | 'event';
}

export type ReadJob =
  | { readonly kind: 'read'; readonly file: CapturedFile; readonly tally: Tally }
  /** It was taken in and is no document after all: a limit that only reading shows. */
  | { readonly kind: 'refused'; readonly findings: Findings }
  | { readonly kind: 'gone' }
  | { readonly kind: 'stopping' };

interface Watching {
  /** What the names of a JSON document mean, where it is known already. */
  readonly context?: JsonContext | null;
  /** The first error was found. */
  readonly failing: () => Promise<void>;
  stopping(): boolean;
}

/** Reads the kept file of a job: its handoffs into memory, every other event into the store. */
@Injectable()
export class JobReading {
  constructor(
    private readonly files: CaptureFiles,
    private readonly keeping: KeptEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(job: ReadingJob, { context, failing, stopping }: Watching): Promise<ReadJob> {
    const kept = await this.files.kept(job.id);
    if (!kept) return { kind: 'gone' };
    const { bytes, format } = kept;
    const [findings, packed] = [new Findings(), new Set<string>()];
    const batches = this.keeping.open(job, { findings, packed });
    const reader = new CaptureReader({
      format,
      root: job.root,
      findings,
      context: context ?? (format === 'json' ? await contextOf(bytes(), job.root) : null),
      handoff: ({ event }) => {
        if (event.type === 'AggregationEvent' && event.parentID !== undefined) packed.add(event.parentID);
      },
      kept: (event) => {
        const sound = this.#check(event, findings);
        // Of a file that is refused whole nothing more is kept; the findings go on.
        if (sound && !(findings.failed && job.behaviour === 'rollback')) batches.add(event);
      },
    });
    let failed = false;
    let refusal: DocumentRefusal | null = null;
    for await (const chunk of bytes()) {
      refusal = reader.write(chunk);
      if (refusal) break;
      await batches.flush();
      if (findings.failed && !failed) await failing();
      failed = findings.failed;
      if (stopping()) return { kind: 'stopping' };
    }
    const tally = await batches.end();
    const file = refusal ?? reader.end();
    if ('events' in file) return { kind: 'read', file, tally };
    findings.add({ eventIndex: null, path: file.path ?? '/', line: file.line, rule: file.rule, severity: 'error', message: file.message, value: null });
    return { kind: 'refused', findings };
  }

  #check(event: KeptEvent, findings: Findings): boolean {
    checkQuantities(event, findings);
    if (event.reason === 'OTHER_SHAPE') findings.report('EVENT_SHAPE', event, shapeOf(event.event));
    if (event.reason === 'NO_INSTANCES') findings.report('NO_INSTANCES', event);
    return checkTime(event, { findings, now: this.clock.now() });
  }
}

/** A context may stand behind the events that it explains. */
async function contextOf(bytes: AsyncIterable<Uint8Array>, root: 'document' | 'event'): Promise<JsonContext | null> {
  const reader = new CaptureReader({ format: 'json', root, reads: 'outline' });
  for await (const chunk of bytes) if (reader.write(chunk)) return null;
  const outline = reader.end();
  return 'events' in outline ? outline.context : null;
}
