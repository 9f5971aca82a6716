import type { Command } from '../commands.ts';
import { type Fact, factKey, unitRef } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { lotKeys } from './acting-units.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/**
 * Brings units into being: a tree of any size (packages in cases on pallets), of which the outermost get facts.
 * `own` goods are the issuer's. `attested` goods come on the file of a supplier who is not here: they start in transit, on a shipment
 * stated by a document to the one who attests, who then receives it like any other.
 */
export function* commission({ at, body, by }: Command<'commission'>, facts: Facts): Steps {
  const attested = body.origin === 'attested';
  if (attested !== (body.shipment !== null)) {
    return refuse('MALFORMED', { path: 'command.body.shipment', rule: attested ? 'a shipment id, for attested goods' : 'null, for own goods' });
  }
  const refs = body.units.map(({ unit }) => unitRef(by, unit));
  const twice = refs.find((ref, i) => refs.indexOf(ref) !== i);
  if (twice) return refuse('UNIT_TWICE', { unit: twice });
  const odd = body.units.findIndex(({ contents, height, lots }) => (height === 0) !== (contents === '') || (height === 0 && lots.length !== 1));
  if (odd >= 0) return refuse('MALFORMED', { path: `command.body.units[${odd}]`, rule: 'a package with one lot, or a container with the root of its contents' });
  const lots = lotKeys(body.units);
  if ('code' in lots) return lots;

  const shipmentKey = body.shipment === null ? [] : [factKey.shipment(body.shipment)];
  yield [...refs.map(factKey.unit), ...shipmentKey];
  const known = refs.find((ref) => facts.get('unit', factKey.unit(ref)));
  if (known) return refuse('ALREADY_COMMISSIONED', { unit: known });
  if (shipmentKey.some((key) => facts.get('shipment', key))) return refuse('SHIPMENT_EXISTS', { shipment: body.shipment as string });

  yield lots;
  for (const key of lots) {
    const lot = facts.get('lot', key);
    if (!lot) return refuse('UNKNOWN_LOT', { lot: key.slice('lot/'.length) });
    if (lot.by !== by) return refuse('NOT_YOUR_LOT', { lot: key.slice('lot/'.length) });
  }

  const book = new UnitBook(facts, at);
  body.units.forEach(({ contents, height, lots: unitLots }, i) =>
    book.create(refs[i] as string, {
      state: attested ? 'in_transit' : 'active',
      owner: attested ? null : by,
      holder: attested ? null : by,
      shipment: body.shipment,
      resume: attested ? 'active' : null,
      in: null,
      lots: unitLots,
      height,
      contents,
      held: 0,
      since: at,
      born: null,
    }),
  );
  const others = new Map<string, Fact>(
    shipmentKey.map((key) => [
      key,
      { custody: true, from: 'stated', open: refs.length, purpose: 'sale', state: 'open', title: true, to: by },
    ]),
  );
  return effects({ units: book.writes(), others });
}

