import { LIMITS, type NamedUnit } from '../commands.ts';
import { factKey, issuerOf, keyOf, type PartyId, type UnitFact, type UnitRef, type UnitState } from '../facts.ts';
import { contentLeaf } from '../format/content-leaf.ts';
import { leafHash, pathLeadsTo } from '../log/tree.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { mostRestrictive } from './lifecycle.ts';
import type { Facts, UnitWrite } from './transition.ts';

type Draft = Omit<UnitFact, 'last'>;

/** A named unit, found: where it is, whose it is, and what state holds for it. */
export interface Located {
  readonly ref: UnitRef;
  /** Its containers, inside out. */
  readonly chain: readonly UnitRef[];
  readonly owner: PartyId | null;
  readonly holder: PartyId | null;
  readonly shipment: string | null;
  /** The most restrictive state on the climb. */
  readonly state: UnitState;
  /** The same while what is in transit counts as what it was before: the state it would rest in when taken out. */
  readonly resting: UnitState;
  readonly lots: readonly string[];
  readonly height: number;
}

/**
 * The units of one command: finds each by its chain, proves what has no fact yet, and collects the facts to write.
 * A fact about a unit outranks every list; a unit never handled alone is where its container's contents say.
 */
export class UnitBook {
  readonly #facts: Facts;
  readonly #at: number;
  readonly #drafts = new Map<UnitRef, Draft>();
  readonly #parents = new Map<UnitRef, UnitRef>();
  /** The chain of each unit as it was before the command, whatever the command has moved since. */
  readonly #before = new Map<UnitRef, readonly UnitRef[]>();
  readonly #written = new Map<UnitRef, UnitRef[]>();
  readonly #named = new Set<UnitRef>();

  constructor(facts: Facts, at: number) {
    this.#facts = facts;
    this.#at = at;
  }

  /** The fact keys that a command's units need: each unit and its whole chain, in one round. */
  static keys(units: readonly NamedUnit[]): string[] {
    return [...new Set(units.flatMap(({ unit, chain }) => [unit, ...chain].map(factKey.unit)))];
  }

  /** Finds a unit that the command acts on; naming it twice is refused. */
  name(named: NamedUnit): Located | Refusal {
    if (this.#named.has(named.unit)) return refuse('UNIT_TWICE', { unit: named.unit });
    this.#named.add(named.unit);
    return this.locate(named);
  }

  /** Finds a unit: checks its chain against the facts, and paths where there is none. */
  locate({ chain, proofs, unit }: NamedUnit): Located | Refusal {
    const refs = [unit, ...chain];
    const outermost = refs.at(-1) as UnitRef;
    const outermostFact = this.#fact(outermost);
    if (!outermostFact) return refuse(chain.length === 0 ? 'UNKNOWN_UNIT' : 'CHAIN_WRONG', { unit });
    if (outermostFact.in !== null) {
      return chain.length === 0 ? refuse('INSIDE_CONTAINER', { unit, container: outermostFact.in }) : refuse('CHAIN_WRONG', { unit });
    }
    if (new Set(refs).size !== refs.length) return refuse('CYCLE', { container: unit });
    if (!this.#drafts.has(outermost)) this.#drafts.set(outermost, withoutLast(outermostFact));
    // From the outermost inwards, since a level without a fact is proved against the contents of the level above it.
    for (let level = refs.length - 2; level >= 0; level -= 1) {
      const refusal = this.#enter(refs[level] as UnitRef, refs[level + 1] as UnitRef, proofs[level] ?? null);
      if (refusal) return refusal;
    }
    refs.forEach((ref, level) => this.#before.set(ref, this.#before.get(ref) ?? refs.slice(level + 1)));
    const drafts = refs.map((ref) => this.draft(ref));
    const own = drafts[0] as Draft;
    const top = drafts.at(-1) as Draft;
    return {
      ref: unit,
      chain,
      owner: top.owner,
      holder: top.holder,
      shipment: top.shipment,
      state: mostRestrictive(drafts.map(({ state }) => state)),
      resting: mostRestrictive(drafts.map(({ resume, state }) => (state === 'in_transit' ? (resume ?? 'active') : state))),
      lots: own.lots,
      height: own.height,
    };
  }

  /** The fact of a unit as this command has made it so far; only of units that were located. */
  draft(ref: UnitRef): Draft {
    const draft = this.#drafts.get(ref);
    if (!draft) throw new Error(`${ref} was not located`);
    return draft;
  }

  /** Enters a unit that this command brings into being. */
  create(ref: UnitRef, draft: Draft): void {
    this.#named.add(ref);
    this.#drafts.set(ref, draft);
    this.#written.set(ref, []);
  }

  /** Writes a change to a unit; `since` moves with its state. */
  write(ref: UnitRef, change: Partial<Draft>): void {
    const before = this.draft(ref);
    const since = change.state !== undefined && change.state !== before.state ? this.#at : before.since;
    if (!this.#written.has(ref)) this.#written.set(ref, [...(this.#before.get(ref) ?? [])]);
    this.#drafts.set(ref, { ...before, ...change, since });
  }

  /** Takes a located unit out of its container: its own fact alone is written, and held counts above go down by what it took along. */
  takeOut({ chain, holder, owner, ref, resting }: Located, change: Partial<Draft> = {}): void {
    if (chain.length > 0) this.#countHeld(ref, -this.#heldBy(ref));
    this.write(ref, { in: null, owner, holder, state: resting, shipment: null, resume: null, ...change });
    this.#parents.delete(ref);
  }

  /** Puts a located unit into a container, which gets a fact first where it has none, as do those above it. */
  putInto(unit: Located, container: UnitRef): Refusal | null {
    if (unit.chain.length > 0) this.#countHeld(unit.ref, -this.#heldBy(unit.ref));
    const above = [container, ...this.#climb(container)];
    if (above.includes(unit.ref)) return refuse('CYCLE', { container: unit.ref });
    this.write(unit.ref, { in: container, owner: null, holder: null, shipment: null, resume: null, state: unit.resting });
    this.#parents.set(unit.ref, container);
    let height = unit.height;
    for (const ref of above) {
      height += 1;
      const before = this.draft(ref);
      const lots = [...new Set([...before.lots, ...unit.lots])].sort();
      if (lots.length > LIMITS.lotsPerContainer) return refuse('TOO_MANY_LOTS', { most: LIMITS.lotsPerContainer });
      if (Math.max(before.height, height) > LIMITS.nesting) return refuse('TOO_DEEP', { most: LIMITS.nesting });
      const grows = lots.length > before.lots.length || height > before.height;
      if (grows || !this.#fact(ref)) this.write(ref, { lots, height: Math.max(before.height, height) });
      height = Math.max(before.height, height);
    }
    this.#written.set(unit.ref, [...new Set([...(this.#written.get(unit.ref) ?? []), ...above])]);
    return null;
  }

  /** Marks a unit that stays inside as held, and counts it on every container above. */
  holdInside(unit: Located): void {
    this.write(unit.ref, { state: 'quarantined', in: unit.chain[0] ?? null });
    this.#countHeld(unit.ref, 1);
  }

  /** The reverse of `holdInside`. */
  releaseInside(unit: Located): void {
    this.write(unit.ref, { state: 'active' });
    this.#countHeld(unit.ref, -1);
  }

  /** Everything to write. */
  writes(): Map<UnitRef, UnitWrite> {
    return new Map([...this.#written].map(([ref, chain]) => [ref, { fact: this.draft(ref), chain }]));
  }

  /** What a unit counts for in the containers above it: itself when held inside, and what it holds. */
  #heldBy(ref: UnitRef): number {
    const { held, in: container, state } = this.draft(ref);
    return held + (container !== null && state === 'quarantined' ? 1 : 0);
  }

  #countHeld(ref: UnitRef, change: number): void {
    if (change === 0) return;
    for (const container of this.#climb(ref)) this.write(container, { held: this.draft(container).held + change });
  }

  #climb(ref: UnitRef): UnitRef[] {
    const chain: UnitRef[] = [];
    for (let at = this.#parents.get(ref); at !== undefined; at = this.#parents.get(at)) chain.push(at);
    return chain;
  }

  #fact(ref: UnitRef): UnitFact | undefined {
    return this.#facts.get('unit', factKey.unit(ref));
  }

  /** One step of a chain: the unit lies in the container by its fact or, where it has none, by a path in the container's contents. */
  #enter(ref: UnitRef, container: UnitRef, proof: NamedUnit['proofs'][number]): Refusal | null {
    const fact = this.#fact(ref);
    if (fact) {
      if (fact.in !== container) {
        const copy = proof !== null && fact.born !== container && this.#proves(ref, container, proof);
        return refuse(copy ? 'SECOND_COPY' : 'CHAIN_WRONG', { unit: ref });
      }
      if (!this.#drafts.has(ref)) this.#drafts.set(ref, withoutLast(fact));
    } else {
      if (!proof || !this.#proves(ref, container, proof)) return refuse('BAD_TREE', { unit: ref, container });
      if (!this.#drafts.has(ref)) this.#drafts.set(ref, firstFact(proof, container, this.draft(container).since));
    }
    if (!this.#parents.has(ref)) this.#parents.set(ref, container);
    return null;
  }

  /** Whether the contents of the container hold the unit in that form. `lots` and `height` of a tree are its issuer's word, checked where they matter. */
  #proves(ref: UnitRef, container: UnitRef, { contents, height, index, lots, path, size }: NonNullable<NamedUnit['proofs'][number]>): boolean {
    const above = this.draft(container);
    const leaf = leafHash(contentLeaf({ unit: keyOf(ref), height, lots, contents }));
    return (
      issuerOf(ref) === issuerOf(container) &&
      height < above.height &&
      (height === 0) === (contents === '') &&
      lots.every((lot) => above.lots.includes(lot)) &&
      pathLeadsTo(above.contents, { leaf, index, size, path })
    );
  }
}

const withoutLast = ({ last: _, ...draft }: UnitFact): Draft => draft;

const firstFact = ({ contents, height, lots }: NonNullable<NamedUnit['proofs'][number]>, container: UnitRef, since: number): Draft => ({
  state: 'active',
  owner: null,
  holder: null,
  shipment: null,
  resume: null,
  in: container,
  lots,
  height,
  contents,
  held: 0,
  since,
  born: container,
});
