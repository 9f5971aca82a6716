import { commandIdAt, endOfLastDay, type Fact, factKey, newPartySigner, type NamedUnit, type PartyFact, unitRef } from '@packtrail/ledger';
import { describe, expect, it } from 'vitest';
import type { Handoff } from './record.ts';
import { rehearse } from './rehearse.ts';

const now = new Date('2026-05-05T12:00:00Z');
const id = (digit: string): string => digit.repeat(32);
const hash = (digit: string): string => digit.repeat(64);
const signer = newPartySigner();
const [seller, buyer, lot, unit] = [id('a'), id('b'), hash('c'), hash('d')];

const party = (roles: PartyFact['roles'], status: PartyFact['status'] = 'active'): PartyFact => ({ keys: [{ spki: signer.spki, from: 0, until: null }], roles, status, msp: null, registration: hash('0') });

/** A ledger of which only facts are asked. */
function ledgerOf(entries: readonly (readonly [string, Fact])[]) {
  const stored = new Map<string, Fact>(entries);
  return { origin: 'test', facts: (keys: readonly string[]) => Promise.resolve(new Map(keys.map((key) => [key, stored.get(key)]))) };
}

const handoff = <T extends Handoff['type']>(type: T, body: Handoff<T>['body'], eventTime = now): { commandId: string; handoff: Handoff } => ({
  commandId: commandIdAt(now.getTime()),
  handoff: { type, body, documents: type === 'registerLot' ? [] : [{ event: {}, eventTime, bizStep: '' }], keyOf: () => unit, made: null, names: new Map() } as Handoff,
});
const named: NamedUnit = { unit: unitRef(seller, unit), chain: [], proofs: [] };
const registerLot = (expires = '2028-03-31') => handoff('registerLot', { lot, expires: endOfLastDay(expires) });
const commission = () => handoff('commission', { origin: 'own', shipment: null, units: [{ unit, height: 0, lots: [lot], contents: '' }] });
const ship = (eventTime = now) => handoff('ship', { shipment: id('e'), to: buyer, purpose: 'sale', title: true, custody: true, inNameOf: null, units: [named] }, eventTime);
const play = (handoffs: Parameters<typeof rehearse>[1], buyerStatus: PartyFact['status'] = 'active') =>
  rehearse(ledgerOf([[factKey.party(seller), party(['manufacturer'])], [factKey.party(buyer), party(['dispenser'], buyerStatus)]]), handoffs, { by: seller, key: signer.key, now });

describe('a rehearsal', () => {
  it('lets each command see what those before it would have written', async () => {
    expect(await play([registerLot(), commission(), ship()])).toBeNull();
  });
  it('names the first command that would be refused, and why', async () => {
    expect(await play([registerLot(), ship()])).toMatchObject({ index: 1, refusal: { code: 'UNKNOWN_UNIT' } });
    expect(await play([commission()])).toMatchObject({ index: 0, refusal: { code: 'UNKNOWN_LOT' } });
    expect(await play([registerLot(), commission(), ship()], 'suspended')).toMatchObject({ index: 2, refusal: { code: 'PARTY_SUSPENDED' } });
  });
  it('judges expiry for what is new, and not for history', async () => {
    expect(await play([registerLot('2026-04-30'), commission(), ship()])).toMatchObject({ index: 2, refusal: { code: 'EXPIRED' } });
    expect(await play([registerLot('2026-04-30'), commission(), ship(new Date('2026-04-20T12:00:00Z'))])).toBeNull();
  });
  it('refuses what has not the form of a command', async () => {
    const empty = handoff('commission', { origin: 'own', shipment: null, units: [] });
    expect(await play([empty])).toMatchObject({ index: 0, refusal: { code: 'MALFORMED' } });
  });
});
