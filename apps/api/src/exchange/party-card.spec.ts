import { newPartySigner, toHex, toLowS } from '@packtrail/ledger';
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { cardText, type PartyCard, readCard } from './party-card.ts';

const signer = newPartySigner();
const card: PartyCard = {
  format: 'packtrail/party-card/1',
  origin: 'packtrail/0011223344556677',
  id: 'a'.repeat(32),
  name: 'Northside Pharmacy',
  gln: '0614141000302',
  kinds: [TradingPartnerKind.DISPENSER],
  gs1Prefixes: ['0614141'],
  address: { street: '1 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  spki: signer.spki,
  nodeAddress: 'https://node.example.com',
};
const signed = (of: PartyCard, by = signer): string =>
  JSON.stringify({ ...of, signature: toLowS(toHex(Uint8Array.from(sign('sha256', Buffer.from(cardText(of)), { key: by.privateKey, dsaEncoding: 'ieee-p1363' })))) });

describe('a party card', () => {
  it('is read when the key on it has signed it', async () => {
    expect(await readCard(signed(card))).toEqual({ ok: true, card, key: signer.key });
  });

  it('is refused when anything on it was changed, or another key signed it', async () => {
    const text = signed(card);
    for (const [from, to] of [['Northside', 'Southside'], ['0614141000302', '0614141000104'], ['DISPENSER', 'MANUFACTURER'], ['node.example.com', 'node.example.org'], [signer.spki, newPartySigner().spki]] as const)
      expect(await readCard(text.replace(from, to))).toEqual({ ok: false, why: 'the key on it has not signed it' });
    expect(await readCard(signed(card, newPartySigner()))).toMatchObject({ ok: false });
  });

  it('is refused, never a fault, whatever else it is', async () => {
    for (const text of ['', '{', 'null', '[]', JSON.stringify({ ...card, more: 1 }), JSON.stringify({ ...card, spki: '00'.repeat(60), signature: '0'.repeat(128) }), 'x'.repeat(20_000)]) expect(await readCard(text)).toMatchObject({ ok: false });
    await fc.assert(fc.asyncProperty(fc.json(), async (text) => !(await readCard(text)).ok));
  });
});
