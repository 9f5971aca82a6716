import type { Command } from '../commands.ts';
import { refuse } from '../refusals.ts';
import { actingUnits } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Ends a hold. A recall or an expiry is not ended by it: both are judged again at each act. */
export function* release(command: Command<'release'>, facts: Facts): Steps {
  yield UnitBook.keys(command.body.units);
  const acting = actingUnits(command, facts, command.body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  for (const unit of units) {
    // A unit whose container is held is not held by itself: the container must be released, or the unit taken out.
    if (book.draft(unit.ref).state !== 'quarantined') return refuse('NOT_HELD', { unit: unit.ref });
    if (unit.chain.length > 0) book.releaseInside(unit);
    else book.write(unit.ref, { state: book.draft(unit.ref).resume ?? 'active', resume: null });
  }
  return effects({ units: book.writes() });
}
