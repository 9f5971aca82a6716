import type { Fact } from '../facts.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** The one text of a fact. */
export const factText = (fact: Fact): string => canonicalJson(fact as unknown as Json);
