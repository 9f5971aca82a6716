import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Enters a lot by its opaque key, with the end of its last day. */
export function* registerLot({ body, by }: Command<'registerLot'>, facts: Facts): Steps {
  const key = factKey.lot(body.lot);
  yield [key];
  if (facts.get('lot', key)) return refuse('LOT_EXISTS', { lot: body.lot });
  return effects({ others: new Map([[key, { by, expires: body.expires, recalls: [] }]]) });
}
