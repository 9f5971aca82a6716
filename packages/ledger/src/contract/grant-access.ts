import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Lets another party read under terms that the ledger knows by their hash alone. */
export function* grantAccess({ body, by }: Command<'grantAccess'>, facts: Facts): Steps {
  const key = factKey.grant(body.grant);
  yield [key, factKey.party(body.to)];
  if (facts.get('grant', key)) return refuse('GRANT_EXISTS', { grant: body.grant });
  if (!facts.get('party', factKey.party(body.to))) return refuse('UNKNOWN_PARTY', { party: body.to });
  return effects({ others: new Map([[key, { by, to: body.to, terms: body.terms, until: body.until }]]) });
}
