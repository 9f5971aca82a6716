import type { AiValue } from './message.ts';

/**
 * Lists of AIs that were last found to be in order. What fields are to one another depends on their AIs alone, and a site sees few lists
 * all day long. Forgetting one changes nothing but the time.
 */
export class KnownLists {
  readonly #lists: KnownList[] = [];

  /** Whether the AIs of these fields, in this order and with this head, are known. */
  has(elements: readonly AiValue[], head = 0): boolean {
    for (const list of this.#lists) if (list.head === head && isListOf(elements, list.ais)) return true;
    return false;
  }

  /** Remembers the AIs of these fields. `head` is how many of them stand apart from the others. */
  add(elements: readonly AiValue[], head = 0): void {
    if (this.#lists.length === LISTS_MAX) this.#lists.shift();
    this.#lists.push({ head, ais: elements.map(({ ai }) => ai) });
  }
}

const LISTS_MAX = 8;

interface KnownList {
  readonly head: number;
  readonly ais: readonly string[];
}

function isListOf(elements: readonly AiValue[], ais: readonly string[]): boolean {
  if (elements.length !== ais.length) return false;
  for (let index = 0; index < ais.length; index++) if (elements[index]?.ai !== ais[index]) return false;
  return true;
}
