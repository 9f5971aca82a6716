import type { Command } from '../commands.ts';
import { actingUnits } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Holds units: taken out of their container, or held inside it, which is then held too. */
export function* quarantine(command: Command<'quarantine'>, facts: Facts): Steps {
  const { body } = command;
  yield UnitBook.keys(body.units);
  const acting = actingUnits(command, facts, body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  for (const unit of units) {
    if (body.place === 'inside' && unit.chain.length > 0) book.holdInside(unit);
    else if (unit.chain.length > 0) book.takeOut(unit, { state: 'quarantined' });
    // An opened bottle stays an opened bottle: held, it remembers that it cannot go back into trade.
    else book.write(unit.ref, { state: 'quarantined', resume: unit.state === 'partially_dispensed' ? unit.state : null });
  }
  return effects({ units: book.writes() });
}
