import type { UnitFact } from '../facts.ts';
import { hasCanonicalText, type Json } from './canonical-json.ts';
import type { Entry } from './entry.ts';
import { hex, integer, list, type Misfit, nullable, object, oneOf, optional, rule, type Shape, text, within } from './shape.ts';

/** What a person takes along to prove the history of one unit: everything that a verifier needs, and nothing about any other unit. */
export interface Dossier {
  readonly format: 'packtrail/dossier/1';
  /** The signed head of the log. Its key comes from elsewhere. */
  readonly checkpoint: string;
  /** How the log came to the key of the checkpoint: the signed notes of the blocks at which it took a new one, oldest first; absent while it has its first. */
  readonly handovers?: readonly string[];
  readonly unit: NamedKey;
  /** The containers whose names the bearer was given. */
  readonly containers: readonly NamedKey[];
  /** Newest first. */
  readonly steps: readonly DossierStep[];
  /** For each unit or container that lay in another by its contents alone: the proof. */
  readonly contents: readonly DossierContent[];
  /** Paths to the root of the checkpoint for the newest step of the unit and of each container that it is in; older steps are bound by `prev`. */
  readonly inclusions: readonly { readonly leaf: string; readonly index: number; readonly size: number; readonly path: readonly string[] }[];
}

/** A ledger key with what it is the key of: the EPC and the salt. */
export interface NamedKey {
  readonly ref: string;
  readonly link: string;
  readonly salt: string;
}

export interface DossierStep {
  /** The signed bytes of the command. */
  readonly command: string;
  readonly signature: string;
  /** The signer's public key, which must hash to the key that the command names. */
  readonly spki: string;
  /** What the transaction did to the unit and to its containers. */
  readonly entries: readonly { readonly entry: Entry; readonly turns: string; readonly path: readonly string[]; readonly fact: Omit<UnitFact, 'last'> }[];
  /** Heads of its documents, with the salt that hides them on the ledger. */
  readonly documents: readonly { readonly head: Json; readonly salt: string }[];
}

export interface DossierContent {
  readonly container: string;
  readonly unit: string;
  readonly height: number;
  readonly lots: readonly string[];
  readonly contents: string;
  readonly turns: string;
  readonly path: readonly string[];
}

const ref = text(/^[0-9a-f]{32}\/[0-9a-f]{64}$/, 'a unit as issuer/key');
const party = hex(32);
const root = text(/^(?:[0-9a-f]{64})?$/, 'a root, or the empty text for a package');
const lots = list(hex(64), 200);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const inTree = { index: count, size: count, path: list(hex(64), 64) };
const byTurns = { turns: text(/^[LR]{0,64}$/, 'a side, L or R, for each step of the path'), path: list(hex(64), 64) };
const link = text(/^https:\/\/id\.gs1\.org\/[!-~]{1,200}$/, 'a canonical Digital Link');
const named = object({ ref, link, salt: hex(32) });
const state = oneOf('active', 'partially_dispensed', 'quarantined', 'in_transit', 'illegitimate', 'dispensed', 'decommissioned');
const fact = object({
  state,
  owner: nullable(party),
  holder: nullable(party),
  shipment: nullable(hex(32)),
  resume: nullable(state),
  in: nullable(ref),
  lots,
  height: count,
  contents: root,
  held: count,
  since: count,
  born: nullable(ref),
});
const entry = object({ after: hex(64), prev: list(object({ leaf: hex(64), unit: ref }), 16), unit: ref });
/** An object whose canonical text exists. */
const documentHead: Shape<unknown> = {
  check(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { path: '', rule: 'an object' };
    return hasCanonicalText(value as Json) ? null : { path: '', rule: 'a value with a canonical text' };
  },
};

/** A list of objects, none twice by that member. */
const noneTwice = <T>(shape: Shape<readonly T[]>, by: (entry: T) => string): Shape<readonly T[]> => ({
  check(value) {
    const misfit = shape.check(value);
    if (misfit) return misfit;
    const names = (value as readonly T[]).map(by);
    const twice = names.findIndex((name, i) => names.indexOf(name) < i);
    return twice < 0 ? null : { path: `[${twice}]`, rule: 'something not listed before' };
  },
});
/** A text of so many characters (code points) at most, and one at least, after how it begins. */
const long = (start: string, most: number, sentence: string): Shape<string> =>
  rule((value) => typeof value === 'string' && value.startsWith(start) && value.length > start.length && (value.length <= most || (value.length <= 2 * most && Array.from(value).length <= most)), sentence);
const note = long('', 20_000, 'a signed note');
const dossier = object({
  format: oneOf('packtrail/dossier/1'),
  checkpoint: note,
  handovers: optional(list(note, 100, 1)),
  unit: named,
  containers: noneTwice(list(named, 200), ({ ref: of }) => of),
  steps: list(
    object({
      command: long('{', 2_000_001, 'a command'),
      signature: hex(128),
      spki: text(/^3059301306072a8648ce3d020106082a8648ce3d03010703420004[0-9a-f]{128}$/, 'a P-256 key as SPKI, uncompressed, in hexadecimal'),
      entries: list(object({ entry, ...byTurns, fact }), 16, 1),
      documents: noneTwice(list(object({ head: documentHead, salt: hex(32) }), 1_000), ({ salt }) => salt),
    }),
    2_000,
    1,
  ),
  contents: noneTwice(list(object({ container: ref, unit: ref, height: count, lots, contents: root, ...byTurns }), 200), ({ unit }) => unit),
  inclusions: noneTwice(list(object({ leaf: hex(64), ...inTree }), 20, 1), ({ leaf }) => leaf),
});

/** Null when the value has the form of a dossier, otherwise the first place that has not. */
export function dossierMisfit(value: unknown): Misfit | null {
  const misfit = dossier.check(value);
  return misfit && within('dossier', misfit);
}

