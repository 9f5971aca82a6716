import type { ContentProof, NamedUnit, PartyId, RefusalCode, UnitRef, UnitState } from '@packtrail/ledger';

/** What each container was commissioned with: its issuer's list, which the ledger knows by its root alone. */
export type Contents = ReadonlyMap<UnitRef, readonly { readonly ref: UnitRef; readonly proof: ContentProof }[]>;

/** A package or a container, each by itself. `known`: it has a fact of its own; before, it is where it was packed when it was commissioned. */
export interface Thing {
  ref: UnitRef; in: Thing | null; known: boolean; state: UnitState; owner: PartyId | null; holder: PartyId | null; shipment: string | null;
  resume: UnitState | null; lots: readonly string[]; height: number; contents: string; since: number; born: UnitRef | null; proof: ContentProof | null;
}
export interface Seen { thing: Thing; chain: Thing[]; state: UnitState; rest: UnitState; owner: PartyId | null; holder: PartyId | null; shipment: string | null; held: number }
export type No = (code: RefusalCode, when: boolean) => void;

/** From the least to the most restrictive. */
export const WORSE: UnitState[] = ['active', 'partially_dispensed', 'quarantined', 'in_transit', 'illegitimate', 'dispensed', 'decommissioned'];
const worst = (states: UnitState[]): UnitState => WORSE[Math.max(...states.map((state) => WORSE.indexOf(state)))] as UnitState;

/** Where every package and container is, whose, and in what state: each by itself. */
export class Things {
  readonly things = new Map<UnitRef, Thing>();

  constructor(readonly contents: Contents) {}

  climb = ({ in: container }: Thing): Thing[] => (container ? [container, ...this.climb(container)] : []);
  held = (of: Thing): number => [...this.things.values()].filter((thing) => thing.state === 'quarantined' && this.climb(thing).includes(of)).length;
  /** A unit without a fact was as it is since its container was. */
  #since = (thing: Thing): number => (thing.known || !thing.in ? thing.since : this.#since(thing.in));
  know = (thing: Thing): void => void Object.assign(thing, { since: this.#since(thing), known: true });
  put = (thing: Thing, at: number, change: Partial<Thing>): void =>
    void Object.assign(thing, { ...change, since: change.state !== undefined && change.state !== thing.state ? at : this.#since(thing), known: true });

  /** A container's lots and height are those of everything that was ever within. */
  settle(): void {
    for (const thing of this.things.values()) {
      this.climb(thing).reduce((height, above) => {
        above.lots = [...new Set([...above.lots, ...thing.lots])].sort();
        return (above.height = Math.max(above.height, height + 1));
      }, thing.height);
    }
  }

  /** The unit that is meant, when it is where it is said to be, and proven where it has no fact. */
  find({ chain, proofs, unit }: NamedUnit, no: No): Thing | undefined {
    const thing = this.things.get(unit);
    const climb = thing ? [thing, ...this.climb(thing)] : [];
    const place = climb.map(({ ref }) => ref).join() === [unit, ...chain].join();
    const proven = climb.slice(0, -1).every((level, i) => level.known || JSON.stringify(level.proof) === JSON.stringify(proofs[i]));
    if (place && proven) return thing;
    if (place) no('BAD_TREE', true);
    else if (chain.length === 0) no(thing?.known ? 'INSIDE_CONTAINER' : 'UNKNOWN_UNIT', true);
    else for (const code of ['CHAIN_WRONG', 'BAD_TREE', 'CYCLE'] as const) no(code, true);
    return undefined;
  }

  /** What holds for a unit: of its containers too. */
  see(thing: Thing): Seen {
    const chain = this.climb(thing);
    const all = [thing, ...chain];
    const { holder, owner, shipment } = all.at(-1) as Thing;
    const rest = worst(all.map(({ resume, state }) => (state === 'in_transit' ? (resume ?? 'active') : state)));
    return { thing, chain, owner, holder, shipment, state: worst(all.map(({ state }) => state)), rest, held: this.held(thing) };
  }

  /** The facts of those that have one, without the leaf. */
  *unitFacts(): Generator<[string, object]> {
    for (const thing of this.things.values()) {
      const { in: container, known, proof: _, ref, ...rest } = thing;
      if (known) yield [`unit/${ref}`, { ...rest, in: container?.ref ?? null, held: this.held(thing) }];
    }
  }
}
