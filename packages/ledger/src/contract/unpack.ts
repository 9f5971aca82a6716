import type { Command } from '../commands.ts';
import { actingUnits } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Takes the named units out and leaves the rest where it is: aggregation DELETE. What comes out of quarantine stays in quarantine. */
export function* unpack(command: Command<'unpack'>, facts: Facts): Steps {
  yield UnitBook.keys(command.body.units);
  const acting = actingUnits(command, facts, command.body.units);
  if ('code' in acting) return acting;
  for (const unit of acting.units) acting.book.takeOut(unit);
  return effects({ units: acting.book.writes() });
}
