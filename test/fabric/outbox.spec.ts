import { type PartyFact, factKey, newPartySigner, transactionId } from '@packtrail/ledger';
import { memoryOutbox } from '@packtrail/ledger/fabric';
import { expect, it } from 'vitest';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';
import { openNode, registrar } from './open.ts';
import { endorsedBy, rawPeer } from './raw.ts';

it('sends again, at its start, what it had endorsed and never came to send', async () => {
  const first = await openNode();
  const world = new LedgerWorld(first, registrar(), Date.now);
  const party = randomId(16);
  const command = world.command(world.registrar, 'registerParty', { party, keys: [{ spki: newPartySigner().spki, from: 0, until: null }], roles: ['dispenser'], msp: null, registration: randomId(32) });
  const signed = world.sign(world.registrar, command);
  const peer = rawPeer('manufacturer');
  const transaction = await endorsedBy(peer, signed, 'manufacturer', 'distributor', 'pharmacy');
  peer.close();
  await first.close();

  const outbox = memoryOutbox();
  await outbox.keep(transaction.getTransactionId(), transaction.getBytes());
  const again = await openNode('manufacturer', { outbox });
  await expect.poll(() => again.receipt(transactionId(signed.command)), { timeout: 15_000 }).not.toBeNull();
  expect(((await again.fact(factKey.party(party))) as PartyFact).status).toBe('active');
  await expect.poll(() => outbox.pending()).toEqual([]);
  await again.close();
});
