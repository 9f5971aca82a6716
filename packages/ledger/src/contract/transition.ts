import type { Command, CommandType } from '../commands.ts';
import type { Fact, FactKind, FactKinds, UnitFact, UnitRef } from '../facts.ts';
import type { Refusal } from '../refusals.ts';

/** The facts read so far, by key. What was not asked for cannot be read; what is absent is undefined. */
export class Facts {
  readonly #known = new Map<string, Fact | undefined>();

  add(facts: ReadonlyMap<string, Fact | undefined>): void {
    for (const [key, fact] of facts) this.#known.set(key, fact);
  }

  /** The fact of that key and kind; throws when the transition did not ask for it. */
  get<K extends FactKind>(kind: K, key: string): FactKinds[K] | undefined {
    if (!key.startsWith(`${kind}/`)) throw new Error(`${key} is no ${kind}`);
    const fact = this.#known.get(key);
    if (fact === undefined && !this.#known.has(key)) throw new Error(`the fact ${key} was not asked for`);
    return fact as FactKinds[K] | undefined;
  }
}

/** What a transition leaves behind: unit facts (their `last` is set when the leaf is known) and other facts. */
export interface Effects {
  readonly units: ReadonlyMap<UnitRef, UnitWrite>;
  readonly others: ReadonlyMap<string, Fact>;
}

export interface UnitWrite {
  readonly fact: Omit<UnitFact, 'last'>;
  /** Containers on its chain before and after the act, inside out, without repeats. */
  readonly chain: readonly UnitRef[];
}

/**
 * The rule of one command: it yields lists of fact keys (at most seven rounds), is given the facts, and returns effects or a refusal.
 * Reads come before writes by construction; there is no clock, no chance and no environment in it.
 */
export type Transition<T extends CommandType> = (command: Command<T>, facts: Facts) => Steps;
export type Steps = Generator<readonly string[], Effects | Refusal, void>;

export const effects = ({ units = new Map(), others = new Map() }: Partial<Effects>): Effects => ({ units, others });
