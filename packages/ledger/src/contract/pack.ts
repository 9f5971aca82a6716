import type { Command } from '../commands.ts';
import { factKey, issuerOf } from '../facts.ts';
import { EMPTY_ROOT } from '../log/tree.ts';
import { refuse } from '../refusals.ts';
import { actingUnits } from './acting-units.ts';
import { stateRefuses } from './lifecycle.ts';
import { effects, type Facts, type Steps } from './transition.ts';
import { UnitBook } from './unit-book.ts';

/** Puts units into a container, which it makes when there is none: aggregation ADD. It may take from one container into another. */
export function* pack(command: Command<'pack'>, facts: Facts): Steps {
  const { at, body, by } = command;
  const { container } = body;
  yield [...new Set([...UnitBook.keys([container]), ...UnitBook.keys(body.units)])];
  const acting = actingUnits(command, facts, body.units);
  if ('code' in acting) return acting;
  const { book, units } = acting;
  const held = units.find((unit) => book.draft(unit.ref).held > 0);
  if (held) return refuse('HELD', { unit: held.ref });
  const [first] = units;
  const owner = first?.owner ?? null;

  const isNew = container.chain.length === 0 && !facts.get('unit', factKey.unit(container.unit));
  if (isNew) {
    if (issuerOf(container.unit) !== by) return refuse('UNKNOWN_UNIT', { unit: container.unit });
    if (body.units.some(({ unit }) => unit === container.unit)) return refuse('CYCLE', { container: container.unit });
    book.create(container.unit, {
      state: 'active',
      owner,
      holder: by,
      shipment: null,
      resume: null,
      in: null,
      lots: [],
      height: 1,
      contents: EMPTY_ROOT,
      held: 0,
      since: at,
      born: null,
    });
  } else {
    const target = book.locate(container);
    if ('code' in target) return target;
    if (target.holder !== by) return refuse('NOT_HOLDER', { unit: target.ref, party: by });
    const refusal = stateRefuses(target.state, 'pack');
    if (refusal) return refuse(refusal, { unit: target.ref });
    if (target.height === 0) return refuse('NOT_A_CONTAINER', { unit: target.ref });
    const foreign = units.find((unit) => unit.owner !== target.owner);
    if (foreign) return refuse('OTHER_OWNER', { unit: foreign.ref });
  }
  const foreign = units.find((unit) => unit.owner !== owner);
  if (foreign) return refuse('OTHER_OWNER', { unit: foreign.ref });
  for (const unit of units) {
    const refusal = book.putInto(unit, container.unit);
    if (refusal) return refusal;
  }
  return effects({ units: book.writes() });
}
