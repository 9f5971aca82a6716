import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Ends one's own grant now; that it was, and until when, stays. */
export function* revokeAccess({ at, body, by }: Command<'revokeAccess'>, facts: Facts): Steps {
  const key = factKey.grant(body.grant);
  yield [key];
  const grant = facts.get('grant', key);
  if (!grant || grant.until <= at) return refuse('UNKNOWN_GRANT', { grant: body.grant });
  if (grant.by !== by) return refuse('NOT_YOUR_GRANT', { grant: body.grant });
  return effects({ others: new Map([[key, { ...grant, until: at }]]) });
}
