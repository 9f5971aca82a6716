import type { Command } from '../commands.ts';
import { actingUnits } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Marks units as illegitimate product (FD&C 581(8)): they can only go back, be destroyed or be decommissioned. */
export function* declareIllegitimate(command: Command<'declareIllegitimate'>, facts: Facts): Steps {
  yield UnitBook.keys(command.body.units);
  const acting = actingUnits(command, facts, command.body.units);
  if ('code' in acting) return acting;
  for (const unit of acting.units) acting.book.takeOut(unit, { state: 'illegitimate' });
  return effects({ units: acting.book.writes() });
}
