import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Body, canonicalJson, type Command, CONTRACT_VERSION, type Json, type Receipt, type Refused, signCommand, type SignedCommand, type Unknown } from '@packtrail/ledger';
import { type EmbeddedLedger, openDatabase, openEmbedded } from '@packtrail/ledger/embedded';
import { Cast } from './cast.ts';
import { Chance } from './chance.ts';
import { brokenInvariant, brokenStep, OpenedBottles } from './invariants.ts';
import { Model, type Told } from './model.ts';
import { propose, swarm } from './propose.ts';

export interface RunResult {
  /** Null when every answer, fact and invariant was right. */
  readonly failure: { readonly step: number; readonly what: string } | null;
  readonly story: readonly string[];
  readonly accepted: number;
  readonly refused: number;
  readonly faults: number;
}

export interface RunOptions {
  readonly seed: number;
  readonly steps: number;
  /** Steps left out: to find the shortest story that still fails. Each step draws from its own chance, so that leaving one out moves no other's. */
  readonly without?: ReadonlySet<number>;
  /** Leaves the folder of the ledger where it is, for a drill that goes on with it. */
  readonly directory?: string;
}

type Answer = Receipt | Refused | Unknown;
interface Sent {
  readonly command: Command;
  readonly signed: SignedCommand;
  readonly txId: string;
}

const DAY = 86_400_000;
const START = Date.parse('2026-01-05T08:00:00Z');

/** Plays one seed against the embedded ledger through its port, beside the model; stops at the first difference. */
export async function run(options: RunOptions): Promise<RunResult> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'packtrail-simulation-'));
  const play = await Play.begin(options.seed, directory);
  let failure: RunResult['failure'] = null;
  let step = 0;
  try {
    await play.prologue();
    for (step = 1; step <= options.steps; step += 1) if (!options.without?.has(step)) await play.step(new Chance(options.seed, step));
    await play.epilogue();
  } catch (error) {
    failure = { step, what: play.cast.retell(error instanceof Wrong ? error.message : `a fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`) };
  } finally {
    await play.close();
    if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
  }
  const { accepted, faults, refused, story } = play;
  return { failure, story, accepted: accepted.length, refused, faults };
}

class Wrong extends Error {}

export class Play {
  readonly story: string[] = [];
  readonly accepted: Sent[] = [];
  refused = 0;
  faults = 0;
  now = START;
  readonly cast: Cast;
  readonly model: Model;
  /** Every fact as the blocks wrote it, command ids aside; unit facts without the leaf. */
  readonly #mirror = new Map<string, unknown>();
  readonly #bottles = new OpenedBottles();
  readonly #ledgers: EmbeddedLedger[] = [];
  readonly #weights: ReturnType<typeof swarm>;
  #late: { told: Told; command: Command }[] = [];
  #nextBlock = 0;
  #packages = 0;

  private constructor(
    readonly directory: string,
    readonly chance: Chance,
  ) {
    this.cast = new Cast(chance);
    this.#weights = swarm(chance);
    this.model = new Model(this.cast.contents);
  }

  static async begin(seed: number, directory: string): Promise<Play> {
    const play = new Play(directory, new Chance(seed, 0));
    await play.#open();
    return play;
  }

  get ledger(): EmbeddedLedger {
    return this.#ledgers[0] as EmbeddedLedger;
  }

  /** Everybody is registered, and there are some lots and goods to begin with. */
  async prologue(): Promise<void> {
    const { registrar } = this.cast;
    const spki = registrar.signer.spki;
    this.model.parties.set(registrar.id, { keys: [{ spki, from: 0, until: null }], roles: ['registrar'], status: 'active', msp: null, registration: '0'.repeat(64) });
    await this.#readBlocks(this.ledger, null);
    for (const actor of this.cast.actors.slice(1)) {
      const body = { party: actor.id, keys: [{ spki: actor.signer.spki, from: 0, until: null }], roles: actor.roles, msp: null, registration: this.chance.hex(32), historical: false };
      await this.#tell(this.chance, this.#told('registerParty', registrar.id, body));
    }
    for (const [name, days] of [['maker-1', 400], ['maker-1', 12], ['maker-2', 30], ['repackager', 90], ['wholesaler-1', 60], ['pharmacy-1', 25]] as const) {
      const by = this.cast.actors.find((actor) => actor.name === name)?.id as string;
      await this.#tell(this.chance, this.#told('registerLot', by, { lot: this.cast.lot(this.chance), expires: this.now + days * DAY, historical: false }));
    }
    const [lot, by] = [...this.model.lots].map(([key, fact]) => [key, fact.by] as const)[0] as readonly [string, string];
    const box = this.cast.unit(this.chance, by, Array.from({ length: 3 }, () => this.cast.unit(this.chance, by, [], lot)), '');
    await this.#tell(this.chance, this.#told('commission', by, { origin: 'own', shipment: null, units: [box, this.cast.unit(this.chance, by, [], lot)], historical: false }));
    this.story.splice(0, Infinity, 'everybody is registered; lots 1 and 2 are of maker-1, 3 of maker-2, 4 of the repackager, 5 of wholesaler-1, 6 of pharmacy-1; maker-1 has case-1 and a package');
  }

  /** One step: time passes, perhaps something goes wrong with the machine or the network, and mostly a command is sent. */
  async step(chance: Chance): Promise<void> {
    if (chance.odds(0.5)) this.now += chance.below(4 * 3_600_000);
    if (chance.odds(0.06)) this.now += chance.below(9 * DAY);
    const kind = chance.weighed({ command: 84, reopen: 2, second: 2, repeat: 4, forge: 2, hold: 3, late: 3 });
    if (kind !== 'command') this.faults += 1;
    switch (kind) {
      case 'reopen':
        return this.reopen();
      case 'second':
        return this.#second();
      case 'repeat':
        return this.#repeat(chance);
      case 'forge':
        return this.#forge(chance);
      case 'hold': {
        const told = this.#candidate(chance);
        this.#late.push({ told, command: this.#command(chance, told) });
        return void this.story.push(`held back on its way: ${this.#line(told)}`);
      }
      case 'late':
        return this.#sendLate(chance);
      case 'command':
        return this.#tell(chance, this.#candidate(chance));
    }
  }

  /** At the end nothing is held back any more, each accepted id stands in the blocks once, the file checks, and replaying it gives the facts. */
  async epilogue(): Promise<void> {
    const chance = this.chance;
    while (this.#late.length > 0) await this.#sendLate(chance);
    this.#compare('at the end');
    await this.reopen();
    const facts = await this.ledger.facts([...this.#mirror.keys()]);
    for (const [key, fact] of this.#mirror) if (text(withoutLeaf(facts.get(key))) !== text(fact)) throw new Wrong(`the ledger answers another ${key} than its blocks wrote`);
    const times = new Map<string, number>();
    for (let number = 0; number < this.#nextBlock; number += 1) {
      for (const { command } of (await this.ledger.block(number))?.block.transactions ?? []) {
        const { by, commandId } = JSON.parse(command) as Command;
        times.set(`${by}/${commandId}`, (times.get(`${by}/${commandId}`) ?? 0) + 1);
      }
    }
    for (const { command } of this.accepted) {
      const count = times.get(`${command.by}/${command.commandId}`) ?? 0;
      if (count !== 1) throw new Wrong(`an accepted ${command.type} of ${command.by} is recorded ${count} times`);
    }
    if (times.size !== this.accepted.length) throw new Wrong(`${times.size} commands are recorded, and ${this.accepted.length} were accepted`);
    for (const { txId } of this.accepted.slice(-3)) if (!(await this.ledger.proof(txId))) throw new Wrong('an accepted command has no proof');
    const database = await openDatabase(join(this.directory, 'ledger.sqlite'), { readOnly: true });
    try {
      const stored = database.prepare(`SELECT key, value FROM fact WHERE key NOT LIKE 'command/%'`).all() as { key: string; value: string }[];
      if (stored.length !== this.#mirror.size) throw new Wrong(`${stored.length} facts are stored, and the blocks wrote ${this.#mirror.size}`);
      for (const { key, value } of stored) if (text(withoutLeaf(JSON.parse(value))) !== text(this.#mirror.get(key))) throw new Wrong(`${key} is stored other than the blocks wrote it`);
    } finally {
      database.close();
    }
  }

  async close(): Promise<void> {
    for (const ledger of this.#ledgers.splice(0)) await ledger.close();
  }

  // --- sending ---

  /** A command that is right, or one that is wrong: as often the one as the other, as far as chance finds them. */
  #candidate(chance: Chance): Told {
    const wantRight = chance.odds(0.55);
    // Wrong in one thing alone is the sharper question: nothing else would refuse it.
    const wrongMost = chance.odds(0.7) ? 1 : Infinity;
    const draw = () => propose(chance, { at: this.now, cast: this.cast, model: this.model, weights: this.#weights });
    const fits = (told: Told) => {
      const { size } = this.model.judge(told).wrong;
      return wantRight ? size === 0 : size > 0 && size <= wrongMost;
    };
    let told = draw();
    for (let i = 0; i < 12 && !fits(told); i += 1) told = draw();
    return told;
  }

  async #tell(chance: Chance, told: Told): Promise<void> {
    await this.#send(chance, told, this.#command(chance, told));
  }

  async #send(chance: Chance, told: Told, command: Command): Promise<void> {
    const signed = this.#sign(command);
    const ledger = chance.pick(this.#ledgers);
    const { act, wrong } = this.model.judge(told);
    if (told.at - instantOf(command) > 7 * DAY) wrong.add('COMMAND_ID_EXPIRED');
    const twice = chance.odds(0.06);
    const [answer, other] = (await Promise.all([ledger.submit(signed), ...(twice ? [ledger.submit(signed)] : [])]).then(newFirst)) as [Answer, Answer?];
    if (twice) this.faults += 1;
    if (other && !(other.kind === answer.kind && (other.kind !== 'receipt' || other.repeated))) throw new Wrong(`${told.type}, sent twice at once, is answered ${tersely(answer)} and ${tersely(other)}`);
    this.story.push(`${twice ? 'twice at once, ' : ''}${this.#line(told)} -> ${answer.kind === 'refusal' ? answer.refusal.code : answer.kind}`);
    if (answer.kind === 'unknown') throw new Wrong(`${told.type}: the ledger answers ${answer.reason}`);
    if (answer.kind === 'refusal') {
      this.refused += 1;
      if (wrong.size === 0) throw new Wrong(`${told.type} is refused as ${answer.refusal.code} (${answer.refusal.message}), and should be accepted`);
      if (!wrong.has(answer.refusal.code)) throw new Wrong(`${told.type} is refused as ${answer.refusal.code} (${answer.refusal.message}), and should be as ${[...wrong].join(' or ')}`);
      return this.#readBlocks(ledger, null);
    }
    if (wrong.size > 0) throw new Wrong(`${told.type} is accepted, and should be refused as ${[...wrong].join(' or ')}`);
    if (answer.repeated) throw new Wrong(`${told.type} is answered as a repeat`);
    this.accepted.push({ command, signed, txId: answer.txId });
    if (told.type === 'commission') for (const { height, unit } of told.body.units) this.#packages += height === 0 ? 1 : packagesIn(this.cast, `${told.by}/${unit}`);
    if ('units' in told.body && told.type !== 'commission') this.cast.recent.unshift(...told.body.units.map(({ unit }) => unit));
    this.cast.recent.splice(8);
    act();
    await this.#readBlocks(ledger, told);
    this.#compare(`after ${told.type}`);
  }

  /** Sends again what was accepted before, as it was or signed anew: it is answered with the first receipt, and nothing is recorded. */
  async #repeat(chance: Chance): Promise<void> {
    if (this.accepted.length === 0) return;
    const sent = chance.pick(this.accepted);
    const anew = chance.odds(0.5);
    const fresh = this.now - sent.command.at <= 7 * DAY;
    const answer = await chance.pick(this.#ledgers).submit(anew ? this.#sign({ ...sent.command, at: this.now }) : sent.signed);
    this.story.push(`again${anew ? ', signed anew' : ''}: ${sent.command.type} of ${this.cast.nameOf(sent.command.by)} -> ${answer.kind === 'refusal' ? answer.refusal.code : answer.kind}`);
    const same = answer.kind === 'receipt' && answer.repeated && answer.txId === sent.txId;
    if (!same && (fresh || answer.kind === 'receipt')) throw new Wrong(`a repeated ${sent.command.type} is answered ${tersely(answer)}`);
    await this.#readBlocks(this.ledger, null);
  }

  /** Sends another body under the id of what was accepted before. */
  async #forge(chance: Chance): Promise<void> {
    if (this.accepted.length === 0) return;
    const { command } = chance.pick(this.accepted);
    const other = { ...command, at: this.now, body: { ...command.body, historical: !command.body.historical } } as Command;
    const answer = await chance.pick(this.#ledgers).submit(this.#sign(other));
    this.story.push(`another body under the id of ${command.type} of ${this.cast.nameOf(command.by)} -> ${answer.kind === 'refusal' ? answer.refusal.code : answer.kind}`);
    const fresh = this.now - command.at <= 7 * DAY;
    if (answer.kind !== 'refusal' || (fresh && answer.refusal.code !== 'COMMAND_ID_REUSED')) throw new Wrong(`another body under a used id is answered ${tersely(answer)}`);
    await this.#readBlocks(this.ledger, null);
  }

  /** What was held back arrives: too late by its signature, it is signed again under the same id. */
  async #sendLate(chance: Chance): Promise<void> {
    if (this.#late.length === 0) return;
    const [late] = this.#late.splice(chance.below(this.#late.length), 1) as [{ told: Told; command: Command }];
    if (this.now - late.command.at <= 300_000) return this.#send(chance, late.told, late.command);
    const answer = await chance.pick(this.#ledgers).submit(this.#sign(late.command));
    if (answer.kind !== 'unknown' || answer.reason !== 'STALE') throw new Wrong(`a late ${late.told.type} is answered ${tersely(answer)}`);
    this.story.push(`arrives late and is signed again: ${late.told.type}`);
    const told = { ...late.told, at: this.now } as Told;
    await this.#send(chance, told, { ...late.command, at: this.now });
  }

  // --- the machine ---

  /** Opening a ledger of this size checks the whole file: every block, checkpoint, signature, fact and index. */
  async #open(): Promise<void> {
    const { registrar } = this.cast;
    const ledger = await openEmbedded({ directory: this.directory, clock: () => this.now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
    const [damage] = ledger.audit().damage;
    this.#ledgers.push(ledger);
    if (damage) throw new Wrong(`opened again, the ledger finds ${damage.kind} ${damage.name} ${damage.rule}`);
  }

  async reopen(): Promise<void> {
    this.story.push('the ledger is closed and opened again');
    await this.close();
    await this.#open();
    this.#compare('after opening again');
  }

  async #second(): Promise<void> {
    if (this.#ledgers.length > 1) {
      this.story.push('the first of two ledgers on the file is closed');
      await this.#ledgers.shift()?.close();
    } else {
      this.story.push('a second ledger is opened on the same file');
      await this.#open();
    }
  }

  // --- comparing ---

  /** Folds what was newly written; `told` is the command that must have written it, null when nothing must have been. */
  async #readBlocks(ledger: EmbeddedLedger, told: Told | null): Promise<void> {
    for (let recorded = await ledger.block(this.#nextBlock); recorded; recorded = await ledger.block(this.#nextBlock)) {
      this.#nextBlock += 1;
      const { block } = recorded;
      if (block.number > 0 && (told === null || block.transactions.length !== 1)) throw new Wrong(`block ${block.number} records what nobody was told of`);
      const written = [...block.writes, ...block.transactions.flatMap(({ writes }) => writes)].filter(([key]) => !key.startsWith('command/'));
      if (told) {
        const broken = brokenStep(told, this.#mirror, written) ?? this.#bottles.broken(told, written);
        if (broken) throw new Wrong(broken);
      }
      const stored = await ledger.facts(written.map(([key]) => key));
      for (const [key, fact] of written) {
        if (text(stored.get(key)) !== text(fact)) throw new Wrong(`the ledger answers another ${key} than its block wrote`);
        this.#mirror.set(key, withoutLeaf(fact));
      }
    }
  }

  #compare(when: string): void {
    const expected = this.model.facts();
    for (const [key, fact] of expected) {
      const found = this.#mirror.get(key);
      if (text(found) !== text(fact)) throw new Wrong(`${when} ${key} is ${difference(found, fact)}`);
    }
    for (const key of this.#mirror.keys()) if (!expected.has(key)) throw new Wrong(`${when} there is ${key}, which should not be`);
    const broken = brokenInvariant(this.#mirror, this.cast.contents, this.#packages);
    if (broken) throw new Wrong(`${when} ${broken}`);
  }

  // --- telling ---

  #told(type: Told['type'], by: string, body: object): Told {
    return { type, at: this.now, by, body } as unknown as Told;
  }

  #command(chance: Chance, { at, body, by, type }: Told): Command {
    const time = this.now.toString(16).padStart(12, '0');
    const rest = chance.hex(10);
    const commandId = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
    return { at, body: body as Body<Told['type']>, by, commandId, contract: CONTRACT_VERSION, docs: [], key: this.cast.actor(by).signer.key, origin: this.ledger.origin, type };
  }

  #sign(command: Command): SignedCommand {
    return signCommand(command, this.cast.actor(command.by).signer);
  }

  #line({ at, body, by, type }: Told): string {
    const units = (list: readonly { unit: string; chain?: readonly string[] }[]) => `[${list.map(({ chain, unit }) => [unit.includes('/') ? unit : `${by}/${unit}`, ...(chain ?? [])].join(' in ')).join(', ')}]`;
    const words = Object.entries(body).flatMap(([name, value]) => {
      if (['historical', 'keys', 'msp', 'registration', 'terms', 'counts', 'root', 'size', 'extra', 'condition'].includes(name)) return value === true ? [name] : [];
      if (name === 'units' || name === 'missing') return (value as []).length > 0 ? [`${name} ${units(value as never)}`] : [];
      if (name === 'container') return [`into ${units([value as never])}`];
      return value === null || value === false ? [] : [value === true ? name : `${name} ${String(value)}`];
    });
    return this.cast.retell(`day ${((at - START) / DAY).toFixed(1)}: ${by} ${type} ${words.join(', ')}`);
  }
}

const instantOf = ({ commandId }: Command): number => Number.parseInt(commandId.replace('-', '').slice(0, 12), 16);
const text = (value: unknown): string => (value === undefined ? 'absent' : canonicalJson(value as Json));
/** Of the answers to one command sent twice at once, the one that recorded it first. */
const newFirst = (answers: Answer[]): Answer[] => [...answers].sort((a, b) => Number(a.kind === 'receipt' && a.repeated) - Number(b.kind === 'receipt' && b.repeated));
const tersely = (answer: Answer): string => (answer.kind === 'refusal' ? answer.refusal.code : answer.kind === 'unknown' ? answer.reason : `with ${answer.repeated ? 'a repeated' : 'a new'} receipt`);
const packagesIn = (cast: Cast, ref: string): number =>
  (cast.contents.get(ref) ?? []).reduce((sum, { proof, ref: child }) => sum + (proof.height === 0 ? 1 : packagesIn(cast, child)), 0);

function withoutLeaf(fact: unknown): unknown {
  if (typeof fact !== 'object' || fact === null || !('last' in fact)) return fact;
  const { last: _, ...rest } = fact;
  return rest;
}

function difference(found: unknown, expected: object): string {
  if (found === undefined) return 'not there, and should be';
  const wrong = Object.entries(expected).filter(([name, value]) => text((found as Record<string, unknown>)[name]) !== text(value));
  return wrong.map(([name, value]) => `${name} ${text((found as Record<string, unknown>)[name])} (should be ${text(value)})`).join(', ');
}
