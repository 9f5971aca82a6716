import type { Command, Fact, LotFact, Receipt, UnitFact } from '@packtrail/ledger';
import { EmbeddedLedger, Store } from '@packtrail/ledger/embedded';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UnitBook } from '../../packages/ledger/src/contract/unit-book.ts';
import { State } from '../../packages/ledger/src/store/state.ts';
import { Chance } from './chance.ts';
import { brokenInvariant, brokenStep, OpenedBottles } from './invariants.ts';
import type { Answer } from './machine.ts';
import { Mirror } from './mirror.ts';
import type { Told } from './model.ts';
import { Play, type Step } from './play.ts';
import type { Contents } from './things.ts';
import { Wrong } from './wrong.ts';

afterEach(() => void vi.restoreAllMocks());

/** Plays a story with something broken; gives what the checkers say of it. */
async function saidOf({ breaks, seed = 3, steps = 60, then = 'command' }: { breaks: (play: Play) => void; then?: Step; steps?: number; seed?: number }): Promise<string> {
  const play = new Play(seed);
  try {
    await play.prologue(new Chance(seed, 3));
    for (let i = 0; i < 6; i += 1) await play.step('command', new Chance(seed, 50 + i));
    breaks(play);
    for (let i = 0; i < steps; i += 1) await play.step(i % 2 === 0 ? then : 'command', new Chance(seed, 100 + i));
    await play.epilogue(new Chance(seed, 4));
    return 'nothing is wrong';
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    throw error;
  } finally {
    vi.restoreAllMocks();
    play.machine.disk.calm();
    await play.close().catch(() => undefined);
  }
}

/** Changes what the ledger answers on its way to who asked. */
function answers(play: Play, change: (answer: Answer, i: number) => Answer): void {
  const submit = play.machine.submit.bind(play.machine);
  vi.spyOn(play.machine, 'submit').mockImplementation(async (signed) => (await submit(signed))?.map(change) ?? null);
}

/** Lets the auditor read through something that is not what the ledger has. */
function shows(play: Play, change: Partial<EmbeddedLedger>): void {
  const { machine } = play;
  const prototype = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(machine), 'ledger') as PropertyDescriptor;
  Object.defineProperty(machine, 'ledger', { get: () => through(prototype.get?.call(machine) as EmbeddedLedger, change) });
}

const through = (ledger: EmbeddedLedger, change: Partial<EmbeddedLedger>): EmbeddedLedger =>
  new Proxy(ledger, {
    get(of, name) {
      const value: unknown = name in change ? change[name as keyof EmbeddedLedger] : Reflect.get(of, name, of);
      return typeof value === 'function' ? (value as (...more: unknown[]) => unknown).bind(of) : value;
    },
  });

const refusal = (code: 'TOO_DEEP'): Answer => ({ kind: 'refusal', refusal: { code, message: '', arguments: {} } }) as unknown as Answer;
const receipt: Receipt = { kind: 'receipt', txId: '0'.repeat(64), blockNumber: 1, position: 1, repeated: false };

describe('the judge of answers reports a ledger that', () => {
  const isReceipt = (answer: Answer): answer is Receipt => answer.kind === 'receipt';
  const broken: [string, Parameters<typeof saidOf>[0], RegExp][] = [
    ['changes nothing: the same stories are right', { breaks: () => undefined }, /^nothing is wrong$/],
    ['accepts what is wrong', { breaks: (play) => answers(play, (answer) => (answer.kind === 'refusal' ? receipt : answer)) }, /is accepted, and should be refused as/],
    ['refuses what is right', { breaks: (play) => answers(play, (answer) => (isReceipt(answer) ? refusal('TOO_DEEP') : answer)) }, /is refused as TOO_DEEP .*and should be accepted/],
    ['refuses for another reason', { breaks: (play) => answers(play, (answer) => (answer.kind === 'refusal' ? refusal('TOO_DEEP') : answer)) }, /is refused as TOO_DEEP .*and should be as/],
    ['answers a repeat as new', { then: 'repeat', breaks: (play) => answers(play, (answer) => (isReceipt(answer) ? { ...answer, repeated: false } : answer)) }, /a repeated \w+ is answered receipt/],
    ['answers what is new as a repeat', { breaks: (play) => answers(play, (answer) => (isReceipt(answer) ? { ...answer, repeated: true } : answer)) }, /is answered as a repeat, and was not recorded/],
    ['answers a repeat with another receipt', { then: 'repeat', breaks: (play) => answers(play, (answer) => (isReceipt(answer) && answer.repeated ? { ...answer, txId: receipt.txId } : answer)) }, /a repeated \w+ is answered the same receipt/],
    ['accepts another body under a used id', { then: 'forge', breaks: (play) => answers(play, (answer) => (answer.kind === 'refusal' && answer.refusal.code === 'COMMAND_ID_REUSED' ? receipt : answer)) }, /another body under a used id is answered receipt/],
    ['says that it does not know, while nothing failed', { breaks: (play) => answers(play, () => ({ kind: 'unknown', reason: 'BUSY' })) }, /the ledger answers BUSY/],
    ['stops, while nothing failed', { breaks: () => void vi.spyOn(EmbeddedLedger.prototype, 'submit').mockResolvedValue({ kind: 'unknown', reason: 'STOPPED' }) }, /nothing failed, and the ledger has stopped/],
    ['never answers', { breaks: () => void vi.spyOn(EmbeddedLedger.prototype, 'submit').mockReturnValue(new Promise(() => undefined)) }, /a command is never answered/],
    ['does not start', { then: 'reopen', breaks: () => void vi.spyOn(Store.prototype, 'settled').mockImplementation(() => { throw new Error('no'); }) }, /it does not start/],
  ];
  it.each(broken)('%s', async (_, story, said) => expect(await saidOf(story)).toMatch(said));

  it('accepts what is stale', async () => {
    const late = (play: Play): void => {
      answers(play, (answer) => (answer.kind === 'unknown' && answer.reason === 'STALE' ? receipt : answer));
      const step = play.step.bind(play);
      // What is held back comes days later.
      vi.spyOn(play, 'step').mockImplementation(async (kind, chance) => {
        await step('hold', chance);
        play.now += 86_400_000;
        await step(kind, chance);
      });
    };
    expect(await saidOf({ then: 'late', breaks: late })).toMatch(/a late \w+ is answered receipt/);
  });
  it('answers a command that is sent twice at once as two', async () => {
    const twice = (play: Play): void => answers(play, (answer, i) => (i > 0 && isReceipt(answer) ? { ...answer, repeated: false } : answer));
    expect(await saidOf({ steps: 200, breaks: twice })).toMatch(/sent twice at once, is answered receipt/);
  });
  it('answers what it recorded before a crash as new', async () => {
    const forgets = (play: Play): void => answers(play, (answer) => (isReceipt(answer) ? { ...answer, repeated: false } : answer));
    expect(await saidOf({ then: 'kill', steps: 200, breaks: forgets })).toMatch(/is answered as new, and was recorded before the crash/);
  });
});

describe('the model reports a contract that', () => {
  const wrong = <K extends 'takeOut' | 'putInto' | 'holdInside' | 'releaseInside'>(name: K, does: (book: UnitBook, ...of: Parameters<UnitBook[K]>) => ReturnType<UnitBook[K]>) =>
    void vi.spyOn(UnitBook.prototype, name).mockImplementation(function (this: UnitBook, ...of: unknown[]) {
      return does(this, ...(of as Parameters<UnitBook[K]>)) as never;
    } as never);
  it('leaves in its container what it takes out', async () => {
    expect(await saidOf({ steps: 200, breaks: () => wrong('takeOut', (book, { ref, resting }, change = {}) => book.write(ref, { state: resting, ...change })) })).toMatch(/unit\/\S+ is owner null \(should be/);
  });
  it('does not count what is held inside', async () => {
    expect(await saidOf({ steps: 300, breaks: () => wrong('holdInside', (book, unit) => book.write(unit.ref, { state: 'quarantined', in: unit.chain[0] ?? null })) })).toMatch(/is held 0 \(should be 1\)/);
  });
  it('does not add the lots of what is packed to its container', async () => {
    const pack = (book: UnitBook, unit: { ref: string; resting: UnitFact['state'] }, container: string) => {
      book.write(unit.ref, { in: container, owner: null, holder: null, shipment: null, resume: null, state: unit.resting });
      return null;
    };
    expect(await saidOf({ steps: 200, breaks: () => wrong('putInto', pack) })).toMatch(/is lots \[\] \(should be/);
  });
  it('is not shown recalls, and puts recalled goods into stock', async () => {
    let isDeciding = false;
    const [immediately, fact] = [Store.prototype.immediately, State.prototype.fact];
    const blind = (): void => {
      vi.spyOn(Store.prototype, 'immediately').mockImplementation(function (this: Store, work) {
        isDeciding = true;
        try {
          return immediately.call(this, work);
        } finally {
          isDeciding = false;
        }
      });
      vi.spyOn(State.prototype, 'fact').mockImplementation(function (this: State, key) {
        const found = fact.call(this, key);
        return found && isDeciding && 'recalls' in found ? { ...found, recalls: [] } : found;
      });
    };
    expect(await saidOf({ seed: 8, steps: 300, breaks: blind })).toMatch(/after receive unit\/\S+ is state "active" \(should be "quarantined"\)/);
  });
});

describe('the auditor reports a ledger that', () => {
  it('shows a fact that its blocks did not write', async () => {
    const facts = async function (this: EmbeddedLedger, keys: readonly string[]) {
      return new Map([...(await EmbeddedLedger.prototype.facts.call(this, keys))].map(([key, fact]) => [key, fact && 'expires' in fact ? ({ ...fact, expires: 0 } as Fact) : fact]));
    };
    expect(await saidOf({ then: 'reopen', breaks: (play) => shows(play, { facts }) })).toMatch(/the ledger answers another lot\/\S+ than its blocks wrote/);
  });
  it('drops a write to its tables', async () => {
    const putFact = Store.prototype.putFact;
    const forgets = () => vi.spyOn(Store.prototype, 'putFact').mockImplementation(function (this: Store, key, fact) { if (!key.startsWith('unit/')) putFact.call(this, key, fact); });
    expect(await saidOf({ then: 'reopen', breaks: forgets })).toMatch(/opened again, the ledger finds fact unit\/\S+ is missing/);
  });
  it('loses what it acknowledged, on a disk that says that it synced, and did not', async () => {
    expect(await saidOf({ then: 'outage', breaks: (play) => void (play.machine.disk.lies = true) })).toMatch(/block \d+ was read before, and is gone/);
  });
  it('does not look for damage, when bits of its file turn over', async () => {
    const blind = () => vi.spyOn(EmbeddedLedger.prototype, 'audited').mockReturnValue(undefined);
    expect(await saidOf({ then: 'flip', steps: 200, breaks: blind })).toMatch(/the ledger answers another \S+ than its blocks wrote/);
  });
  it('goes on writing when it has found damage', async () => {
    const submit = EmbeddedLedger.prototype.submit;
    const careless = () => vi.spyOn(EmbeddedLedger.prototype, 'submit').mockImplementation(function (this: EmbeddedLedger, signed) { return this.audit().stopped ? Promise.resolve(receipt) : submit.call(this, signed); });
    expect(await saidOf({ then: 'flip', steps: 60, breaks: careless })).toMatch(/a damaged ledger answers receipt/);
  });
  it('has no proof of what it recorded', async () => {
    expect(await saidOf({ breaks: (play) => shows(play, { proof: () => Promise.resolve(null) }) })).toBe('an accepted command has no proof');
  });
});

describe('the mirror of the blocks', () => {
  const prologue = async () => {
    const play = new Play(5);
    await play.prologue(new Chance(5, 3));
    const told: Told[] = [];
    for (let number = 0; ; number += 1) {
      const recorded = await play.ledger.block(number);
      if (!recorded) return { play, mirror: new Mirror(play.cast), told };
      for (const { command } of recorded.block.transactions) told.push(JSON.parse(command) as Told);
    }
  };
  const says = async (check: () => Promise<unknown> | void): Promise<string> => Promise.resolve().then(check).then(() => 'nothing', (error: unknown) => (error instanceof Wrong ? error.message : Promise.reject(error)));

  it('says nothing of what is right', async () => {
    const { mirror, play, told } = await prologue();
    expect(await says(() => mirror.follow(play.ledger, told))).toBe('nothing');
    expect(await says(() => mirror.stillIn(play.ledger))).toBe('nothing');
    expect(await says(() => mirror.compare(play.model, 'now'))).toBe('nothing');
    expect(await says(() => mirror.compareCommands(told as unknown as Command[]))).toBe('nothing');
  });
  it('follow: reports a command that nobody was told of, and one that is told of and in no block', async () => {
    const { mirror, play, told } = await prologue();
    expect(await says(() => mirror.follow(play.ledger, told.slice(0, -1)))).toMatch(/records a commission that nobody was told of/);
    const again = await prologue();
    expect(await says(() => again.mirror.follow(again.play.ledger, [...again.told, ...again.told.slice(-1)]))).toMatch(/an accepted commission is in no block/);
  });
  it('follow: reports a fact that the ledger answers otherwise than its blocks wrote it', async () => {
    const { mirror, play, told } = await prologue();
    const other = through(play.ledger, { facts: (keys: readonly string[]) => Promise.resolve(new Map(keys.map((key) => [key, undefined]))) });
    expect(await says(() => mirror.follow(other, told))).toMatch(/another \w+\/\S+ than its blocks wrote/);
  });
  it('stillThere: reports a newest block that is gone, and a fork under the same key', async () => {
    const { mirror, play, told } = await prologue();
    await mirror.follow(play.ledger, told);
    expect(await says(() => mirror.stillThere(through(play.ledger, { block: () => Promise.resolve(null) })))).toMatch(/was read before, and is gone/);
    const fork = new Play(5);
    await fork.prologue(new Chance(6, 3));
    expect(fork.ledger.verifierKey).toBe(play.ledger.verifierKey);
    expect(await says(() => mirror.stillThere(fork.ledger))).toMatch(/was read before, and is another/);
  });
  it('stillIn: reports a fact that has changed since', async () => {
    const { mirror, play, told } = await prologue();
    await mirror.follow(play.ledger, told);
    expect(await says(() => mirror.stillIn(through(play.ledger, { facts: (keys: readonly string[]) => Promise.resolve(new Map(keys.map((key) => [key, undefined]))) })))).toMatch(/than its blocks wrote/);
  });
  it('compare: reports a fact that is missing, one too many, and one that is not as the model has it', async () => {
    const { mirror, play, told } = await prologue();
    await mirror.follow(play.ledger, told);
    const [key, fact] = [...mirror.facts].find(([name]) => name.startsWith('unit/')) as [string, UnitFact];
    mirror.facts.delete(key);
    expect(await says(() => mirror.compare(play.model, 'now'))).toBe(`now ${key} is not there, and should be`);
    mirror.facts.set(key, { ...fact, state: 'dispensed' });
    expect(await says(() => mirror.compare(play.model, 'now'))).toBe(`now ${key} is state "dispensed" (should be "active")`);
    mirror.facts.set(key, fact);
    mirror.facts.set('lot/more', {});
    expect(await says(() => mirror.compare(play.model, 'now'))).toBe('now there is lot/more, which should not be');
  });
  it('compareCommands: reports a command that is lost, doubled, or recorded and never accepted', async () => {
    const { mirror, play, told } = await prologue();
    await mirror.follow(play.ledger, told);
    const commands = told as unknown as Command[];
    expect(await says(() => mirror.compareCommands(commands.slice(1)))).toMatch(/commands are recorded, and \d+ were accepted/);
    const [name] = [...mirror.recorded.keys()] as [string];
    mirror.recorded.set(name, 2);
    expect(await says(() => mirror.compareCommands(commands))).toMatch(/is recorded 2 times/);
    mirror.recorded.delete(name);
    expect(await says(() => mirror.compareCommands(commands))).toMatch(/is recorded 0 times/);
  });
});

const [owner, lot, other] = ['1'.repeat(32), 'a'.repeat(64), 'b'.repeat(64)] as const;
const ref = (digit: string): string => `${owner}/${digit.repeat(64)}`;
const unit = (change: Partial<UnitFact> = {}): UnitFact => ({
  state: 'active', owner, holder: owner, shipment: null, resume: null, in: null, lots: [lot], height: 0, contents: '', held: 0, since: 0, born: null, last: '', ...change,
});
const packed = (container: string, change: Partial<UnitFact> = {}): UnitFact => unit({ in: container, owner: null, holder: null, ...change });

describe('brokenInvariant reports', () => {
  /** A case of two packages of which one has surfaced and is held inside, a loose package, and one under way. */
  const [box, held, listed, loose, away] = ['1', '2', '3', '4', '5'].map(ref) as [string, string, string, string, string];
  const line = { height: 0, lots: [lot], contents: '', index: 0, size: 2, path: [] };
  const [twin, ...deep] = ['6', 'a', 'b', 'c', 'd', 'e', 'f'].map(ref) as [string, ...string[]];
  const contents: Contents = new Map([
    [box, [{ ref: held, proof: line }, { ref: listed, proof: line }]],
    [twin, [{ ref: listed, proof: line }]],
  ]);
  const sane = (): Map<string, unknown> =>
    new Map<string, unknown>([
      [`unit/${box}`, unit({ height: 1, held: 1 })],
      [`unit/${held}`, packed(box, { state: 'quarantined', born: box })],
      [`unit/${loose}`, unit()],
      [`unit/${away}`, unit({ state: 'in_transit', shipment: 's', resume: 'active' })],
      ['shipment/s', { open: 1 }],
    ]);
  const change = (of: string, to: Partial<UnitFact>) => (facts: Map<string, unknown>) => void facts.set(`unit/${of}`, { ...(facts.get(`unit/${of}`) as UnitFact), ...to });
  const broken: [string, (facts: Map<string, unknown>) => void, RegExp, number?][] = [
    ['nothing where nothing is broken', () => undefined, /^null$/],
    ['a package of two lots', change(loose, { lots: [lot, other] }), /is a package of 2 lots/],
    [
      'a unit that lies six deep',
      (facts) => {
        change(loose, packed(deep[0] as string))(facts);
        deep.forEach((of, i) => facts.set(`unit/${of}`, i === 5 ? unit({ height: 6 }) : packed(deep[i + 1] as string, { height: i + 1 })));
      },
      /lies more than 5 deep/,
    ],
    ['a container within itself', change(box, packed(box, { height: 1, held: 1 })), /of height 1 is in \S+ of height 1/],
    ['a package that two containers list', (facts) => void facts.set(`unit/${twin}`, unit({ height: 1 })), /5 packages were commissioned, and 4 are somewhere/, 5],
    ['a unit in a container that is not there', change(loose, packed(ref('9'))), /which is not there/],
    ['a container in a package', change(box, packed(loose, { height: 1, held: 1 })), /of height 1 is in \S+ of height 0/],
    ['a lot that a container holds and does not say', change(box, { lots: [other] }), /holds the lot \S+ in \S+ and does not say so/],
    ['a loose unit without a holder', change(loose, { holder: null }), /is loose and has no owner or no holder/],
    ['a packed unit with a holder of its own', change(held, { holder: owner }), /has a holder beside it/],
    ['a unit in a container that has no fact', (facts) => void facts.set(`unit/${loose}`, packed(listed, { height: -1 })), /which has no fact/],
    ['a unit in transit on no shipment', change(away, { shipment: null }), /is in_transit with the shipment null/],
    ['a dispensed unit inside a container', change(held, { state: 'dispensed' }), /is dispensed inside a container/],
    ['a unit that surfaced from a container of another issuer', change(held, { born: `${'2'.repeat(32)}/${lot}` }), /of another issuer/],
    ['a wrong count of what is held', change(box, { held: 2 }), /says that 2 units in it are held, and 1 are/],
    ['a package that is nowhere', (facts) => void facts.delete(`unit/${loose}`), /packages were commissioned, and 3 are somewhere/],
    ['a wrong count of what is under way', (facts) => void facts.set('shipment/s', { open: 2 }), /says that 2 units are under way, and 1 are/],
  ];
  it.each(broken)('%s', (_, breaks, said, packages = 4) => {
    const facts = sane();
    breaks(facts);
    expect(String(brokenInvariant(facts, contents, packages))).toMatch(said);
  });
});

describe('brokenStep reports', () => {
  const key = `unit/${ref('1')}`;
  const before = (fact: UnitFact): Map<string, unknown> => new Map<string, unknown>([[key, fact], [`lot/${lot}`, { by: owner, expires: 1, recalls: [] } satisfies LotFact]]);
  const told = (type: Told['type']): Told => ({ type, at: 0, by: owner, body: { units: [], undoes: 'dispense' } }) as unknown as Told;
  it.each([
    ['nothing where nothing is broken', 'dispense', before(unit()), unit({ state: 'dispensed' }), /^null$/],
    ['a dispensed package that comes back', 'receive', before(unit({ state: 'dispensed' })), unit(), /left dispensed by receive/],
    ['a package that turns into a container', 'pack', before(unit()), unit({ height: 1 }), /turned from a package into a container/],
    ['a container that loses a lot', 'pack', before(unit({ height: 1, lots: [lot, other] })), unit({ height: 1 }), /has lost a lot/],
    ['a unit that surfaces twice', 'unpack', before(unit({ born: ref('2') })), unit({ born: ref('3') }), /surfaced twice/],
    ['a package dispensed after its recall', 'dispense', new Map([...before(unit()), [`lot/${lot}`, { by: owner, expires: 1, recalls: ['r'] }]]), unit({ state: 'dispensed' }), /was dispensed after the recall/],
  ] as [string, Told['type'], Map<string, unknown>, UnitFact, RegExp][])('%s', (_, type, facts, after, said) => expect(String(brokenStep(told(type), facts, [[key, after]]))).toMatch(said));
  it('an opened bottle that is whole again, but by an undo of what opened it', () => {
    const opens = (bottles: OpenedBottles) => bottles.broken(told('dispense'), [[key, unit({ state: 'partially_dispensed' })]]);
    const [bottles, others] = [new OpenedBottles(), new OpenedBottles()];
    expect(opens(bottles)).toBeNull();
    expect(bottles.broken(told('release'), [[key, unit()]])).toMatch(/was opened, and is whole again by release/);
    expect(opens(others)).toBeNull();
    expect(others.broken(told('undo'), [[key, unit()]])).toBeNull();
  });
  it('not a bottle that is released after an undo that landed it in quarantine, since its lot was recalled meanwhile', () => {
    const bottles = new OpenedBottles();
    expect(bottles.broken(told('dispense'), [[key, unit({ state: 'partially_dispensed' })]])).toBeNull();
    expect(bottles.broken(told('undo'), [[key, unit({ state: 'quarantined', resume: null })]])).toBeNull();
    expect(bottles.broken(told('release'), [[key, unit()]])).toBeNull();
  });
});
