import { type Fact, factKey } from '../facts.ts';
import type { Genesis } from '../format/log-leaf.ts';

/** What entry 0 of a log writes, sorted by key: the registrars, who register everyone else. */
export function genesisWrites({ registrars }: Genesis): [key: string, fact: Fact][] {
  return registrars
    .map(({ id, spki }): [string, Fact] => [factKey.party(id), { keys: [{ spki, from: 0, until: null }], roles: ['registrar'], status: 'active', msp: null, registration: NO_REGISTRATION }])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A registrar has none to be hashed. */
const NO_REGISTRATION = '0'.repeat(64);
