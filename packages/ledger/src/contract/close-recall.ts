import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Ends the work of a recall. Its lots stay recalled: what was unfit does not become fit by the last answer. */
export function* closeRecall({ body, by }: Command<'closeRecall'>, facts: Facts): Steps {
  const key = factKey.recall(body.recall);
  yield [key, factKey.party(by)];
  const recall = facts.get('recall', key);
  if (recall?.state !== 'open') return refuse('UNKNOWN_RECALL', { recall: body.recall });
  const anyRecall = facts.get('party', factKey.party(by))?.roles.includes('regulator') ?? false;
  if (recall.by !== by && !anyRecall) return refuse('NOT_YOUR_RECALL', { recall: body.recall });
  return effects({ others: new Map([[key, { ...recall, state: 'closed' as const }]]) });
}
