import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Lets another party act in one's name for some purposes: a 3PL that ships what it does not own. It replaces an earlier mandate. */
export function* grantMandate({ body, by }: Command<'grantMandate'>, facts: Facts): Steps {
  yield [factKey.party(body.to)];
  if (!facts.get('party', factKey.party(body.to))) return refuse('UNKNOWN_PARTY', { party: body.to });
  return effects({ others: new Map([[factKey.mandate(by, body.to), { purposes: body.purposes, until: body.until }]]) });
}
