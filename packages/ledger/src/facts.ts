/**
 * Every fact of ledger state with its wire form. A fact is stored as canonical JSON under its key; nothing in it is readable without a salt.
 * Instants are milliseconds since 1970 in UTC; keys, ids and roots are lower-case hexadecimal.
 */

/** `<issuer>/<key>`: the party that commissioned it, and the unit key. */
export type UnitRef = string;
export type PartyId = string;

export type Role =
  | 'manufacturer'
  | 'repackager'
  | 'wholesale_distributor'
  | 'third_party_logistics'
  | 'returns_processor'
  | 'dispenser'
  | 'regulator'
  | 'registrar';

export const ROLES = [
  'manufacturer',
  'repackager',
  'wholesale_distributor',
  'third_party_logistics',
  'returns_processor',
  'dispenser',
  'regulator',
  'registrar',
] as const satisfies readonly Role[];

export interface PartyKey {
  /** Public key as SPKI DER, hexadecimal. */
  readonly spki: string;
  readonly from: number;
  /** Null while it is in use. */
  readonly until: number | null;
}

/** `party/<id>` */
export interface PartyFact {
  readonly keys: readonly PartyKey[];
  readonly roles: readonly Role[];
  readonly status: 'active' | 'suspended';
  /** The MSP of the node that hosts it; null on the embedded engine. */
  readonly msp: string | null;
  /** Hash of its registration document: which GS1 prefixes it may commission. */
  readonly registration: string;
}

/** `lot/<key>` */
export interface LotFact {
  readonly by: PartyId;
  /** The end of its last day at UTC-12, the last place on earth where it is still that day. */
  readonly expires: number;
  readonly recalls: readonly string[];
}

export type UnitState = 'active' | 'partially_dispensed' | 'quarantined' | 'in_transit' | 'illegitimate' | 'dispensed' | 'decommissioned';

/** `unit/<issuer>/<key>`. Loose, it has owner and holder (and shipment and resume while in transit); packed, it has `in` and neither. */
export interface UnitFact {
  readonly state: UnitState;
  readonly owner: PartyId | null;
  readonly holder: PartyId | null;
  readonly shipment: string | null;
  /** While in transit, the state to land in again when the shipment is cancelled; when dispensed or decommissioned, the state that an undo leads back to. */
  readonly resume: UnitState | null;
  readonly in: UnitRef | null;
  /** A package has its one lot; a container a superset of what it holds, which never shrinks. Sorted. */
  readonly lots: readonly string[];
  /** 0 is a package. */
  readonly height: number;
  /** Root of what it was commissioned with; the root of nothing when made by `pack`; empty for a package. */
  readonly contents: string;
  /** How many units in quarantine lie within. */
  readonly held: number;
  /** When `state` last changed. */
  readonly since: number;
  /** The container whose contents it surfaced from; null when it was commissioned by itself. Tells a stale chain from a second copy. */
  readonly born: UnitRef | null;
  /** Leaf hash of the transaction that wrote this fact. */
  readonly last: string;
}

/** `shipment/<id>` */
export interface ShipmentFact {
  readonly from: PartyId | 'stated';
  readonly to: PartyId;
  /** How many outermost units are still under way. */
  readonly open: number;
  readonly purpose: Purpose;
  readonly title: boolean;
  readonly custody: boolean;
  readonly state: 'open' | 'closed';
}

export const PURPOSES = ['sale', 'internal', 'return', 'destruction', 'correction'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** `mandate/<owner>/<party>`: the party may act in the owner's name. */
export interface MandateFact {
  readonly purposes: readonly string[];
  readonly until: number;
}

/** `recall/<id>` */
export interface RecallFact {
  readonly by: PartyId;
  readonly class: 'I' | 'II' | 'III';
  readonly state: 'open' | 'closed';
}

/** `ack/<recall>/<party>`: hash of what the holder counted. */
export interface AcknowledgementFact {
  readonly counts: string;
  readonly at: number;
}

/** `grant/<id>`: opaque terms between two parties. */
export interface GrantFact {
  readonly by: PartyId;
  readonly to: PartyId;
  readonly terms: string;
  readonly until: number;
}

/** `command/<party>/<commandId>`: a repeat is answered with the first receipt. */
export interface CommandFact {
  readonly txId: string;
  /** Hash over type, body and docs, not over `at`: the same command may be signed again. */
  readonly digest: string;
  readonly at: number;
}

export interface FactKinds {
  party: PartyFact;
  lot: LotFact;
  unit: UnitFact;
  shipment: ShipmentFact;
  mandate: MandateFact;
  recall: RecallFact;
  ack: AcknowledgementFact;
  grant: GrantFact;
  command: CommandFact;
}
export type FactKind = keyof FactKinds;
export type Fact = FactKinds[FactKind];

/** The ledger key of a fact. */
export const factKey = {
  party: (id: PartyId) => `party/${id}`,
  lot: (key: string) => `lot/${key}`,
  unit: (ref: UnitRef) => `unit/${ref}`,
  shipment: (id: string) => `shipment/${id}`,
  mandate: (owner: PartyId, party: PartyId) => `mandate/${owner}/${party}`,
  recall: (id: string) => `recall/${id}`,
  ack: (recall: string, party: PartyId) => `ack/${recall}/${party}`,
  grant: (id: string) => `grant/${id}`,
  command: (party: PartyId, commandId: string) => `command/${party}/${commandId}`,
} as const;

/** `<issuer>/<key>` of a unit. */
export const unitRef = (issuer: PartyId, key: string): UnitRef => `${issuer}/${key}`;
export const issuerOf = (ref: UnitRef): PartyId => ref.slice(0, ref.indexOf('/'));
export const keyOf = (ref: UnitRef): string => ref.slice(ref.indexOf('/') + 1);
