import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** A holder answers a recall with the hash of what it counted; a later answer replaces the earlier one. */
export function* acknowledgeRecall({ at, body, by }: Command<'acknowledgeRecall'>, facts: Facts): Steps {
  const recallKey = factKey.recall(body.recall);
  yield [recallKey];
  if (facts.get('recall', recallKey)?.state !== 'open') return refuse('UNKNOWN_RECALL', { recall: body.recall });
  return effects({ others: new Map([[factKey.ack(body.recall, by), { counts: body.counts, at }]]) });
}
