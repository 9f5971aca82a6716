import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { actingUnits, lotKeys, stoppedByLot } from './acting-units.ts';
import { ownedOrMandated } from './owning.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/**
 * Moves title and leaves the goods where they are: in a 3PL's store, or on a shipment that moves custody alone (a drop shipment).
 * A transfer is a sale: what is held, recalled or expired is refused.
 */
export function* transferOwnership(command: Command<'transferOwnership'>, facts: Facts): Steps {
  const { body, by } = command;
  if (body.to === by) return refuse('TO_SELF');
  const receiverKey = factKey.party(body.to);
  yield [...UnitBook.keys(body.units), receiverKey];
  const receiver = facts.get('party', receiverKey);
  if (!receiver) return refuse('UNKNOWN_PARTY', { party: body.to });
  if (receiver.status !== 'active') return refuse('PARTY_SUSPENDED', { party: body.to });
  const acting = actingUnits(command, facts, body.units, { mustHold: false });
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const inside = units.find((unit) => unit.chain.length > 0);
  if (inside) return refuse('INSIDE_CONTAINER', { unit: inside.ref, container: inside.chain[0] as string });
  const notOwned = yield* ownedOrMandated(command, facts, units, 'sale');
  if (notOwned) return notOwned;
  const held = units.find((unit) => book.draft(unit.ref).held > 0 || unit.resting !== 'active');
  if (held) return refuse('HELD', { unit: held.ref });
  const lots = lotKeys(units);
  if ('code' in lots) return lots;
  yield [...lots, ...new Set(units.flatMap(({ shipment }) => (shipment === null ? [] : factKey.shipment(shipment))))];
  // A shipment that moves title settles the owner at receipt: a transfer under way would be undone by it.
  const titled = units.find(({ shipment }) => shipment !== null && facts.get('shipment', factKey.shipment(shipment))?.title);
  if (titled) return refuse('IN_TRANSIT', { unit: titled.ref });
  const stopped = stoppedByLot(units, facts, command);
  if (stopped) return stopped;
  for (const unit of units) book.write(unit.ref, { owner: body.to });
  return effects({ units: book.writes() });
}
