import { contentTree, type ContentProof, lotKey, type Role, unitKey, unitRef } from '@packtrail/ledger';
import type { Chance } from './chance.ts';
import { type SeededSigner, seededSigner } from './seeded-signer.ts';

export interface Actor {
  readonly name: string;
  readonly id: string;
  readonly roles: readonly Role[];
  readonly signer: SeededSigner;
}

const ROLES_PLAYED: readonly [string, ...Role[]][] = [
  ['registrar', 'registrar'],
  ['maker-1', 'manufacturer'],
  ['maker-2', 'manufacturer'],
  ['repackager', 'repackager', 'wholesale_distributor'],
  ['wholesaler-1', 'wholesale_distributor'],
  ['wholesaler-2', 'wholesale_distributor'],
  ['logistics', 'third_party_logistics'],
  ['returns', 'returns_processor'],
  ['pharmacy-1', 'dispenser'],
  ['pharmacy-2', 'dispenser'],
  ['regulator', 'regulator'],
];

const SIGNERS = ROLES_PLAYED.map(([name]) => seededSigner(name));

/** Who plays, what things are called in the story, and what their issuers know of them: salts and lists of contents. */
export class Cast {
  readonly actors: readonly Actor[];
  readonly contents = new Map<string, { ref: string; proof: ContentProof }[]>();
  readonly salts = new Map<string, { ref: string; link: string; salt: string }>();
  /** The units last acted on: what happens next happens to them more often than to others. */
  readonly recent: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(chance: Chance) {
    this.actors = ROLES_PLAYED.map(([name, ...roles], i) => ({ name, roles, id: chance.hex(16), signer: SIGNERS[i] as SeededSigner }));
    for (const { id, name } of this.actors) this.#names.set(id, name);
  }

  get registrar(): Actor {
    return this.actors[0] as Actor;
  }

  actor(id: string): Actor {
    const found = this.actors.find((actor) => actor.id === id);
    if (!found) throw new Error(`nobody plays ${id}`);
    return found;
  }

  /** Gives a name that tells the kind: `package-3`. */
  call(kind: string, id: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#names.set(id, `${kind}-${count}`);
    return id;
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? `${id.slice(0, 6)}…`;
  }

  /** A text with every id in it called by its name. */
  retell(text: string): string {
    return text.replace(/[0-9a-f]{32}\/[0-9a-f]{64}|[0-9a-f]{64}|[0-9a-f]{32}/g, (id) => this.nameOf(id));
  }

  lot(chance: Chance): string {
    return this.call('lot', lotKey(bytes(chance), `https://id.gs1.org/01/00300010123455/10/L${chance.below(1e9)}`));
  }

  /** A line of a commission: a package of a lot, or a container of lines. */
  unit(chance: Chance, by: string, within: readonly Line[], lot: string): Line {
    const salt = bytes(chance);
    const serial = chance.below(1e12);
    const link = within.length > 0 ? `https://id.gs1.org/00/${String(serial).padStart(18, '0')}` : `https://id.gs1.org/01/00300010123455/21/${serial}`;
    const key = unitKey(salt, link);
    const ref = unitRef(by, key);
    const tree = within.length > 0 ? contentTree(within) : null;
    const height = Math.max(-1, ...within.map((line) => line.height)) + 1;
    this.call(height === 0 ? 'package' : height === 1 ? 'case' : 'pallet', ref);
    this.salts.set(ref, { ref, link, salt: Buffer.from(salt).toString('hex') });
    if (tree) this.contents.set(ref, within.map((line) => ({ ref: unitRef(by, line.unit), proof: tree.proofOf(line.unit) })));
    return { unit: key, height, lots: tree ? [...new Set(within.flatMap(({ lots }) => lots))].sort() : [lot], contents: tree?.root ?? '' };
  }

  /** The reference of a container that `pack` makes. */
  tote(chance: Chance, by: string): string {
    const salt = bytes(chance);
    const link = `https://id.gs1.org/00/${String(chance.below(1e12)).padStart(18, '0')}`;
    const ref = unitRef(by, unitKey(salt, link));
    this.salts.set(ref, { ref, link, salt: Buffer.from(salt).toString('hex') });
    return this.call('tote', ref);
  }
}

export interface Line {
  readonly unit: string;
  readonly height: number;
  readonly lots: readonly string[];
  readonly contents: string;
}

const bytes = (chance: Chance): Uint8Array => new Uint8Array(Buffer.from(chance.hex(16), 'hex'));
