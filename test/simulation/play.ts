import { type Body, type Command, CONTRACT_VERSION, type Receipt, type SignedCommand } from '@packtrail/ledger';
import type { EmbeddedLedger } from '@packtrail/ledger/embedded';
import { Cast } from './cast.ts';
import { Chance } from './chance.ts';
import { type Answer, Machine } from './machine.ts';
import { Mirror, nameOf } from './mirror.ts';
import { Model, type Told } from './model.ts';
import { propose, swarm } from './propose.ts';
import { START, tell, tersely } from './tell.ts';
import { Wrong } from './wrong.ts';

interface Sent {
  readonly command: Command;
  readonly signed: SignedCommand;
  readonly txId: string;
}

/** What may come next, and how often it does: a command, something on the network, or something with the machine. */
export const STEPS = { command: 160, burst: 16, repeat: 8, forge: 4, hold: 6, late: 6, reopen: 2, second: 3, power: 5, kill: 5, outage: 2, fault: 5, flip: 1 } as const;
export type Step = keyof typeof STEPS;

const DAY = 86_400_000;
const ASKED_MAX = 12;

/** One story: commands to an embedded ledger on a machine that fails, beside the model and the auditor; throws `Wrong` at the first difference. */
export class Play {
  readonly story: string[] = [];
  readonly accepted: Sent[] = [];
  refused = 0;
  faults = 0;
  now = START;
  readonly cast: Cast;
  readonly model: Model;
  readonly machine: Machine;
  readonly #mirror: Mirror;
  readonly #weights: ReturnType<typeof swarm>;
  #late: { told: Told; command: Command }[] = [];

  constructor(seed: number) {
    const chance = new Chance(seed, 0);
    this.cast = new Cast(chance);
    this.#weights = swarm(chance);
    this.model = new Model(this.cast.contents);
    this.#mirror = new Mirror(this.cast);
    const { id, signer } = this.cast.registrar;
    this.machine = new Machine({ chance: new Chance(seed, 1), clock: () => this.now, registrars: [{ id, spki: signer.spki }], tell: (line) => this.#tellMachine(line) });
  }

  get ledger(): EmbeddedLedger {
    return this.machine.ledger;
  }

  /** Everybody is registered, and there are some lots and goods to begin with. */
  async prologue(chance: Chance): Promise<void> {
    const { registrar } = this.cast;
    await this.machine.start();
    this.model.parties.set(registrar.id, { keys: [{ spki: registrar.signer.spki, from: 0, until: null }], roles: ['registrar'], status: 'active', msp: null, registration: '0'.repeat(64) });
    await this.#audit((mirror, ledger) => mirror.follow(ledger, []));
    const parties = this.cast.actors.slice(1).map(({ id, roles, signer }) => {
      const keys = [{ spki: signer.spki, from: 0, until: null }];
      return this.#told('registerParty', registrar.id, { party: id, keys, roles, msp: null, registration: chance.hex(32), historical: false });
    });
    await this.#sendAll(this.#made(chance, parties));
    const lots = LOTS.map(([name, days]) => {
      const by = this.cast.actors.find((actor) => actor.name === name)?.id as string;
      return this.#told('registerLot', by, { lot: this.cast.lot(chance), expires: this.now + days * DAY, historical: false });
    });
    await this.#sendAll(this.#made(chance, lots));
    const [[lot, { by }]] = [...this.model.lots] as unknown as [[string, { by: string }]];
    const box = this.cast.unit(chance, by, Array.from({ length: 3 }, () => this.cast.unit(chance, by, [], lot)), '');
    const goods = { origin: 'own', shipment: null, units: [box, this.cast.unit(chance, by, [], lot)], historical: false };
    await this.#sendAll(this.#made(chance, [this.#told('commission', by, goods)]));
    this.story.splice(0, Infinity, `everybody is registered; lots: ${LOTS.map(([name], i) => `${i + 1} of ${name}`).join(', ')}; maker-1 has case-1 and a package`);
  }

  /** Time passes, and what the step says happens. */
  async step(kind: Step, chance: Chance): Promise<void> {
    if (chance.odds(0.5)) this.now += chance.below(4 * 3_600_000);
    if (chance.odds(0.06)) this.now += chance.below(9 * DAY);
    if (kind !== 'command') this.faults += 1;
    switch (kind) {
      case 'command':
        return this.#sendAll(this.#made(chance, Array<Told>(chance.odds(0.06) ? 2 : 1).fill(this.#candidate(chance))));
      case 'burst':
        return this.#sendAll(this.#made(chance, Array.from({ length: 2 + chance.below(4) }, () => this.#candidate(chance))));
      case 'repeat':
        return this.#repeat(chance);
      case 'forge':
        return this.#forge(chance);
      case 'hold': {
        const told = this.#candidate(chance);
        this.#late.push({ told, command: this.#command(chance, told) });
        return void this.story.push(`held back on its way: ${tell(this.cast, told)}`);
      }
      case 'late':
        return this.#sendLate(chance);
      case 'reopen':
        return this.reopen();
      case 'second':
        this.story.push(this.machine.processes > 1 ? 'the first of two processes on the file ends' : 'a second process opens the same file');
        await this.machine.second();
        return this.#audit((mirror, ledger) => mirror.stillIn(ledger));
      case 'power':
      case 'kill':
        return this.machine.crashSoon(chance, kind);
      case 'outage':
        this.story.push('the power fails and comes back');
        await this.machine.powerFails();
        return this.#audit((mirror, ledger) => mirror.stillIn(ledger));
      case 'fault':
        return this.machine.failSoon(chance, chance.pick(['EIO', 'ENOSPC', 'failing sync']));
      case 'flip':
        return this.#flip(chance);
    }
  }

  /** At the end nothing fails and nothing is held back any more: all that was accepted is there once, and reading it all anew gives the same. */
  async epilogue(chance: Chance): Promise<void> {
    this.machine.disk.calm();
    while (this.#late.length > 0) await this.#sendLate(chance);
    await this.reopen();
    this.#mirror.compare(this.model, 'at the end');
    this.#mirror.compareCommands(this.accepted.map(({ command }) => command));
    for (const { txId } of this.accepted.slice(-3)) if (!(await this.ledger.proof(txId))) throw new Wrong('an accepted command has no proof');
  }

  async reopen(): Promise<void> {
    this.story.push('the ledger is closed and opened again');
    await this.machine.reopen();
    await this.#audit((mirror, ledger) => mirror.stillIn(ledger));
  }

  close(): Promise<void> {
    return this.machine.stop();
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

  /** Commands as they are sent; the same one named again is the same command again. */
  #made(chance: Chance, all: readonly Told[]): { told: Told; command: Command }[] {
    const commands = new Map(all.map((told) => [told, this.#command(chance, told)]));
    return all.map((told) => ({ told, command: commands.get(told) as Command }));
  }

  /** Sends commands at once, until it is heard what became of each: one after the other they are as the model says, and so are the facts. */
  async #sendAll(all: readonly { told: Told; command: Command }[]): Promise<void> {
    const signed = all.map(({ command }) => this.#sign(command));
    const lines = all.map(({ told }) => `${all.length > 1 ? 'at once, ' : ''}${tell(this.cast, told)}`);
    const { answers, recorded } = await this.#ask(signed, lines);
    const accepted: Told[] = [];
    // What was recorded before a crash came first, whatever was asked first; the others were judged after it.
    const ranks = new Map([...recorded].map((name, rank) => [name, rank]));
    const rankOf = ({ command }: { command: Command }): number => ranks.get(nameOf(command)) ?? ranks.size;
    const asked = all.map((each, i) => ({ ...each, answer: answers[i] as Answer, line: lines[i], signed: signed[i] as SignedCommand })).sort((a, b) => rankOf(a) - rankOf(b));
    for (const { answer, command, line, signed: bytes, told } of asked) {
      this.story.push(`${line} -> ${tersely(answer)}`);
      const before = this.accepted.find((sent) => sent.command === command);
      if (before) {
        if (answer.kind !== 'receipt' || !answer.repeated || answer.txId !== before.txId) throw new Wrong(`${told.type}, sent twice at once, is answered ${tersely(answer)}`);
      } else if (this.#isRight(told, command, answer, recorded.has(nameOf(command)))) {
        this.accepted.push({ command, signed: bytes, txId: answer.txId });
        accepted.push(told);
      }
    }
    await this.#audit((mirror, ledger) => mirror.follow(ledger, accepted));
    if (accepted.length > 0) this.#mirror.compare(this.model, `after ${accepted.map(({ type }) => type).join(', ')}`);
  }

  /** Judges one answer, and does in the model what was accepted. */
  #isRight(told: Told, command: Command, answer: Answer, recorded: boolean): answer is Receipt {
    const { act, wrong } = this.model.judge(told);
    const { type } = told;
    if (told.at - instantOf(command) > 7 * DAY) wrong.add('COMMAND_ID_EXPIRED');
    if (answer.kind === 'unknown') throw new Wrong(`${type}: the ledger answers ${answer.reason}`);
    if (answer.kind === 'refusal') {
      this.refused += 1;
      const { code, message } = answer.refusal;
      if (!wrong.has(code)) throw new Wrong(`${type} is refused as ${code} (${message}), and should be ${wrong.size === 0 ? 'accepted' : `as ${[...wrong].join(' or ')}`}`);
      return false;
    }
    if (wrong.size > 0) throw new Wrong(`${type} is accepted, and should be refused as ${[...wrong].join(' or ')}`);
    if (answer.repeated !== recorded) throw new Wrong(`${type} is answered ${recorded ? 'as new, and was recorded before the crash' : 'as a repeat, and was not recorded'}`);
    if ('units' in told.body && type !== 'commission') this.cast.recent.unshift(...told.body.units.map(({ unit }) => unit));
    this.cast.recent.splice(8);
    act();
    return true;
  }

  /** Asks, and when nobody answers because of a crash or a failing disk asks again with the same bytes. `recorded`: what a crash came after. */
  async #ask(signed: readonly SignedCommand[], lines: readonly string[] = ['that']): Promise<{ answers: Answer[]; recorded: ReadonlySet<string> }> {
    let recorded: ReadonlySet<string> = new Set();
    for (let asked = 0; asked < ASKED_MAX; asked += 1) {
      const answers = await this.machine.submit(signed);
      if (answers) return { answers, recorded };
      for (const line of lines) this.story.push(`  nobody answers: ${line}`);
      recorded = await this.#audit((mirror, ledger) => mirror.stillThere(ledger));
    }
    throw new Wrong(`a command is asked ${ASKED_MAX} times and never answered`);
  }

  /** Sends again what was accepted before, as it was or signed anew: it is answered with the first receipt, and nothing is recorded. */
  async #repeat(chance: Chance): Promise<void> {
    if (this.accepted.length === 0) return;
    const sent = chance.pick(this.accepted);
    const anew = chance.odds(0.5);
    const fresh = this.now - sent.command.at <= 7 * DAY;
    const [answer] = (await this.#ask([anew ? this.#sign({ ...sent.command, at: this.now }) : sent.signed])).answers as [Answer];
    this.story.push(`again${anew ? ', signed anew' : ''}: ${sent.command.type} of ${this.cast.nameOf(sent.command.by)} -> ${tersely(answer)}`);
    const same = answer.kind === 'receipt' && answer.repeated && answer.txId === sent.txId;
    if (!same && (fresh || answer.kind === 'receipt')) throw new Wrong(`a repeated ${sent.command.type} is answered ${tersely(answer)}`);
    await this.#audit((mirror, ledger) => mirror.follow(ledger, []));
  }

  /** Sends another body under the id of what was accepted before. */
  async #forge(chance: Chance): Promise<void> {
    if (this.accepted.length === 0) return;
    const { command } = chance.pick(this.accepted);
    const other = { ...command, at: this.now, body: { ...command.body, historical: !command.body.historical } } as Command;
    const [answer] = (await this.#ask([this.#sign(other)])).answers as [Answer];
    this.story.push(`another body under the id of ${command.type} of ${this.cast.nameOf(command.by)} -> ${tersely(answer)}`);
    const fresh = this.now - command.at <= 7 * DAY;
    if (answer.kind !== 'refusal' || (fresh && answer.refusal.code !== 'COMMAND_ID_REUSED')) throw new Wrong(`another body under a used id is answered ${tersely(answer)}`);
    await this.#audit((mirror, ledger) => mirror.follow(ledger, []));
  }

  /** What was held back arrives: too late by its signature, it is signed again under the same id. */
  async #sendLate(chance: Chance): Promise<void> {
    if (this.#late.length === 0) return;
    const [late] = this.#late.splice(chance.below(this.#late.length), 1) as [{ told: Told; command: Command }];
    if (this.now - late.command.at <= 300_000) return this.#sendAll([late]);
    const [answer] = (await this.#ask([this.#sign(late.command)])).answers as [Answer];
    if (answer.kind !== 'unknown' || answer.reason !== 'STALE') throw new Wrong(`a late ${late.told.type} is answered ${tersely(answer)}`);
    this.story.push(`arrives late and is signed again: ${late.told.type}`);
    const told = { ...late.told, at: this.now } as Told;
    await this.#sendAll([{ told, command: { ...late.command, at: this.now } }]);
  }

  // --- the machine ---

  /** Bits of the file turn over while nothing runs: that is found, and no receipt given any more, or it changes nothing. Then a backup is put back. */
  async #flip(chance: Chance): Promise<void> {
    this.machine.disk.calm();
    await this.machine.stop();
    const putBack = this.machine.disk.save();
    const where = this.machine.disk.flipBits('ledger.sqlite', chance.pick([1, 1, 2, 8]));
    const found = await this.#openDamaged(chance);
    this.story.push(`bits of the file turn over (${where}): ${found}; a backup is put back`);
    putBack();
    await this.machine.start();
    await this.#audit((mirror, ledger) => mirror.stillIn(ledger));
  }

  async #openDamaged(chance: Chance): Promise<string> {
    let opened;
    try {
      opened = this.machine.openAsItIs();
    } catch {
      return 'it does not open';
    }
    try {
      const [damage] = opened.ledger.audit().damage;
      if (!damage) {
        await this.#mirror.stillIn(opened.ledger);
        return 'without any effect';
      }
      const answer = await opened.ledger.submit(this.#sign(this.#command(chance, this.#candidate(chance))));
      if (answer.kind !== 'unknown' || answer.reason !== 'STOPPED') throw new Wrong(`a damaged ledger answers ${tersely(answer)}`);
      return `it finds ${damage.kind} ${damage.name}`;
    } finally {
      opened.database.close();
    }
  }

  #audit<T>(work: (mirror: Mirror, ledger: EmbeddedLedger) => Promise<T>): Promise<T> {
    return this.machine.disk.undisturbed(() => work(this.#mirror, this.ledger));
  }

  #tellMachine(line: string): void {
    this.story.push(`  ${line}`);
  }

  // --- telling ---

  #told(type: Told['type'], by: string, body: object): Told {
    return { type, at: this.now, by, body } as unknown as Told;
  }

  #command(chance: Chance, { at, body, by, type }: Told): Command {
    const time = this.now.toString(16).padStart(12, '0');
    const rest = chance.hex(10);
    const commandId = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
    return { at, body: body as Body<Told['type']>, by, commandId, contract: CONTRACT_VERSION, docs: [], key: this.cast.actor(by).signer.key, origin: this.machine.origin, type };
  }

  #sign(command: Command): SignedCommand {
    return this.cast.actor(command.by).signer.sign(command);
  }
}

const LOTS = [['maker-1', 400], ['maker-1', 12], ['maker-2', 30], ['repackager', 90], ['wholesaler-1', 60], ['pharmacy-1', 25]] as const;
const instantOf = ({ commandId }: Command): number => Number.parseInt(commandId.replace('-', '').slice(0, 12), 16);
