import { canonicalJson, type Command, type Json } from '@packtrail/ledger';
import type { EmbeddedLedger } from '@packtrail/ledger/embedded';
import type { Cast } from './cast.ts';
import { brokenInvariant, brokenStep, OpenedBottles } from './invariants.ts';
import type { Model, Told } from './model.ts';
import { Wrong } from './wrong.ts';

/** The auditor: what the blocks wrote, folded by itself; compared with what the ledger answers, with the model and with what must always hold. */
export class Mirror {
  /** Every fact, command ids aside; unit facts without the leaf. */
  readonly facts = new Map<string, unknown>();
  /** How often each command stands in the blocks, by party and id. */
  readonly recorded = new Map<string, number>();
  readonly #bottles = new OpenedBottles();
  readonly #cast: Cast;
  readonly #hashes: string[] = [];
  #packages = 0;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  /** Folds what was newly written; `told` are the commands that must have written it, in their order, and nothing else may have. */
  async follow(ledger: EmbeddedLedger, told: readonly Told[]): Promise<void> {
    const expected = [...told];
    const written = new Set<string>();
    for (let recorded = await ledger.block(this.#hashes.length); recorded; recorded = await ledger.block(this.#hashes.length)) {
      const { block, hash } = recorded;
      this.#hashes.push(hash);
      this.#fold(block.writes);
      for (const { command: text, writes } of block.transactions) {
        const command = JSON.parse(text) as Command;
        const cause = expected.shift();
        if (!cause || command.type !== cause.type || command.by !== cause.by) throw new Wrong(`block ${block.number} records a ${command.type} that nobody was told of`);
        this.recorded.set(nameOf(command), (this.recorded.get(nameOf(command)) ?? 0) + 1);
        const broken = brokenStep(cause, this.facts, writes) ?? this.#bottles.broken(cause, writes);
        if (broken) throw new Wrong(broken);
        this.#fold(writes);
        if (cause.type === 'commission') for (const { height, unit } of cause.body.units) this.#packages += height === 0 ? 1 : this.#packagesIn(`${cause.by}/${unit}`);
      }
      for (const [key] of [...block.writes, ...block.transactions.flatMap(({ writes }) => writes)]) written.add(key);
    }
    await this.#compareFacts(ledger, [...written].filter((key) => !key.startsWith('command/')));
    if (expected.length > 0) throw new Wrong(`an accepted ${expected[0]?.type} is in no block`);
  }

  /** The newest block that was read before is there and the same, and with it, by their hashes, all others. Gives the commands above it. */
  async stillThere(ledger: EmbeddedLedger): Promise<Set<string>> {
    const newest = this.#hashes.length - 1;
    const found = newest < 0 ? null : await ledger.block(newest);
    if (newest >= 0 && found?.hash !== this.#hashes[newest]) throw new Wrong(`block ${newest} was read before, and is ${found ? 'another' : 'gone'}`);
    const above = new Set<string>();
    for (let number = newest + 1; ; number += 1) {
      const recorded = await ledger.block(number);
      if (!recorded) return above;
      for (const { command } of recorded.block.transactions) above.add(nameOf(JSON.parse(command) as Command));
    }
  }

  /** Nothing that was read before is gone or another, and no fact differs from what the blocks wrote. */
  async stillIn(ledger: EmbeddedLedger): Promise<void> {
    await this.stillThere(ledger);
    await this.#compareFacts(ledger, [...this.facts.keys()]);
  }

  compare(model: Model, when: string): void {
    const expected = model.facts();
    for (const [key, fact] of expected) {
      const found = this.facts.get(key);
      if (text(found) !== text(fact)) throw new Wrong(`${when} ${key} is ${difference(found, fact)}`);
    }
    for (const key of this.facts.keys()) if (!expected.has(key)) throw new Wrong(`${when} there is ${key}, which should not be`);
    const broken = brokenInvariant(this.facts, this.#cast.contents, this.#packages);
    if (broken) throw new Wrong(`${when} ${broken}`);
  }

  /** Each accepted command stands in the blocks once, and no other does. */
  compareCommands(accepted: readonly Command[]): void {
    for (const command of accepted) {
      const times = this.recorded.get(nameOf(command)) ?? 0;
      if (times !== 1) throw new Wrong(`an accepted ${command.type} of ${command.by} is recorded ${times} times`);
    }
    if (this.recorded.size !== accepted.length) throw new Wrong(`${this.recorded.size} commands are recorded, and ${accepted.length} were accepted`);
  }

  #fold(writes: readonly (readonly [string, unknown])[]): void {
    for (const [key, fact] of writes) if (!key.startsWith('command/')) this.facts.set(key, withoutLeaf(fact));
  }

  async #compareFacts(ledger: EmbeddedLedger, keys: readonly string[]): Promise<void> {
    const stored = await ledger.facts(keys);
    for (const key of keys) {
      if (text(withoutLeaf(stored.get(key))) !== text(this.facts.get(key))) throw new Wrong(`the ledger answers another ${key} than its blocks wrote`);
    }
  }

  #packagesIn(ref: string): number {
    return (this.#cast.contents.get(ref) ?? []).reduce((sum, { proof, ref: child }) => sum + (proof.height === 0 ? 1 : this.#packagesIn(child)), 0);
  }
}

/** A command by its party and id. */
export const nameOf = ({ by, commandId }: Command): string => `${by}/${commandId}`;
const text = (value: unknown): string => (value === undefined ? 'absent' : canonicalJson(value as Json));

function withoutLeaf(fact: unknown): unknown {
  if (typeof fact !== 'object' || fact === null || !('last' in fact)) return fact;
  const { last: _, ...rest } = fact;
  return rest;
}

function difference(found: unknown, expected: object): string {
  if (found === undefined) return 'not there, and should be';
  const wrong = Object.entries(expected).filter(([name, value]) => text((found as Record<string, unknown>)[name]) !== text(value));
  return wrong.map(([name, value]) => `${name} ${text((found as Record<string, unknown>)[name])} (should be ${text(value)})`).join(', ');
}
