import type { Json } from '@packtrail/ledger';
import type { DraftDocument, Handoff } from '../../handoffs/record.ts';
import type { RecallRow } from '../../read-model/recall-rows.ts';

/** What the ledger takes in one command. */
export const LOTS_PER_COMMAND = 1_000;

/** The notice as a document to commit to: what holders were told stays provable. */
export function noticeDocument(notice: RecallRow, lots: readonly { gtin: string; lot: string }[], at: Date): DraftDocument {
  const event: Record<string, Json> = {
    type: 'RecallNotice',
    recall: notice.id,
    class: notice.class,
    depth: notice.depth,
    reason: notice.reason,
    instructions: notice.instructions,
    contact: notice.contact,
    lots: lots.map(({ gtin, lot }) => ({ gtin, lot })),
    statedAt: at.toISOString(),
  };
  return { event, eventTime: at, bizStep: 'recall_notice' };
}

/** Recalls these lots, or adds them to the recall with `joins`. */
export function planIssue(notice: Pick<RecallRow, 'id' | 'class'>, lots: readonly { key: string; number: string }[], { documents, joins }: { documents: readonly DraftDocument[]; joins: boolean }): Handoff<'issueRecall'> {
  return {
    type: 'issueRecall',
    body: { recall: notice.id, class: notice.class, lots: [...new Set(lots.map(({ key }) => key))].sort(), joins },
    documents,
    keyOf: (epc) => {
      throw new Error(`a recall lists no ${epc}`);
    },
    made: notice.id,
    names: new Map([...lots.map(({ key, number }) => [key, number] as const), [notice.id, notice.id]]),
  };
}

/** The lots in parts that a command takes. */
export const inParts = <T>(items: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
