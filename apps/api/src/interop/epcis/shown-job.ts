import type { CaptureJobRow, StoredFinding } from './capture-jobs.ts';
import { KEPT_REASONS, type KeptReason } from './why-kept.ts';

/**
 * A job with the members of EPCIS 2.0, and ours beside them. While it runs `success` says that no error was found so far; once it has ended, that
 * all of the file is recorded. Without it a file that was sent with `rollback` left nothing behind, one sent with `proceed` all that is not among the errors.
 */
export function shownJob(job: CaptureJobRow, findings: readonly StoredFinding[]): object {
  const running = job.state === 'running';
  return {
    captureID: job.id,
    createdAt: job.created_at.toISOString(),
    ...(job.finished_at ? { finishedAt: job.finished_at.toISOString() } : {}),
    running,
    success: job.success ?? running,
    captureErrorBehaviour: job.error_behaviour,
    errors: findings.filter(({ severity }) => severity === 'error').map(shownError),
    warnings: findings.filter(({ severity }) => severity === 'warning').map(({ eventIndex, line, message, path, rule, value }) => ({ type: rule, detail: message, eventIndex, path, line, value })),
    state: job.state,
    fileName: job.file_name,
    eventCount: job.event_count,
    commandCount: job.command_count,
    done: job.done_count,
    kept: keptOf(job),
    duplicates: job.duplicate_count,
    alreadyRecorded: job.already_recorded,
    shipmentIds: job.shipment_ids,
    drafts: job.drafts,
  };
}

/** How many events are kept and no handoffs, and why. */
export const keptOf = ({ kept }: CaptureJobRow): { reason: KeptReason; message: string; count: number }[] =>
  Object.entries(kept).map(([code, count]) => {
    const reason = code as KeptReason;
    return { reason, message: KEPT_REASONS[reason], count };
  });

/** An error as a problem of its own (RFC 9457). */
export const shownError = ({ eventIndex, line, message, path, rule, value }: Omit<StoredFinding, 'jobId' | 'severity'>): object => ({
  type: 'epcisException:ValidationException',
  title: rule,
  status: 400,
  detail: message,
  eventIndex,
  path,
  line,
  value,
  rule,
});
