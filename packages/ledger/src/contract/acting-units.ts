import { type Command, type CommandType, isCommand, LIMITS, type NamedUnit } from '../commands.ts';
import { factKey, type PartyId } from '../facts.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { stateRefuses } from './lifecycle.ts';
import type { Facts } from './transition.ts';
import { type Located, UnitBook } from './unit-book.ts';

export interface Acting {
  readonly book: UnitBook;
  readonly units: readonly Located[];
}

/** Finds the units that a command acts on, and refuses when the signer does not hold one or its state forbids the act. */
export function actingUnits(command: Command, facts: Facts, named: readonly NamedUnit[], { mustHold = true } = {}): Acting | Refusal {
  const book = new UnitBook(facts, command.at);
  const units: Located[] = [];
  for (const each of named) {
    const unit = book.name(each);
    if ('code' in unit) return unit;
    const refusal = stateRefuses(unit.state, command.type);
    // Who does not hold a thing learns nothing of its state, except where it is under way to him.
    if (mustHold && unit.holder !== command.by) return refuse('NOT_HOLDER', { unit: unit.ref, party: command.by });
    if (refusal) return refuse(refusal, { unit: unit.ref });
    units.push(unit);
  }
  return { book, units };
}

/** The keys of the lots of some units; refused when there are too many for one command. */
export function lotKeys(units: readonly Pick<Located, 'lots'>[]): string[] | Refusal {
  const lots = new Set(units.flatMap((unit) => unit.lots));
  return lots.size > LIMITS.lotsPerCommand ? refuse('TOO_MANY_LOTS', { most: LIMITS.lotsPerCommand }) : [...lots].map(factKey.lot);
}

/** Whether a lot stops a unit now: recalled always; expired unless the event is of old. */
export function lotStops(lot: string, { at, facts, historical }: { at: number; facts: Facts; historical: boolean }): 'RECALLED' | 'EXPIRED' | null {
  const fact = facts.get('lot', factKey.lot(lot));
  if (!fact) throw new Error(`a unit has the lot ${lot}, which is not registered`);
  if (fact.recalls.length > 0) return 'RECALLED';
  return !historical && fact.expires <= at ? 'EXPIRED' : null;
}

/** The first unit that a recalled or expired lot stops. */
export function stoppedByLot(units: readonly Located[], facts: Facts, command: Command): Refusal | null {
  for (const unit of units) {
    for (const lot of unit.lots) {
      const stop = lotStops(lot, { at: command.at, facts, historical: command.body.historical });
      if (stop) return refuse(stop, { unit: unit.ref });
    }
  }
  return null;
}

/** Refuses what the signer neither owns nor may act on by mandate. */
export function mustOwn(units: readonly Located[], owner: PartyId): Refusal | null {
  const foreign = units.find((unit) => unit.owner !== owner);
  return foreign ? refuse('NOT_OWNER', { unit: foreign.ref, party: owner }) : null;
}

/** Narrows a command to its type; a mistake in the dispatch table is a fault. */
export function expectType<T extends CommandType>(command: Command, type: T): asserts command is Command<T> {
  if (!isCommand(command, type)) throw new Error(`${command.type} is not ${type}`);
}
