import { parseNote } from '../format/checkpoint.ts';
import type { Ledger } from '../ledger.ts';
import { askWitness, type ConsistentLog, type WitnessAddress, type Witnessed } from './ask.ts';

export interface AskedWitness extends WitnessAddress {
  /** The size that it cosigned last, as far as one remembers. */
  readonly knownSize: number;
}

const VIEWS_MAX = 3;

/**
 * Asks several witnesses about one and the same checkpoint, so that their lines can stand under one text. One that has been shown a longer log meanwhile
 * (another process asks too) is asked again about the newest: only what stays is a contradiction.
 */
export async function askWitnesses(log: Pick<Ledger, 'checkpoint' | 'consistency'>, witnesses: readonly AskedWitness[], options: { fetch?: typeof globalThis.fetch; timeoutMs?: number } = {}): Promise<Witnessed[]> {
  const view = await viewOf(log);
  return Promise.all(
    witnesses.map(async (witness) => {
      let answer = await askWitness(view, witness, { ...options, knownSize: witness.knownSize });
      for (let views = 1; answer.kind === 'contradicted' && views < VIEWS_MAX; views += 1) answer = await askWitness(await viewOf(log), witness, { ...options, knownSize: answer.size });
      return answer;
    }),
  );
}

/** Notes of one text made into one, with every line that any of them has; in the order in which the texts come first. */
export function mergeNotes(notes: readonly string[]): string[] {
  const lines = new Map<string, Set<string>>();
  for (const note of notes) {
    const split = note.indexOf('\n\n') + 2;
    const [text, signatures] = [note.slice(0, split), note.slice(split)];
    const known = lines.get(text) ?? new Set();
    for (const line of signatures.split('\n').filter(Boolean)) known.add(line);
    lines.set(text, known);
  }
  return [...lines].map(([text, signatures]) => `${text}${[...signatures].map((line) => `${line}\n`).join('')}`);
}

/** The log as its newest checkpoint has it, whatever is written meanwhile. */
async function viewOf(log: Pick<Ledger, 'checkpoint' | 'consistency'>): Promise<ConsistentLog> {
  const note = await log.checkpoint();
  const parsed = parseNote(note);
  if ('broken' in parsed) throw new Error(`the checkpoint of the log ${parsed.broken}`);
  const { size } = parsed.checkpoint;
  return {
    checkpoint: () => Promise.resolve(note),
    async consistency(older) {
      const found = await log.consistency(older, size);
      return found && { ...found, checkpoint: note };
    },
  };
}
