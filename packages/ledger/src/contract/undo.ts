import type { Command } from '../commands.ts';
import { refuse } from '../refusals.ts';
import { actingUnits, lotKeys, lotStops } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** EU 2016/161 Art. 13: at most ten days after, by the same party. (The same premises are the node's to check.) */
export const UNDO_DAYS_MAX = 10;
const DAY_MS = 86_400_000;

/** Takes back one's own dispensing or decommissioning. What is recalled or expired meanwhile comes back into quarantine. */
export function* undo(command: Command<'undo'>, facts: Facts): Steps {
  const { at, body } = command;
  yield UnitBook.keys(body.units);
  const acting = actingUnits(command, facts, body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  for (const { ref } of units) {
    const { since, state } = book.draft(ref);
    const undone = body.undoes === 'dispense' ? state === 'dispensed' || state === 'partially_dispensed' : state === 'decommissioned';
    if (!undone) return refuse('NOTHING_TO_UNDO', { unit: ref });
    if (at - since > UNDO_DAYS_MAX * DAY_MS) return refuse('TOO_LATE_TO_UNDO', { unit: ref, days: UNDO_DAYS_MAX });
  }
  const lots = lotKeys(units);
  if ('code' in lots) return lots;
  yield lots;
  for (const unit of units) {
    const before = book.draft(unit.ref).resume ?? 'active';
    const stopped = unit.lots.length > 0 && unit.lots.every((lot) => lotStops(lot, { at, facts, historical: body.historical }) !== null);
    book.write(unit.ref, { state: stopped && before === 'active' ? 'quarantined' : before, resume: null });
  }
  return effects({ units: book.writes() });
}
