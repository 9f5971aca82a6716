import type { Command } from '../commands.ts';
import { factKey } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** A registrar enters a trading partner with its keys and roles. */
export function* registerParty({ body }: Command<'registerParty'>, facts: Facts): Steps {
  const key = factKey.party(body.party);
  yield [key];
  if (facts.get('party', key)) return refuse('PARTY_EXISTS', { party: body.party });
  const { keys, msp, registration, roles } = body;
  return effects({ others: new Map([[key, { keys, msp, registration, roles, status: 'active' as const }]]) });
}
