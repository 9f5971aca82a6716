import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** A registrar changes a trading partner as a whole: rotates keys, changes roles, suspends or reinstates. */
export function* updateParty({ body }: Command<'updateParty'>, facts: Facts): Steps {
  const key = factKey.party(body.party);
  yield [key];
  if (!facts.get('party', key)) return refuse('UNKNOWN_PARTY', { party: body.party });
  const { keys, msp, registration, roles, status } = body;
  return effects({ others: new Map([[key, { keys, msp, registration, roles, status }]]) });
}
