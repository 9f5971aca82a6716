import type { Command } from '../commands.ts';
import { actingUnits } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Takes the named units out and leaves the rest where it is: aggregation DELETE. What comes out of quarantine stays in quarantine. */
export function* unpack(command: Command<'unpack'>, facts: Facts): Steps {
  yield UnitBook.keys(command.body.units);
  const acting = actingUnits(command, facts, command.body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  // What is in no container stays as it is: an opened bottle that is held still remembers that it was opened.
  for (const unit of units) book.takeOut(unit, unit.chain.length === 0 ? { resume: book.draft(unit.ref).resume } : {});
  return effects({ units: book.writes() });
}
