import type { ReadCommand } from './command.ts';
import type { ProvenEntry } from './history.ts';

/** What a good dossier proves of one step. */
export interface ProvenStep {
  readonly txId: string;
  readonly type: string;
  readonly by: string;
  readonly at: number;
  readonly historical: boolean;
  /** State of the unit, or of the outermost container that carried it, after the step. */
  readonly state: string;
  /** Who held it after the step: the holder of the outermost container that it lay in. Null where none of those shown says so. */
  readonly holder: string | null;
  /** Done to a container while the unit lay in it. Of steps later than the unit's own last one: taking it out since is not ruled out. */
  readonly carried: boolean;
  readonly documents: number;
}

interface Signed {
  readonly command: ReadCommand;
  readonly txId: string;
  readonly documents: number;
}

/** Tells the steps of a checked dossier, oldest first. They come newest first, as do the entries. */
export function tellSteps(steps: readonly Signed[], { entries, unit }: { unit: string; entries: readonly ProvenEntry[] }): ProvenStep[] {
  return steps
    .map(({ command, documents, txId }, i): ProvenStep => {
      const shown = entries.filter(({ step }) => step === i);
      const own = shown.find(({ entry }) => entry.unit === unit);
      const told = own ?? outermost(shown);
      const { at, body, by, type } = command;
      return { txId, type, by, at, historical: body.historical, state: told.fact.state, holder: holderOf(told, i, entries), carried: own === undefined, documents };
    })
    .reverse();
}

/** Of the entries of one step, that of the container around the others; each names the one that it lies in. */
const outermost = (shown: readonly ProvenEntry[]): ProvenEntry =>
  shown.find(({ fact }) => !shown.some(({ entry }) => entry.unit === fact.in)) ?? (shown[0] as ProvenEntry);

/** What lies in a container has no holder of its own: the container's is meant, as it was at the time of that step. */
function holderOf({ fact }: ProvenEntry, step: number, entries: readonly ProvenEntry[], depth = 0): string | null {
  if (fact.holder !== null || fact.in === null || depth > 5) return fact.holder;
  const container = entries.find((entry) => entry.entry.unit === fact.in && entry.step >= step);
  return container ? holderOf(container, step, entries, depth + 1) : null;
}
