import { randomBytes } from 'node:crypto';
import {
  type Body,
  type Command,
  type CommandType,
  commandIdAt,
  type ContentProof,
  contentTree,
  type ContentTree,
  CONTRACT_VERSION,
  EMPTY_ROOT,
  factKey,
  inKeyOrder,
  type Ledger,
  lotKey,
  type NamedUnit,
  newPartySigner,
  type PartySigner,
  type Receipt,
  type Refused,
  type Role,
  signCommand,
  type SignedCommand,
  type UnitFact,
  type Unknown,
  unitKey,
  unitRef,
} from '@packtrail/ledger';

export interface Party {
  readonly id: string;
  readonly signer: PartySigner;
}

export const randomId = (bytes: number): string => randomBytes(bytes).toString('hex');

/** A case or pallet as its issuer knows it: its key, and a proof for each unit in it. */
export interface PackedContainer {
  readonly ref: string;
  readonly tree: ContentTree;
  readonly line: { unit: string; height: number; lots: readonly string[]; contents: string };
}

/** Plays trading partners against a ledger through its port alone. */
export class LedgerWorld {
  readonly ledger: Ledger;
  readonly registrar: Party;
  #clock: () => number;

  /** `clock`: that of the ledger; where it stands still, so may the world's. */
  constructor(ledger: Ledger, registrar: Party, clock: number | (() => number)) {
    this.ledger = ledger;
    this.registrar = registrar;
    this.#clock = typeof clock === 'number' ? () => clock : clock;
  }

  get now(): number {
    return this.#clock();
  }

  /** It stands still there. */
  set now(now: number) {
    this.#clock = () => now;
  }

  command<T extends CommandType>(by: Party, type: T, body: Omit<Body<T>, 'historical'> & { historical?: boolean }, more: Partial<Command> = {}): Command {
    return {
      at: this.now,
      body: inKeyOrder({ historical: false, ...body } as unknown as Body<T>),
      by: by.id,
      commandId: commandIdAt(this.now),
      contract: CONTRACT_VERSION,
      docs: [],
      key: by.signer.key,
      origin: this.ledger.origin,
      type,
      ...more,
    };
  }

  sign(by: Party, command: Command): SignedCommand {
    return signCommand(command, by.signer);
  }

  /** Signs and submits. */
  send<T extends CommandType>(by: Party, type: T, body: Omit<Body<T>, 'historical'> & { historical?: boolean }): Promise<Receipt | Refused | Unknown> {
    return this.ledger.submit(this.sign(by, this.command(by, type, body)));
  }

  /** The same, where a no would be a mistake of the test. */
  async done<T extends CommandType>(by: Party, type: T, body: Omit<Body<T>, 'historical'> & { historical?: boolean }): Promise<Receipt> {
    const result = await this.send(by, type, body);
    if (result.kind !== 'receipt') throw new Error(`${type}: ${JSON.stringify(result)}`);
    return result;
  }

  /** The code of a refusal; anything else is named, so that a test fails with what happened. */
  async code<T extends CommandType>(by: Party, type: T, body: Omit<Body<T>, 'historical'> & { historical?: boolean }): Promise<string> {
    const result = await this.send(by, type, body);
    return result.kind === 'refusal' ? result.refusal.code : result.kind === 'unknown' ? result.reason : 'done';
  }

  async party(...roles: Role[]): Promise<Party> {
    const party = { id: randomId(16), signer: newPartySigner() };
    await this.done(this.registrar, 'registerParty', {
      party: party.id,
      keys: [{ spki: party.signer.spki, from: 0, until: null }],
      roles,
      msp: null,
      registration: randomId(32),
    });
    return party;
  }

  async lot(by: Party, { expires = this.now + 365 * 86_400_000 } = {}): Promise<string> {
    const lot = lotKey(randomBytes(16), `https://id.gs1.org/01/00300010123455/10/${randomId(4)}`);
    await this.done(by, 'registerLot', { lot, expires });
    return lot;
  }

  newKey(): string {
    return unitKey(randomBytes(16), `https://id.gs1.org/01/00300010123455/21/${randomId(8)}`);
  }

  /** A container of so many fresh packages of a lot, not yet on the ledger. */
  packed(by: Party, lots: readonly string[], count: number, { keys = Array.from({ length: count }, () => this.newKey()) } = {}): PackedContainer & { keys: string[] } {
    const tree = contentTree(keys.map((unit, i) => ({ unit, height: 0, lots: [lots[i % lots.length] as string], contents: '' })));
    const key = this.newKey();
    return { ref: unitRef(by.id, key), tree, keys, line: { unit: key, height: 1, lots: [...lots].sort(), contents: tree.root } };
  }

  /** A pallet of containers, not yet on the ledger. */
  pallet(by: Party, cases: readonly PackedContainer[]): PackedContainer {
    const tree = contentTree(cases.map(({ line }) => line));
    const key = this.newKey();
    const lots = [...new Set(cases.flatMap(({ line }) => line.lots))].sort();
    return { ref: unitRef(by.id, key), tree, line: { unit: key, height: 2, lots, contents: tree.root } };
  }

  /** Commissions loose packages; gives their references. */
  async packages(by: Party, lot: string, count: number): Promise<string[]> {
    const keys = Array.from({ length: count }, () => this.newKey());
    await this.done(by, 'commission', { origin: 'own', shipment: null, units: keys.map((unit) => ({ unit, height: 0, lots: [lot], contents: '' })) });
    return keys.map((key) => unitRef(by.id, key));
  }

  async commission(by: Party, ...containers: readonly PackedContainer[]): Promise<void> {
    await this.done(by, 'commission', { origin: 'own', shipment: null, units: containers.map(({ line }) => line) });
  }

  /** Ships and receives. */
  async handOver(from: Party, to: Party, units: readonly NamedUnit[]): Promise<void> {
    const shipment = await this.ship(from, to, units);
    await this.done(to, 'receive', { shipment, units, missing: [], extra: 0, condition: 'intact' });
  }

  async ship(from: Party, to: Party, units: readonly NamedUnit[], purpose: Body<'ship'>['purpose'] = 'sale'): Promise<string> {
    const shipment = randomId(16);
    await this.done(from, 'ship', { shipment, to: to.id, purpose, title: true, custody: true, inNameOf: null, units });
    return shipment;
  }

  async unit(ref: string): Promise<UnitFact | undefined> {
    return (await this.ledger.fact(factKey.unit(ref))) as UnitFact | undefined;
  }
}

/** A loose unit, or one whose every level has a fact. */
export const named = (unit: string, ...chain: string[]): NamedUnit => ({ unit, chain, proofs: chain.map(() => null) });

/** A unit inside containers as they were commissioned, inside out, with a proof at every level. */
export function within(issuer: string, key: string, ...containers: readonly PackedContainer[]): NamedUnit {
  const proofs: ContentProof[] = containers.map(({ tree }, level) => tree.proofOf(level === 0 ? key : (containers[level - 1] as PackedContainer).line.unit));
  return { unit: unitRef(issuer, key), chain: containers.map(({ ref }) => ref), proofs };
}

export { EMPTY_ROOT };
