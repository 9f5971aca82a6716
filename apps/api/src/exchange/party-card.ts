import { canonicalJson, type Json, keyHash, publicKeyOf, verifyCommand } from '@packtrail/ledger';
import { z } from 'zod';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';

/** Characters of a card: it is pasted, or sent by mail. */
export const CARD_MAX = 10_000;

const line = (most: number) => z.string().max(most);

const CARD = z.strictObject({
  format: z.literal('packtrail/party-card/1'),
  /** The log that the party is, or wants to be, registered on. */
  origin: z.string().min(1).max(200),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().min(1).max(200),
  gln: z.string().regex(/^\d{13}$/),
  kinds: z.array(z.enum(TradingPartnerKind)).min(1).max(20),
  gs1Prefixes: z.array(z.string().regex(/^\d{4,12}$/)).max(100),
  address: z.strictObject({ street: line(200), city: line(100), state: line(100), postalCode: line(20), country: z.string().regex(/^[A-Z]{2}$/) }),
  /** Public key (P-256) as SPKI DER, hexadecimal. */
  spki: z.string().regex(/^[0-9a-f]{100,600}$/),
  /** The node that hosts the party. */
  nodeAddress: z.string().regex(/^https?:\/\/[^\s/?#]+$/).max(200),
});

const SIGNED_CARD = CARD.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/) });

/** What a trading partner says of itself to other nodes. */
export type PartyCard = z.infer<typeof CARD>;
export type SignedPartyCard = z.infer<typeof SIGNED_CARD>;

/** What its own key signs: who shows a card must hold the key that is on it. */
export const cardText = (card: PartyCard): string => canonicalJson(card as unknown as Json);

export type CardRead = { readonly ok: true; readonly card: PartyCard; readonly key: string } | { readonly ok: false; readonly why: string };

/** Reads a card from its JSON: its form, and that the key on it signed it. */
export async function readCard(text: string): Promise<CardRead> {
  if (text.length > CARD_MAX) return { ok: false, why: `it is longer than ${CARD_MAX} characters` };
  const read = SIGNED_CARD.safeParse(parsed(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    return { ok: false, why: issue && issue.path.length > 0 ? `${issue.path.join('.')} is not as it must be` : 'it is not the JSON of one' };
  }
  const { signature, ...card } = read.data;
  const key = parsedKey(card.spki);
  if (!key || !(await verifyCommand({ command: cardText(card), signature }, key))) return { ok: false, why: 'the key on it has not signed it' };
  return { ok: true, card, key: keyHash(card.spki) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parsedKey(spki: string): ReturnType<typeof publicKeyOf> | undefined {
  try {
    return publicKeyOf(spki);
  } catch {
    return undefined;
  }
}
