import type { Command } from '../commands.ts';
import { type Fact, factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Recalls lots: a regulator any, others those they registered. `joins` adds lots to an open recall, one printed lot having several keys. */
export function* issueRecall({ body, by }: Command<'issueRecall'>, facts: Facts): Steps {
  const recallKey = factKey.recall(body.recall);
  const keys = body.lots.map(factKey.lot);
  yield [recallKey, factKey.party(by), ...keys];
  const recall = facts.get('recall', recallKey);
  if (recall && !body.joins) return refuse('RECALL_EXISTS', { recall: body.recall });
  if (body.joins && recall?.state !== 'open') return refuse('UNKNOWN_RECALL', { recall: body.recall });
  const anyLot = facts.get('party', factKey.party(by))?.roles.includes('regulator') ?? false;
  const others = new Map<string, Fact>();
  if (!recall) others.set(recallKey, { by, class: body.class, state: 'open' });
  for (const key of keys) {
    const lot = facts.get('lot', key);
    if (!lot) return refuse('UNKNOWN_LOT', { lot: key.slice('lot/'.length) });
    if (!anyLot && lot.by !== by) return refuse('NOT_YOUR_LOT', { lot: key.slice('lot/'.length) });
    others.set(key, { ...lot, recalls: [...new Set([...lot.recalls, body.recall])].sort() });
  }
  return effects({ others });
}
