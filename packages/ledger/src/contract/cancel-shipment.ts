import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { actingUnits } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** The sender takes back named units that are still under way: they are again what they were before. */
export function* cancelShipment(command: Command<'cancelShipment'>, facts: Facts): Steps {
  const { body, by } = command;
  const shipmentKey = factKey.shipment(body.shipment);
  yield [...UnitBook.keys(body.units), shipmentKey];
  const shipment = facts.get('shipment', shipmentKey);
  if (!shipment) return refuse('UNKNOWN_SHIPMENT', { shipment: body.shipment });
  if (shipment.from !== by) return refuse('NOT_SENDER', { shipment: body.shipment });
  const acting = actingUnits(command, facts, body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const other = units.find((unit) => unit.shipment !== body.shipment || unit.chain.length > 0);
  if (other) return refuse('NOT_ON_SHIPMENT', { unit: other.ref, shipment: body.shipment });
  for (const unit of units) book.write(unit.ref, { state: unit.resting, shipment: null, resume: null });
  const open = shipment.open - units.length;
  return effects({ units: book.writes(), others: new Map([[shipmentKey, { ...shipment, open, state: open === 0 ? 'closed' : 'open' }]]) });
}
