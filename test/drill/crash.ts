import type { Command, Receipt, SignedCommand } from '@packtrail/ledger';
import type { EmbeddedLedger } from '@packtrail/ledger/embedded';
import { Chance } from '../simulation/chance.ts';
import type { Crash } from '../simulation/disk.ts';
import { inTime } from '../simulation/surroundings.ts';
import { open, type Running, type Scene, scenes, type WatchedDisk } from './crash-scenes.ts';

/** Where a scene is cut short. `pattern` chooses what becomes of the sectors that were not synced, and how much of a torn write is there. */
interface Point {
  readonly scene: Scene;
  readonly operation: number;
  readonly kind: Crash;
  readonly pattern: number;
  readonly facts: Whole['facts'];
}

/** A scene that nothing disturbs. */
interface Whole {
  /** At which operations of the disk it can be cut short. */
  readonly operations: readonly number[];
  /** What stands at the end, by the keys of the facts. */
  readonly facts: ReadonlyMap<string, string>;
}

/**
 * Crashes at every operation of the disk that changes it, by power failure and by kill, in scenes of one and of two processes; then starts
 * again, and once more after another power failure. Every history must check whole, every acknowledged command stand in it once, every other
 * at most once; asked again all are answered rightly; and in the end the facts are those of a scene that nothing disturbed.
 * `count` points spread evenly over all of them; where there are more than operations, each comes with several patterns of loss.
 * `lies`: on a disk that says that it synced, and did not. No ledger can keep its promises on it, so the drill must fail.
 */
export async function crashDrill({ count, lies = false, print }: { count: number; lies?: boolean; print(line: string): void }): Promise<{ passed: number; failed: number }> {
  const all: (Whole & { scene: Scene })[] = [];
  for (const scene of await scenes()) all.push({ scene, ...(await undisturbed(scene)) });
  const points: Point[] = [];
  let patterns = 0;
  for (; points.length < count; patterns += 1) {
    for (const { facts, operations, scene } of all) {
      for (const operation of operations) for (const kind of ['power', 'kill'] as const) points.push({ scene, operation, kind, pattern: patterns, facts });
    }
  }
  let failed = 0;
  const started = performance.now();
  for (let i = 0; i < count; i += 1) {
    const point = points[Math.floor((i * points.length) / count)] as Point;
    const wrong = await crashAt(point, lies).catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
    if (wrong === null) continue;
    failed += 1;
    if (failed <= 20) print(`${point.scene.name}: ${point.kind} at operation ${point.operation}, pattern ${point.pattern}: ${wrong}`);
  }
  const seconds = (performance.now() - started) / 1_000;
  for (const { operations, scene } of all) print(`${scene.name}: ${operations.length} operations change the disk`);
  print(`${count} crashes with up to ${patterns} patterns of loss at each in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second`);
  return { passed: count - failed, failed };
}

async function undisturbed(scene: Scene): Promise<Whole> {
  const disk = scene.disk(new Chance(1));
  const story = new Story(scene, disk);
  await story.play();
  if (story.acknowledged.size !== scene.batches.flat().length) throw new Error(`${scene.name}: not all is acknowledged, and nothing went wrong`);
  const { database, ledger } = open(disk, scene.tuning, { checks: true });
  const facts = await factsOf(ledger, await factsWritten(ledger));
  database.close();
  return { operations: disk.changes.filter((operation) => operation <= story.operations), facts };
}

/** Null, or what was wrong after the crash. */
async function crashAt({ facts, kind, operation, pattern, scene }: Point, lies: boolean): Promise<string | null> {
  const disk = scene.disk(new Chance(operation, pattern, kind === 'power' ? 0 : 1));
  disk.lies = lies;
  disk.crashAfter(operation, kind);
  const story = new Story(scene, disk);
  await story.play();
  if (disk.happened.length === 0) return 'it did not crash';
  disk.calm();
  const wrong = await story.goOn();
  if (wrong) return wrong;
  // What was answered after the crash must be as durable as what was answered before.
  disk.powerFails();
  story.bury();
  const { database, ledger } = open(disk, scene.tuning, { checks: false });
  try {
    const recorded = await recordedIn({ database, ledger });
    for (const { command } of scene.batches.flat()) if (recorded.get(command)?.length !== 1) return `${typeOf(command)} is recorded ${recorded.get(command)?.length ?? 0} times in the end`;
    for (const [key, fact] of await factsOf(ledger, [...facts.keys()])) if (facts.get(key) !== fact) return `${key} is ${fact} and should be ${facts.get(key)}`;
    return null;
  } finally {
    database.close();
  }
}

/** A scene as it is played on one disk, and what its clients have heard. */
class Story {
  /** Receipts by the text of the command; only what was heard of a living process. */
  readonly acknowledged = new Map<string, Receipt>();
  /** How many operations of the disk it took. */
  operations = 0;
  readonly #scene: Scene;
  readonly #disk: WatchedDisk;
  #running: Running[] = [];
  #sent = 0;

  constructor(scene: Scene, disk: WatchedDisk) {
    this.#scene = scene;
    this.#disk = disk;
  }

  /** Plays to the end, or until the machine or a process dies. */
  async play(): Promise<void> {
    const { batches, processes, tuning } = this.#scene;
    const crashed = (): boolean => this.#disk.happened.length > 0;
    try {
      while (this.#running.length < processes) this.#running.push(open(this.#disk, tuning, { checks: false }));
    } catch (error) {
      if (!crashed()) throw error;
    }
    for (const batch of batches) {
      if (crashed()) break;
      const through = this.#running[this.#sent % processes] as Running;
      this.#sent += 1;
      await this.#hear(through, batch);
    }
    for (const { ledger } of crashed() ? [] : this.#running) await ledger.close().catch((error: unknown) => crashed() || Promise.reject(error));
    this.operations = this.#disk.operations;
    this.bury();
  }

  /** After the crash: a process that has survived, or one that starts and checks everything; asked all again, and then what was never sent. */
  async goOn(): Promise<string | null> {
    if (this.#running.length === 0) this.#running.push(open(this.#disk, this.#scene.tuning, { checks: true }));
    const running = this.#running[0] as Running;
    const [damage] = running.ledger.audit().damage;
    if (damage) return `opened again it finds ${damage.kind} ${damage.name} ${damage.rule}`;
    const before = await recordedIn(running);
    const sent = new Set(this.#scene.batches.slice(0, this.#sent).flat());
    for (const signed of this.#scene.batches.flat()) {
      const type = typeOf(signed.command);
      const found = before.get(signed.command) ?? [];
      const receipt = this.acknowledged.get(signed.command);
      if (found.length > 1) return `${type} is recorded ${found.length} times`;
      if (receipt && found.length === 0) return `${type} was acknowledged, and is lost`;
      if (receipt && found[0] !== receipt.position) return `${type} was acknowledged at ${receipt.position}, and is at ${found[0]}`;
      if (!sent.has(signed) && found.length > 0) return `${type} is recorded and was never sent`;
      const answer = await inTime(running.ledger.submit(signed));
      if (!('kind' in answer) || answer.kind !== 'receipt') return `${type}, asked again, is answered ${JSON.stringify(answer)}`;
      if (answer.repeated !== (found.length === 1)) return `${type} is answered as ${answer.repeated ? 'a repeat, and was not recorded' : 'new, and was recorded'}`;
      if (answer.repeated && answer.position !== found[0]) return `${type} is answered with another receipt`;
    }
    return null;
  }

  /** Closes what is dead. */
  bury(): void {
    for (const { database } of this.#running.filter((each) => !each.database.alive)) database.close();
    this.#running = this.#running.filter(({ database }) => database.alive);
  }

  async #hear({ database, ledger }: Running, batch: readonly SignedCommand[]): Promise<void> {
    const heard = batch.map(async (signed) => {
      const answer = await ledger.submit(signed);
      if (answer.kind === 'receipt' && database.alive) this.acknowledged.set(signed.command, answer);
    });
    if (await inTime(Promise.all(heard)).then((all) => 'never' in all)) throw new Error('a command is never answered');
  }
}

const typeOf = (command: string): string => `a ${(JSON.parse(command) as Command).type}`;

/** Where each command stands in the log, once for each time. */
async function recordedIn({ ledger }: Running): Promise<Map<string, number[]>> {
  const positions = new Map<string, number[]>();
  for (let number = 0; ; number += 1) {
    const recorded = await ledger.block(number);
    if (!recorded) return positions;
    recorded.block.transactions.forEach(({ command }, i) => positions.set(command, [...(positions.get(command) ?? []), recorded.firstPosition + i]));
  }
}

async function factsWritten(ledger: EmbeddedLedger): Promise<string[]> {
  const keys = new Set<string>();
  for (let number = 0; ; number += 1) {
    const recorded = await ledger.block(number);
    if (!recorded) return [...keys];
    for (const [key] of [...recorded.block.writes, ...recorded.block.transactions.flatMap(({ writes }) => writes)]) keys.add(key);
  }
}

const factsOf = async (ledger: EmbeddedLedger, keys: readonly string[]): Promise<Map<string, string>> =>
  new Map([...(await ledger.facts(keys))].map(([key, fact]) => [key, JSON.stringify(fact)]));
