import { PURPOSES, ROLES } from './facts.ts';
import type { Json } from './format/canonical-json.ts';
import { flag, hex, integer, list, type Misfit, nullable, object, type Of, oneOf, type Shape, sortedSet, text, within } from './format/shape.ts';

/** Version of the rules. A command names the version it was signed for. */
export const CONTRACT_VERSION = 1;

/** How far the time of a command may be off the clock of the engine that takes it. */
export const CLOCK_SKEW_MS = 300_000;

export const LIMITS = {
  unitsNamed: 1_000,
  lotsPerCommand: 1_000,
  lotsPerContainer: 200,
  nesting: 5,
  documents: 1_000,
} as const;

const id = hex(32);
const hash = hex(64);
const instant = integer(0, 8_640_000_000_000_000);
const ref = text(/^[0-9a-f]{32}\/[0-9a-f]{64}$/, 'a unit as issuer/key');
const root = text(/^(?:[0-9a-f]{64})?$/, 'a root, or the empty text for a package');
const lots = sortedSet(hash, LIMITS.lotsPerContainer);

/** Proof that a unit lies in the contents of its container, where the unit has no fact of its own yet. */
export const contentProof = object({
  height: integer(0, LIMITS.nesting),
  lots,
  contents: root,
  index: integer(0, 10_000_000),
  size: integer(1, 10_000_000),
  path: list(hash, 32),
});

/** A unit, its containers inside out, and for itself and each container but the outermost the proof, or null where it has a fact. */
export const namedUnit = object({ unit: ref, chain: list(ref, LIMITS.nesting), proofs: list(nullable(contentProof), LIMITS.nesting) });

const units = list(namedUnit, LIMITS.unitsNamed, 1);
const historical = flag;
const partyKeys = list(object({ spki: text(/^[0-9a-f]{100,600}$/, 'a public key as SPKI in hexadecimal'), from: instant, until: nullable(instant) }), 16, 1);
const roles = list(oneOf(...ROLES), ROLES.length, 1);
const msp = nullable(text(/^[\w.-]{1,64}$/, 'an MSP id'));
const purpose = oneOf(...PURPOSES);

/** Every command with the form of its body. All are declared, also those whose rules come in a later version. */
export const COMMANDS = {
  registerParty: object({ party: id, keys: partyKeys, roles, msp, registration: hash, historical }),
  updateParty: object({ party: id, keys: partyKeys, roles, status: oneOf('active', 'suspended'), msp, registration: hash, historical }),
  registerLot: object({ lot: hash, expires: instant, historical }),
  commission: object({
    origin: oneOf('own', 'attested'),
    /** The shipment that attested goods come in by; null for one's own. */
    shipment: nullable(id),
    units: list(object({ unit: hash, height: integer(0, LIMITS.nesting), lots, contents: root }), LIMITS.unitsNamed, 1),
    historical,
  }),
  pack: object({ container: namedUnit, units, historical }),
  unpack: object({ units, historical }),
  ship: object({
    shipment: id,
    to: id,
    purpose,
    title: flag,
    custody: flag,
    /** The owner in whose name a mandate lets the sender ship; null for one's own goods. */
    inNameOf: nullable(id),
    units,
    historical,
  }),
  cancelShipment: object({ shipment: id, units, historical }),
  receive: object({
    shipment: id,
    units,
    missing: list(namedUnit, LIMITS.unitsNamed),
    /** How many units arrived that the shipment does not name; they are in the document. */
    extra: integer(0, LIMITS.unitsNamed),
    condition: oneOf('intact', 'damaged'),
    historical,
  }),
  transferOwnership: object({ to: id, units, historical }),
  dispense: object({ units, remainder: oneOf('none', 'some'), historical }),
  decommission: object({
    units,
    reason: oneOf('exported', 'destroyed', 'sample', 'free_sample', 'locked', 'stolen', 'lost', 'other'),
    historical,
  }),
  quarantine: object({ units, place: oneOf('out', 'inside'), historical }),
  release: object({ units, historical }),
  declareIllegitimate: object({ units, historical }),
  issueRecall: object({ recall: id, class: oneOf('I', 'II', 'III'), lots: sortedSet(hash, LIMITS.lotsPerCommand, 1), joins: flag, historical }),
  acknowledgeRecall: object({ recall: id, counts: hash, historical }),
  closeRecall: object({ recall: id, historical }),
  grantAccess: object({ grant: id, to: id, terms: hash, until: instant, historical }),
  revokeAccess: object({ grant: id, historical }),
  anchorAudit: object({ root: hash, size: integer(0, Number.MAX_SAFE_INTEGER), historical }),
  grantMandate: object({ to: id, purposes: list(oneOf(...PURPOSES, 'dispense'), 6, 1), until: instant, historical }),
  revokeMandate: object({ to: id, historical }),
  undo: object({ units, undoes: oneOf('dispense', 'decommission'), historical }),
} as const satisfies Record<string, Shape<unknown>>;

export type CommandType = keyof typeof COMMANDS;
export type Body<T extends CommandType> = Of<(typeof COMMANDS)[T]>;
export type NamedUnit = Of<typeof namedUnit>;
export type ContentProof = Of<typeof contentProof>;

/** What is signed. Its canonical JSON is the leaf of the log and, on Fabric, the chaincode's only argument. */
export interface Command<T extends CommandType = CommandType> {
  readonly at: number;
  readonly body: Body<T>;
  readonly by: string;
  /** UUIDv7, made by the client before sending, good for seven days. */
  readonly commandId: string;
  readonly contract: number;
  /** Hashes of the documents it speaks of. */
  readonly docs: readonly string[];
  /** SHA-256 of the signer's public key (SPKI DER). */
  readonly key: string;
  /** The log or channel it is meant for, so that it cannot be replayed on another. */
  readonly origin: string;
  readonly type: T;
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const header = object({
  at: instant,
  body: { check: () => null } as Shape<unknown>,
  by: id,
  commandId: text(UUID_V7, 'a UUIDv7 in lower case'),
  contract: integer(1, 1_000_000),
  docs: list(hash, LIMITS.documents),
  key: hash,
  origin: text(/^[\x21-\x2a\x2c-\x7e]{1,200}$/, 'the name of a log'),
  type: oneOf(...(Object.keys(COMMANDS) as CommandType[])),
});

/** Null when the value is a command in its declared form, otherwise the first place that is not. */
export function commandMisfit(value: Json): Misfit | null {
  const misfit = headerMisfit(value);
  if (misfit) return misfit;
  const { body, type } = value as unknown as Command;
  const inBody = COMMANDS[type].check(body);
  return inBody && within('command.body', inBody);
}

/** The same of all its members but the body. */
export function headerMisfit(value: Json): Misfit | null {
  const misfit = header.check(value);
  return misfit && within('command', misfit);
}

/** Whether a command is of this type; narrows its body. */
export const isCommand = <T extends CommandType>(command: Command, type: T): command is Command<T> => command.type === type;

/** The instant inside a UUIDv7, in milliseconds. */
export const commandIdInstant = (commandId: string): number => Number.parseInt(commandId.replace('-', '').slice(0, 12), 16);
