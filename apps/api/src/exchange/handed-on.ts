import type { Json } from '@packtrail/ledger';
import { z } from 'zod';

/** A shipment of more units is pulled in no piece: it is shipped in parts. */
export const UNITS_MAX = 60_000;
/** Bytes of one answer. */
export const ANSWER_BYTES_MAX = 96 * 1024 * 1024;

const id = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const salt = z.string().regex(/^[0-9a-f]{32}$/);
const ref = z.string().regex(/^[0-9a-f]{32}\/[0-9a-f]{64}$/);
const line = (most: number) => z.string().max(most);
const gtin = z.string().regex(/^\d{14}$/);
const gln = z.string().regex(/^\d{13}$/);

const GAPS = z.array(z.strictObject({ index: z.int().min(0), size: z.int().min(1), hash })).max(20_000);

const UNIT = z.strictObject({
  ref,
  /** The EPC as canonical Digital Link, and the salt: together they make the key. */
  link: line(300),
  salt,
  height: z.int().min(0).max(5),
  lots: z.array(hash).max(200),
  /** Root of its contents; empty for a package. */
  contents: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  /** The container that it was commissioned in. */
  parent: hash.nullable(),
  commissionDoc: hash.nullable(),
  packDoc: hash.nullable(),
});

const LOT = z.strictObject({ key: hash, salt, by: id, gtin, number: line(20), expiresOn: z.iso.date() });

const PRODUCT = z.strictObject({
  owner: id,
  name: line(500),
  ndc: line(20).nullable(),
  strength: line(500),
  dosageForm: line(500),
  netContent: line(500),
  manufacturerName: line(500),
  items: z.array(z.strictObject({ gtin, level: z.enum(['package', 'case']) })).min(1).max(50),
});

const PARTY = z.strictObject({
  id,
  name: line(200),
  gln,
  kinds: z.array(line(40)).max(20),
  gs1Prefixes: z.array(line(12)).max(100),
  street: line(200),
  city: line(100),
  state: line(100),
  postalCode: line(20),
  country: line(2),
  hostedAt: line(200),
});

const PLACE = z.strictObject({ gln, name: line(200), street: line(400), city: line(100), state: line(100), postalCode: line(20), country: line(2) });

/**
 * A document as it is handed on: what the ledger has the hash of, and what its reader needs to check it and to act on the goods. Lists of units hold
 * those that the asker may see; `lists` tells what was left out, as roots.
 */
export const HANDED_ON = z.strictObject({
  format: z.literal('packtrail/handed-on/1'),
  /** The log, and the transaction that names the document. */
  origin: line(200),
  txId: hash,
  docHash: hash,
  bizStep: line(60),
  /** Canonical JSON whose salted hash is `docHash`. */
  head: line(1_000_000),
  salt,
  event: z.record(line(100), z.json() as unknown as z.ZodType<Json>),
  lists: z.record(line(40), GAPS),
  /** Of a shipping event: every unit in the shipment, and the containers that they were commissioned in. */
  units: z.array(UNIT).max(UNITS_MAX),
  /** What lay in containers and is not among the units, as roots. */
  contents: z.array(z.strictObject({ container: ref, gaps: GAPS })).max(UNITS_MAX),
  lots: z.array(LOT).max(5_000),
  products: z.array(PRODUCT).max(5_000),
  parties: z.array(PARTY).max(5_000),
  places: z.array(PLACE).max(5_000),
  /** Documents of earlier steps of these units. */
  earlier: z.array(hash).max(10_000),
});

export type HandedOn = z.infer<typeof HANDED_ON>;
export type HandedUnit = HandedOn['units'][number];
export type HandedLot = HandedOn['lots'][number];
