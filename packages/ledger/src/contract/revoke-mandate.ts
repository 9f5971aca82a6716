import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Ends one's own mandate now. */
export function* revokeMandate({ at, body, by }: Command<'revokeMandate'>, facts: Facts): Steps {
  const key = factKey.mandate(by, body.to);
  yield [key];
  const mandate = facts.get('mandate', key);
  if (!mandate || mandate.until <= at) return refuse('UNKNOWN_MANDATE', { party: body.to });
  return effects({ others: new Map([[key, { ...mandate, until: at }]]) });
}
