import { createPrivateKey } from 'node:crypto';
import type { Receipt, Refused, SignedCommand, Unknown } from '@packtrail/ledger';
import { type EmbeddedLedger, openStore, Store } from '@packtrail/ledger/embedded';
import { logSigner } from '../../packages/ledger/src/log/signing.ts';
import type { Chance } from './chance.ts';
import { SimulatedDatabase } from './database.ts';
import { type Crash, Disk, type DiskFault } from './disk.ts';
import { inTime, turn, verifySignature } from './surroundings.ts';
import { seedSqlite } from './virtual-files.ts';
import { Wrong } from './wrong.ts';

export type Answer = Receipt | Refused | Unknown;

interface Running {
  readonly ledger: EmbeddedLedger;
  readonly database: SimulatedDatabase;
}

export interface MachineOptions {
  readonly chance: Chance;
  readonly clock: () => number;
  readonly registrars: readonly { readonly id: string; readonly spki: string }[];
  readonly tell: (line: string) => void;
}

const STARTS_MAX = 6;

/** A computer with a disk that fails by chance, and one or two processes that run the embedded ledger on it. Everything comes from the seed. */
export class Machine {
  readonly disk: Disk;
  readonly #running: Running[] = [];
  readonly #options: MachineOptions;
  readonly #signer;
  readonly #tuning;
  readonly #settleAfter;

  constructor(options: MachineOptions) {
    const { chance } = options;
    seedSqlite();
    this.#options = options;
    this.disk = new Disk(chance);
    const pkcs8 = Buffer.from(`302e020100300506032b657004220420${chance.hex(32)}`, 'hex');
    this.#signer = logSigner('packtrail/simulation', createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    // Little memory makes SQLite write before it commits; folding often makes it crash in the middle of that.
    this.#tuning = { cachePages: chance.pick([-65_536, -65_536, 10]), foldAfterPages: chance.pick([8_000, 8_000, 60, 20]) };
    this.#settleAfter = { blocks: chance.pick([1_000, 25, 4]), facts: chance.pick([10_000, 30]), atOnce: chance.pick([500, 3]) };
  }

  /** Any one of the running processes. */
  get ledger(): EmbeddedLedger {
    return this.#first.ledger;
  }

  get processes(): number {
    return this.#running.length;
  }

  get origin(): string {
    return this.#signer.origin;
  }

  get verifierKey(): string {
    return this.#signer.vkey;
  }

  /** Lets a process start and check the whole file; when the machine crashes under it, another. */
  async start(): Promise<void> {
    if (this.disk.forgot) {
      // As the ledger asks for when it stops: the system must not show what the disk does not have.
      this.#options.tell('the machine is started anew after a failed sync');
      this.disk.powerFails();
      this.#buryDead();
    }
    for (let times = 1; ; times += 1) {
      const before = this.disk.happened.length;
      try {
        this.#running.push(this.#open());
        return;
      } catch (error) {
        if (this.disk.happened.length === before) throw error instanceof Wrong ? error : new Wrong(`it does not start: ${String(error)}`);
        if (times === STARTS_MAX) throw new Wrong(`it does not start in ${STARTS_MAX} attempts: ${String(error)}`);
        this.#tellHappened(before);
        this.disk.calm();
        this.#buryDead();
      }
    }
  }

  /** What a ledger answers to commands sent at once; null when nobody answers, because the process died or its disk failed. Then it has been started again. */
  async submit(signed: readonly SignedCommand[]): Promise<Answer[] | null> {
    const running = this.#options.chance.pick(this.#running);
    const before = this.disk.happened.length;
    const given = await inTime(Promise.all(signed.map((each) => running.ledger.submit(each)))).catch((error: unknown) => String(error));
    const failed = this.disk.happened.length > before;
    if (failed) this.#tellHappened(before);
    if (!running.database.alive) return this.#recover(running);
    if (typeof given === 'object' && 'never' in given) throw new Wrong('a command is never answered');
    if (typeof given === 'object' && given.every((answer) => answer.kind !== 'unknown' || answer.reason !== 'STOPPED')) {
      // What failed behind an answer has stopped the ledger all the same: the answer stands, and whoever asks next would not know why.
      if (failed && running.ledger.audit().stopped !== null) await this.#recover(running);
      return given;
    }
    if (!failed) throw new Wrong(`nothing failed, and the ledger ${typeof given === 'string' ? `fails: ${given}` : 'has stopped'}`);
    return this.#recover(running);
  }

  crashSoon(chance: Chance, kind: Crash): void {
    this.disk.crashAfter(1 + chance.below(chance.pick([15, 60])), kind);
  }

  failSoon(chance: Chance, kind: DiskFault): void {
    this.disk.failAfter(1 + chance.below(25), kind, chance.pick([1, 1, 5, 1_000]));
  }

  /** Closes every process in good order, and starts one again. */
  async reopen(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    for (const running of this.#running.splice(0)) await this.#close(running);
  }

  /** A second process on the same file, or one fewer. */
  async second(): Promise<void> {
    const [oldest, other] = this.#running;
    if (!oldest || !other) return this.start();
    this.#running.shift();
    await this.#close(oldest);
    // The power may have failed while it closed.
    if (this.#running.length === 0) await this.start();
  }

  /** Every process ends at once, and what was not synced may be lost. */
  async powerFails(): Promise<void> {
    this.disk.powerFails();
    this.#buryDead();
    await this.start();
  }

  /** Opens what lies on the disk, whatever it is like; throws what opening throws. */
  openAsItIs(): Running {
    const database = new SimulatedDatabase(this.disk, this.#tuning);
    try {
      const { clock, registrars } = this.#options;
      const ledger = openStore(new Store(database.database), this.#signer, { clock, registrars, settleAfter: this.#settleAfter, turn, verifySignature });
      return { database, ledger };
    } catch (error) {
      database.close();
      throw error;
    }
  }

  get #first(): Running {
    const [first] = this.#running;
    if (!first) throw new Error('no process runs');
    return first;
  }

  #open(): Running {
    const running = this.openAsItIs();
    const [damage] = running.ledger.audit().damage;
    if (damage || !running.database.alive) {
      running.database.close();
      throw new Wrong(`opened again, the ledger finds ${damage ? `${damage.kind} ${damage.name} ${damage.rule}` : 'itself dead'}`);
    }
    return running;
  }

  /** After a death, or a failure of the disk that stopped a ledger: as an operator would, or the power fails on top of it. */
  async #recover(failed: Running): Promise<null> {
    const { chance, tell } = this.#options;
    this.disk.calm();
    if (failed.database.alive) {
      this.#running.splice(this.#running.indexOf(failed), 1);
      if (chance.odds(0.5)) failed.database.kill();
      await this.#close(failed);
    }
    if (chance.odds(0.2)) {
      tell('the power fails');
      this.disk.powerFails();
    }
    this.#buryDead();
    if (chance.odds(0.3)) this.crashSoon(chance, chance.pick(['power', 'kill']));
    if (this.#running.length === 0) await this.start();
    return null;
  }

  #buryDead(): void {
    for (const running of [...this.#running]) {
      if (running.database.alive) continue;
      this.#running.splice(this.#running.indexOf(running), 1);
      running.database.close();
    }
  }

  async #close({ database, ledger }: Running): Promise<void> {
    const before = this.disk.happened.length;
    const lives = database.alive;
    await ledger.close().catch((error: unknown) => {
      if (lives && this.disk.happened.length === before) throw error;
    });
    database.close();
    this.#tellHappened(before);
    this.#buryDead();
  }

  #tellHappened(before: number): void {
    for (const [line, times] of counted(this.disk.happened.slice(before))) this.#options.tell(times > 1 ? `${line}, ${times} times` : line);
  }
}

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
