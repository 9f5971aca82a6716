import type { Command } from '../commands.ts';
import { actingUnits } from './acting-units.ts';
import { ownedOrMandated } from './owning.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Ends units for another reason than dispensing: exported, destroyed, a sample, stolen ... (EU 2016/161 Art. 40). A container ends with all it holds. */
export function* decommission(command: Command<'decommission'>, facts: Facts): Steps {
  yield UnitBook.keys(command.body.units);
  const acting = actingUnits(command, facts, command.body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const notOwned = yield* ownedOrMandated(command, facts, units, 'destruction');
  if (notOwned) return notOwned;
  // An opened bottle comes back as an opened bottle, never as a whole one, also when it was held: then it remembers that it was opened.
  const before = ({ ref, resting }: (typeof units)[number]) => (resting === 'quarantined' ? (book.draft(ref).resume ?? resting) : resting);
  for (const unit of units) book.takeOut(unit, { state: 'decommissioned', resume: before(unit) });
  return effects({ units: book.writes() });
}
