import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, isCommand, type Ledger, parseNote, type Receipt, type Refused, type SignedCommand, type Unknown, unitRef } from '@packtrail/ledger';
import { connectionOf, type FabricLedger, openFabric } from '@packtrail/ledger/fabric';
import { ORGANISATIONS } from '@packtrail/ledger/fabric-network';
import { LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';
import { equalHeights } from './agreement.ts';
import { onTemporaryNetwork } from './temporary-network.ts';

const CONTENDERS = 8;
/** Races that run at once: the clients of them wait for blocks, not for one another. */
const AT_ONCE = 25;
const CONFLICTING = 2_000;
const CLIENTS = 32;

interface Tally {
  check(isRight: boolean, told: string): void;
  print(line: string): void;
  /** Every node has read what any of them has. */
  allRead(): Promise<void>;
}

/** The same ledger as the nodes of all four organisations see it. */
type Worlds = readonly LedgerWorld[];

/**
 * Races on Fabric, over the nodes of four organisations. Eight contenders dispense one package at the same time: one wins, seven are told that it was dispensed before.
 * Then 2,000 commands of many clients over the same few containers, shipments and packages: each is recorded once or refused, none lost, none doubled.
 */
export async function racesDrill({ count, print }: { count: number; print(line: string): void }): Promise<{ passed: number; failed: number }> {
  let [passed, failed] = [0, 0];
  const check = (isRight: boolean, told: string) => {
    if (isRight) passed += 1;
    else failed += 1;
    if (!isRight && failed <= 20) print(`FAILED ${told}`);
  };
  await onTemporaryNetwork(async ({ folder, network, registrar }) => {
    const ledgers = await Promise.all(ORGANISATIONS.map((name) => openFabric({ directory: join(folder, name), clock: Date.now, connection: connectionOf(network, name) })));
    try {
      const worlds = ledgers.map((ledger) => new LedgerWorld(ledger, registrar, Date.now));
      const allRead = () => untilAllRead(ledgers, Math.max(...ledgers.map(({ channel }) => channel.next)));
      await dispenseRaces(worlds, count, { allRead, check, print });
      await conflicts(worlds, { allRead, check, print });
      const { equal, heights } = await equalHeights(network);
      await untilAllRead(ledgers, heights[0] as number);
      const roots = await Promise.all(ledgers.map(async (ledger) => (await ledger.checkpoint()).split('\n').slice(1, 3).join(' ')));
      check(equal, `the peers have ${heights.join(', ')} blocks`);
      check(new Set(roots).size === 1, `the nodes came to the roots ${roots.join(', ')}`);
      print(`the four peers have ${heights.join(', ')} blocks; sizes and roots of the logs of the four nodes: ${[...new Set(roots)].join(', ')}`);
    } finally {
      await Promise.all(ledgers.map((ledger) => ledger.close()));
    }
  });
  return { passed, failed };
}

async function dispenseRaces(worlds: Worlds, count: number, { allRead, check, print }: Tally): Promise<void> {
  const [first] = worlds as [LedgerWorld];
  const maker = await first.party('manufacturer');
  const pharmacy = await first.party('dispenser');
  const lot = await first.lot(maker);
  const started = performance.now();
  let [commands, refusals, unknowns] = [0, 0, 0];
  for (let done = 0; done < count; done += AT_ONCE) {
    const refs = await first.packages(maker, lot, Math.min(AT_ONCE, count - done));
    await first.handOver(maker, pharmacy, refs.map((ref) => named(ref)));
    const from = await newestBlock(first.ledger);
    const outcomes = await Promise.all(
      refs.map((ref) =>
        Promise.all(
          Array.from({ length: CONTENDERS }, (_, i) => {
            const world = worlds[i % worlds.length] as LedgerWorld;
            return untilAnswered(world, world.sign(pharmacy, world.command(pharmacy, 'dispense', { units: [named(ref)], remainder: 'none' })));
          }),
        ),
      ),
    );
    await allRead();
    const dispensed = await timesDispensed(first.ledger, from);
    for (const [i, ref] of refs.entries()) {
      const answers = (outcomes[i] ?? []).map(({ answer }) => answer);
      const wins = answers.filter((answer) => answer.kind === 'receipt' && !answer.repeated).length;
      const told = answers.filter((answer) => answer.kind === 'refusal' && answer.refusal.code === 'ALREADY_DISPENSED').length;
      commands += answers.length;
      refusals += told;
      unknowns += (outcomes[i] ?? []).reduce((sum, each) => sum + each.unknowns, 0);
      check(wins === 1 && told === CONTENDERS - 1, `${ref}: ${wins} winners, ${told} told so: ${JSON.stringify(answers)}`);
      const state = (await first.unit(ref))?.state;
      check(state === 'dispensed' && dispensed.get(ref) === 1, `${ref} is ${state}, and ${dispensed.get(ref) ?? 0} times dispensed in the log`);
    }
  }
  const tookS = (performance.now() - started) / 1_000;
  print(`${count} races of ${CONTENDERS} over ${worlds.length} organisations' nodes in ${tookS.toFixed(1)} s: ${(count / tookS).toFixed(1)} races and ${(commands / tookS).toFixed(0)} commands a second; ${refusals} told "already dispensed", ${unknowns} times nothing was known at first`);
}

/** Each client looks where one of a few packages and cases is, and does what can be done with it there; meanwhile the others do so too. */
async function conflicts(worlds: Worlds, { allRead, check, print }: Tally): Promise<void> {
  const [first] = worlds as [LedgerWorld];
  const maker = await first.party('manufacturer');
  const wholesaler = await first.party('wholesale_distributor');
  const lot = await first.lot(maker);
  const units = await first.packages(maker, lot, 24);
  const cases = Array.from({ length: 4 }, () => unitRef(maker.id, first.newKey()));
  for (const [i, each] of cases.entries()) await first.done(maker, 'pack', { container: named(each), units: units.slice(3 * i, 3 * i + 3).map((ref) => named(ref)) });
  await allRead();
  const shipments = Array.from({ length: 4 }, () => randomId(16));
  const act = async (world: LedgerWorld): Promise<SignedCommand> => {
    const unit = some([...units, ...cases]);
    const fact = await world.unit(unit);
    if (fact && fact.in !== null) {
      const taken = [named(unit, fact.in)];
      return Math.random() < 0.5 ? signed(world, maker, 'unpack', { units: taken }) : signed(world, maker, 'pack', { container: named(some(cases)), units: taken });
    }
    const holder = fact?.holder === wholesaler.id ? wholesaler : maker;
    const other = holder === maker ? wholesaler : maker;
    const shipment = fact?.shipment ?? null;
    if (shipment !== null) {
      return Math.random() < 0.7
        ? signed(world, other, 'receive', { shipment, units: [named(unit)], missing: [], extra: 0, condition: 'intact' })
        : signed(world, holder, 'cancelShipment', { shipment, units: [named(unit)] });
    }
    if (holder === maker && Math.random() < 0.5) return signed(world, maker, 'pack', { container: named(some(cases)), units: [named(unit)] });
    // Mostly under an id that is new, and now and then under one that others may take at the same time.
    return signed(world, holder, 'ship', { shipment: Math.random() < 0.9 ? randomId(16) : some(shipments), to: other.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units: [named(unit)] });
  };
  const from = await newestBlock(first.ledger);
  const started = performance.now();
  const sent: { signed: SignedCommand; answer: Answer }[] = [];
  let unknowns = 0;
  let left = CONFLICTING;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const world = worlds[client % worlds.length] as LedgerWorld;
      while (left > 0) {
        left -= 1;
        const command = await act(world);
        const asked = await untilAnswered(world, command);
        unknowns += asked.unknowns;
        sent.push({ signed: command, answer: asked.answer });
      }
    }),
  );
  const tookS = (performance.now() - started) / 1_000;
  await allRead();
  const times = await timesRecorded(first.ledger, from);
  for (const { answer, signed: { command } } of sent) {
    const { commandId, type } = JSON.parse(command) as Command;
    const recorded = times.get(commandId) ?? 0;
    const isRight = answer.kind === 'receipt' ? recorded === 1 : answer.kind === 'refusal' && recorded === 0;
    check(isRight, `${type} ${commandId} is answered ${JSON.stringify(answer)} and recorded ${recorded} times`);
    times.delete(commandId);
  }
  check(times.size === 0, `${times.size} commands are in the log that nobody sent`);
  const receipts = sent.filter(({ answer }) => answer.kind === 'receipt');
  const codes = new Map<string, number>();
  for (const { answer } of sent) if (answer.kind === 'refusal') codes.set(answer.refusal.code, (codes.get(answer.refusal.code) ?? 0) + 1);
  print(`${sent.length} conflicting commands of ${CLIENTS} clients in ${tookS.toFixed(1)} s, ${(sent.length / tookS).toFixed(0)} a second: ${receipts.length} recorded once, ${sent.length - receipts.length} refused; ${unknowns} times nothing was known at first`);
  print(`refused with ${[...codes].sort(([, a], [, b]) => b - a).map(([code, many]) => `${code} ${many}`).join(', ')}`);
}

const some = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T;

type Answer = Receipt | Refused | Unknown;

const signed = <T extends Command['type']>(world: LedgerWorld, by: Party, type: T, body: Parameters<typeof world.command<T>>[2]): SignedCommand => world.sign(by, world.command(by, type, body));

/** Asks under the same id until there is a yes or a no; gives up after two minutes. */
async function untilAnswered(world: LedgerWorld, command: SignedCommand): Promise<{ answer: Answer; unknowns: number }> {
  for (let unknowns = 0, deadline = performance.now() + 120_000; ; unknowns += 1, await pause(50)) {
    const answer = await world.ledger.submit(command);
    if (answer.kind !== 'unknown' || performance.now() > deadline) return { answer, unknowns };
  }
}

async function newestBlock(ledger: Ledger): Promise<number> {
  const note = parseNote(await ledger.checkpoint());
  if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
  return note.checkpoint.blockNumber;
}

async function* commandsFrom(ledger: Ledger, from: number): AsyncGenerator<Command> {
  for (let number = from + 1; ; number += 1) {
    const recorded = await ledger.block(number);
    if (!recorded) return;
    for (const { command } of recorded.block.transactions) yield JSON.parse(command) as Command;
  }
}

async function timesDispensed(ledger: Ledger, from: number): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for await (const command of commandsFrom(ledger, from)) {
    if (!isCommand(command, 'dispense')) continue;
    for (const { unit } of command.body.units) times.set(unit, (times.get(unit) ?? 0) + 1);
  }
  return times;
}

async function timesRecorded(ledger: Ledger, from: number): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for await (const { commandId } of commandsFrom(ledger, from)) times.set(commandId, (times.get(commandId) ?? 0) + 1);
  return times;
}

async function untilAllRead(ledgers: readonly FabricLedger[], height: number): Promise<void> {
  for (const deadline = performance.now() + 20_000; ledgers.some(({ channel }) => channel.next < height) && performance.now() < deadline; ) await pause(50);
}
