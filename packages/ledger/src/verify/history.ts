import type { UnitFact } from '../facts.ts';
import type { Entry } from '../format/entry.ts';

/** An entry whose own proof holds: what one transaction did to one unit. */
export interface ProvenEntry {
  readonly leaf: string;
  readonly entry: Entry;
  readonly fact: Omit<UnitFact, 'last'>;
  /** Index of its step in the dossier. */
  readonly step: number;
}

export interface History {
  readonly unit: string;
  readonly entries: readonly ProvenEntry[];
  /** The container in which a unit lay by contents alone, as the dossier says. */
  containerOf(unit: string): string | null;
  /** Whether a unit lies in the contents (a root) of a container; gives its own contents. */
  liesIn(unit: string, container: string, root: string): { contents: string } | null;
}

export type HistoryCheck = { readonly good: true } | { readonly good: false; readonly why: string; readonly step: number | null };

const NESTING_MAX = 5;

/**
 * Checks that entries make one unbroken history: the unit's own entries follow one another by `prev` down to its beginning, and for each stretch
 * that it lay in a container, that container's entries are all there. Leaving one out breaks a link.
 */
export function checkHistory(history: History): HistoryCheck {
  try {
    const walk = new Walk(history);
    walk.unit(history.unit);
    walk.everythingUsed();
    return { good: true };
  } catch (error) {
    if (error instanceof Broken) return { good: false, why: error.message, step: error.step };
    throw error;
  }
}

class Broken extends Error {
  constructor(
    why: string,
    readonly step: number | null,
  ) {
    super(why);
  }
}

/** Between which steps of a dossier entries must stand: after a newer one, before an older one. */
interface Span {
  readonly after?: number;
  readonly before?: number;
}
const isWithin = (step: number, { after = -1, before = Infinity }: Span): boolean => step > after && step < before;

class Walk {
  readonly #history: History;
  readonly #byUnit = new Map<string, Map<string, ProvenEntry>>();
  readonly #used = new Set<ProvenEntry>();

  constructor(history: History) {
    this.#history = history;
    for (const entry of history.entries) {
      const own = this.#byUnit.get(entry.entry.unit) ?? new Map<string, ProvenEntry>();
      if (own.has(entry.leaf)) throw new Broken('a step names a unit twice', entry.step);
      own.set(entry.leaf, entry);
      this.#byUnit.set(entry.entry.unit, own);
    }
  }

  /** The whole history of a unit, from its newest entry to its beginning, and the tail of the containers that it is in. */
  unit(ref: string): void {
    const [newest, other] = this.#headsOf(ref);
    if (other) throw new Broken('a step between two others is missing', other.step);
    if (newest) {
      this.#backTo(newest, null, 0);
      this.#tail(newest, 0);
    } else {
      // Never handled alone: where its container's contents say, all the way from the container's beginning.
      this.#byContents(ref, 0);
    }
  }

  everythingUsed(): void {
    const stray = this.#history.entries.find((entry) => !this.#used.has(entry));
    if (stray) throw new Broken('a step does not belong to the history of the unit', stray.step);
  }

  /** Walks a unit's own entries from one back to another leaf (null: to its beginning), and the stretches between them. */
  #backTo(from: ProvenEntry, until: string | null, depth: number, span: Span = {}): void {
    if (depth > NESTING_MAX) throw new Broken('containers are nested too deep', from.step);
    let later = from;
    for (;;) {
      this.#used.add(later);
      if (later.leaf === until) return;
      // Steps are told newest first; an order of one's own would tell another story from the same proofs.
      if (!isWithin(later.step, span)) throw new Broken('the steps are not in their order', later.step);
      const own = previousOf(later, later.entry.unit);
      if (own === undefined) {
        if (until !== null) throw new Broken('a step between two others is missing', later.step);
        this.#stretch({ container: later.fact.born, unit: later.entry.unit, earlier: null, later, depth });
        return;
      }
      const earlier = this.#get(later.entry.unit, own, later);
      if (earlier.step <= later.step) throw new Broken('the steps are not in their order', earlier.step);
      this.#stretch({ container: earlier.fact.in, unit: earlier.entry.unit, earlier, later, depth });
      later = earlier;
    }
  }

  /** While a unit lay in a container: the container's entries from the leaf that the later entry names back to the one that the earlier entry names. */
  #stretch({ container, depth, earlier, later, unit }: { container: string | null; unit: string; earlier: ProvenEntry | null; later: ProvenEntry; depth: number }): void {
    if (container === null) return;
    const named = previousOf(later, container);
    if (named === undefined) {
      // The container had no fact either: it lay in its own container by contents, and so on outwards.
      const outer = this.#history.containerOf(container);
      if (outer === null) throw new Broken('the container of a step is not shown', later.step);
      const within = this.#contentsOf(container, outer, later, depth + 1);
      if (earlier === null && !this.#history.liesIn(unit, container, within)) throw new Broken('the unit is not in the contents of its container', later.step);
      return;
    }
    const last = this.#get(container, named, later);
    if (earlier === null && !this.#history.liesIn(unit, container, last.fact.contents)) throw new Broken('the unit is not in the contents of its container', later.step);
    const first = earlier ? (this.#byUnit.get(container)?.has(earlier.leaf) ? earlier.leaf : (previousOf(earlier, container) ?? null)) : null;
    this.#backTo(last, first, depth + 1, earlier ? { after: later.step, before: earlier.step } : { after: later.step });
    // From the container's last own entry until the unit's later one it may itself have lain in another.
    this.#stretch({ container: last.fact.in, unit: container, earlier: last, later, depth: depth + 1 });
  }

  /** The contents root of a container that has no fact, from the contents of what it lies in. */
  #contentsOf(container: string, outer: string, later: ProvenEntry, depth: number): string {
    if (depth > NESTING_MAX) throw new Broken('containers are nested too deep', later.step);
    const named = previousOf(later, outer);
    const outerContents = named === undefined ? this.#contentsOf(outer, this.#history.containerOf(outer) ?? '', later, depth + 1) : this.#get(outer, named, later).fact.contents;
    if (named !== undefined) {
      const last = this.#get(outer, named, later);
      this.#backTo(last, null, depth + 1, { after: later.step });
      this.#stretch({ container: last.fact.in, unit: outer, earlier: last, later, depth: depth + 1 });
    }
    const proof = this.#history.liesIn(container, outer, outerContents);
    if (!proof) throw new Broken('a container is not in the contents of the one around it', later.step);
    return proof.contents;
  }

  /** After the newest own entry: the entries of the container that it is in, back to where the own entry found it. They may be missing: newer ones always may. */
  #tail(newest: ProvenEntry, depth: number): void {
    const container = newest.fact.in;
    if (container === null || depth > NESTING_MAX) return;
    // It may have lain in this container before: of the entries that no other follows, the newest is that of the stay that lasts.
    const [last] = this.#headsOf(container);
    if (!last) return;
    const first = this.#byUnit.get(container)?.has(newest.leaf) ? newest.leaf : (previousOf(newest, container) ?? null);
    if (last.leaf !== first && this.#used.has(last)) return;
    this.#backTo(last, first, depth + 1, { before: newest.step });
    this.#tail(last, depth + 1);
  }

  /** A unit without any fact of its own: in the contents of its container, whose own history is shown whole. */
  #byContents(ref: string, depth: number): string {
    const container = this.#history.containerOf(ref);
    if (container === null || depth > NESTING_MAX) throw new Broken('nothing is shown of the unit', null);
    const [newest] = this.#headsOf(container);
    const root = newest ? newest.fact.contents : this.#byContents(container, depth + 1);
    const proof = this.#history.liesIn(ref, container, root);
    if (!proof) throw new Broken('the unit is not in the contents of its container', newest?.step ?? null);
    if (newest) {
      this.#backTo(newest, null, depth + 1);
      this.#tail(newest, depth + 1);
    }
    return proof.contents;
  }

  /** The entries of a unit that no other of its entries follows, newest first: one, or for a container one for each stay in it. */
  #headsOf(ref: string): ProvenEntry[] {
    const own = [...(this.#byUnit.get(ref)?.values() ?? [])];
    const followed = new Set(own.flatMap((entry) => previousOf(entry, ref) ?? []));
    return own.filter(({ leaf }) => !followed.has(leaf)).sort((a, b) => a.step - b.step);
  }

  #get(unit: string, leaf: string, later: ProvenEntry): ProvenEntry {
    const found = this.#byUnit.get(unit)?.get(leaf);
    if (!found) throw new Broken('the step before it is missing', later.step);
    return found;
  }
}

const previousOf = ({ entry }: ProvenEntry, unit: string): string | undefined => entry.prev.find((each) => each.unit === unit)?.leaf;
