import type { Command } from '../commands.ts';
import { factKey, type UnitState } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { actingUnits, lotKeys, lotStops } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { type Located, UnitBook } from './unit-book.ts';

/**
 * Takes in what a shipment brings: outermost units, or units from inside one that has not come whole. It is never refused for a recall or
 * an expiry: a package, or a container all of whose lots are stopped, lands in quarantine; a mixed container lands active, and what comes
 * out of it is judged by its own lot. What is missing from a received container gets a fact of its own and stays under way.
 */
export function* receive(command: Command<'receive'>, facts: Facts): Steps {
  const { at, body, by } = command;
  const shipmentKey = factKey.shipment(body.shipment);
  const named = [...body.units, ...body.missing];
  yield [...UnitBook.keys(named), shipmentKey];
  const shipment = facts.get('shipment', shipmentKey);
  if (!shipment) return refuse('UNKNOWN_SHIPMENT', { shipment: body.shipment });
  if (shipment.to !== by) return refuse('NOT_ADDRESSEE', { shipment: body.shipment });
  const acting = actingUnits(command, facts, named, { mustHold: false });
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const other = units.find((unit) => unit.shipment !== body.shipment);
  if (other) return refuse('NOT_ON_SHIPMENT', { unit: other.ref, shipment: body.shipment });
  const arrived = units.slice(0, body.units.length);
  const missing = units.slice(body.units.length);
  const whole = new Set(arrived.filter((unit) => unit.chain.length === 0).map((unit) => unit.ref));
  const astray = missing.find((unit) => unit.chain.length === 0 || !whole.has(unit.chain.at(-1) as string));
  if (astray) return refuse('NOT_ON_SHIPMENT', { unit: astray.ref, shipment: body.shipment });

  const lots = lotKeys(arrived);
  if ('code' in lots) return lots;
  yield lots;
  const owner = (unit: Located) => (shipment.title ? by : unit.owner);
  // What is missing leaves its container before that lands, so that both chains are told from the state before.
  for (const unit of missing) {
    book.takeOut(unit, { state: 'in_transit', shipment: body.shipment, resume: unit.resting });
  }
  for (const unit of arrived) {
    const state = landing(unit, (lot) => lotStops(lot, { at, facts, historical: body.historical }) !== null);
    const change = { state, owner: owner(unit), holder: by, shipment: null, resume: null };
    if (unit.chain.length > 0) book.takeOut(unit, change);
    else book.write(unit.ref, change);
  }
  const open = shipment.open - whole.size + missing.length;
  return effects({ units: book.writes(), others: new Map([[shipmentKey, { ...shipment, open, state: open === 0 ? 'closed' : 'open' }]]) });
}

function landing(unit: Located, stopped: (lot: string) => boolean): UnitState {
  const allStopped = unit.lots.length > 0 && unit.lots.every(stopped);
  return unit.resting === 'active' && allStopped ? 'quarantined' : unit.resting;
}
