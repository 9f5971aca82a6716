import { type Command, commandText, CONTRACT_VERSION, execute, type Fact, isRefusal, type Ledger, parseCommand, type Refusal, transactionId } from '@packtrail/ledger';
import { type Handoff, isHistorical } from './record.ts';

/** In whose name and when it would be signed. */
interface Rehearsal {
  readonly by: string;
  /** The party's current key. */
  readonly key: string;
  readonly now: Date;
}

export interface Rehearsed {
  readonly commandId: string;
  readonly handoff: Handoff;
}

/** Nothing is signed for a rehearsal, and the contract does not look: engines verify signatures before they ask it. */
const NO_SIGNATURE = '0'.repeat(128);

/**
 * Plays handoffs in their order through the contract over an overlay of the ledger's facts, so that each sees what those before it would
 * have written. Nothing is recorded. Gives the first refusal with the index of its handoff, or null when all would be accepted now.
 */
export async function rehearse(ledger: Pick<Ledger, 'facts' | 'origin'>, handoffs: readonly Rehearsed[], { by, key, now }: Rehearsal): Promise<{ index: number; refusal: Refusal } | null> {
  const overlay = new Map<string, Fact>();
  for (const [index, { commandId, handoff }] of handoffs.entries()) {
    const text = commandText({
      at: now.getTime(),
      body: { ...handoff.body, historical: isHistorical(handoff, now) } as Command['body'],
      by,
      commandId,
      contract: CONTRACT_VERSION,
      // The hashes of documents do not decide; how many there are does.
      docs: handoff.documents.map((_, i) => i.toString(16).padStart(64, '0')),
      key,
      origin: ledger.origin,
      type: handoff.type,
    });
    const command = parseCommand(text);
    if (isRefusal(command)) return { index, refusal: command };
    const steps = execute({ command, signature: NO_SIGNATURE, txId: transactionId(text) });
    let step = steps.next();
    while (!step.done) {
      const stored = await ledger.facts(step.value.filter((name) => !overlay.has(name)));
      step = steps.next(new Map(step.value.map((name) => [name, overlay.get(name) ?? stored.get(name)])));
    }
    if (step.value.kind === 'refusal') return { index, refusal: step.value.refusal };
    if (step.value.kind === 'writes') for (const [name, fact] of step.value.writes) overlay.set(name, fact);
  }
  return null;
}
