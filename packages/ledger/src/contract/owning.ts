import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse, type Refusal } from '../refusals.ts';
import type { Facts } from './transition.ts';
import type { Located } from './unit-book.ts';

/**
 * Asks for the mandates of the owners in whose goods the signer acts, and refuses the first unit that he neither owns nor may act on.
 * `purpose` is what the mandate must name.
 */
export function* ownedOrMandated({ at, by }: Command, facts: Facts, units: readonly Located[], purpose: string): Generator<readonly string[], Refusal | null, void> {
  const owners = [...new Set(units.flatMap(({ owner }) => (owner === null || owner === by ? [] : owner)))];
  yield owners.map((owner) => factKey.mandate(owner, by));
  const mandated = owners.filter((owner) => {
    const mandate = facts.get('mandate', factKey.mandate(owner, by));
    return mandate !== undefined && mandate.until > at && mandate.purposes.includes(purpose);
  });
  const foreign = units.find(({ owner }) => owner !== by && !(owner !== null && mandated.includes(owner)));
  return foreign ? refuse('NOT_OWNER', { unit: foreign.ref, party: by }) : null;
}
