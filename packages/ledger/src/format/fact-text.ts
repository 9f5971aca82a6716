import type { Fact } from '../facts.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** A fact is never changed once made, and is written several times: into its block, its table, its history. */
const texts = new WeakMap<Fact, string>();

/** The one text of a fact. */
export function factText(fact: Fact): string {
  let text = texts.get(fact);
  if (text === undefined) texts.set(fact, (text = canonicalJson(fact as unknown as Json)));
  return text;
}
