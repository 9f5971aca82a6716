import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { actingUnits, lotKeys, mustOwn, stoppedByLot } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/**
 * Sends outermost units to another trading partner. What is held, recalled or expired goes only as a return, for destruction, or to mend
 * an earlier shipment.
 */
export function* ship(command: Command<'ship'>, facts: Facts): Steps {
  const { at, body, by } = command;
  if (!body.custody) return refuse('CUSTODY_STAYS');
  if (body.to === by && body.purpose !== 'internal') return refuse('TO_SELF');
  const shipmentKey = factKey.shipment(body.shipment);
  const receiverKey = factKey.party(body.to);
  const mandateKey = body.inNameOf === null ? [] : [factKey.mandate(body.inNameOf, by)];
  yield [...UnitBook.keys(body.units), shipmentKey, receiverKey, ...mandateKey];
  if (facts.get('shipment', shipmentKey)) return refuse('SHIPMENT_EXISTS', { shipment: body.shipment });
  const receiver = facts.get('party', receiverKey);
  if (!receiver) return refuse('UNKNOWN_PARTY', { party: body.to });
  if (receiver.status !== 'active') return refuse('PARTY_SUSPENDED', { party: body.to });

  const acting = actingUnits(command, facts, body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const inside = units.find((unit) => unit.chain.length > 0);
  if (inside) return refuse('INSIDE_CONTAINER', { unit: inside.ref, container: inside.chain[0] as string });
  const opened = units.find((unit) => unit.state === 'quarantined' && book.draft(unit.ref).resume === 'partially_dispensed');
  if (opened) return refuse('PARTIALLY_DISPENSED', { unit: opened.ref });
  if (body.title) {
    const notOwned = mustOwn(units, body.inNameOf ?? by);
    if (notOwned) return notOwned;
    const [mandate] = mandateKey.map((key) => facts.get('mandate', key));
    if (body.inNameOf !== null && !(mandate && mandate.until > at && mandate.purposes.includes(body.purpose))) {
      return refuse('NOT_OWNER', { unit: units[0]?.ref ?? '', party: by });
    }
  }
  if (body.purpose === 'sale' || body.purpose === 'internal') {
    const held = units.find((unit) => unit.state !== 'active' || book.draft(unit.ref).held > 0);
    if (held) return refuse(held.state === 'illegitimate' ? 'ILLEGITIMATE' : 'HELD', { unit: held.ref });
    const lots = lotKeys(units);
    if ('code' in lots) return lots;
    yield lots;
    const stopped = stoppedByLot(units, facts, command);
    if (stopped) return stopped;
  }
  for (const unit of units) book.write(unit.ref, { state: 'in_transit', shipment: body.shipment, resume: unit.state });
  const { custody, purpose, title, to } = body;
  return effects({
    units: book.writes(),
    others: new Map([[shipmentKey, { custody, from: by, open: units.length, purpose, state: 'open' as const, title, to }]]),
  });
}
