import type { Command } from '../commands.ts';
import { refuse } from '../refusals.ts';
import { actingUnits, lotKeys, stoppedByLot } from './acting-units.ts';
import { ownedOrMandated } from './owning.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Hands packages to a patient, whole or in part; out of a container it takes them first. */
export function* dispense(command: Command<'dispense'>, facts: Facts): Steps {
  const { body } = command;
  yield UnitBook.keys(body.units);
  const acting = actingUnits(command, facts, body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const container = units.find((unit) => unit.height > 0);
  if (container) return refuse('NOT_A_PACKAGE', { unit: container.ref });
  const notOwned = yield* ownedOrMandated(command, facts, units, 'dispense');
  if (notOwned) return notOwned;
  const lots = lotKeys(units);
  if ('code' in lots) return lots;
  yield lots;
  const stopped = stoppedByLot(units, facts, command);
  if (stopped) return stopped;
  const state = body.remainder === 'some' ? 'partially_dispensed' : 'dispensed';
  for (const unit of units) {
    // What it was before stays, for an undo; a further part of an opened bottle changes nothing of that.
    const resume = unit.resting === state ? book.draft(unit.ref).resume : unit.resting;
    book.takeOut(unit, { state, resume });
  }
  return effects({ units: book.writes() });
}
