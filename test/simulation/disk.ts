import type { Chance } from './chance.ts';

/** What a disk answers beside `ok`: it failed, or it is full. */
export type DiskAnswer = 'ok' | 'EIO' | 'ENOSPC';
export type DiskFault = 'EIO' | 'ENOSPC' | 'failing sync';
/** What ends a process: the power for all of them, or a kill for the one that is writing. */
export type Crash = 'power' | 'kill';

/** A process as the disk sees it: once it is dead nothing that it still tries reaches the disk. */
export interface Process {
  alive: boolean;
}

interface Content {
  bytes: Uint8Array;
  size: number;
}
/** A write, or a change of size where there are no bytes. */
interface Change {
  readonly at: number;
  readonly bytes: Uint8Array | null;
}
interface DiskFile {
  /** What every process reads. */
  readonly seen: Content;
  /** What is there when the power comes back. */
  readonly durable: Content;
  /** What was written since the last sync: any part of it may be lost. */
  unsynced: Change[];
}

const SECTOR = 512;

/**
 * A disk with a page cache before it. Written bytes are seen at once and durable once synced; when the power fails each sector that was not
 * synced is there, lost, or garbage, independently of the others (which covers every order in which they may have been written).
 */
export class Disk {
  readonly files = new Map<string, DiskFile>();
  /** Who runs, and what is to be done when it is killed. */
  readonly #processes = new Map<Process, () => void>();
  /** Every call that reaches the disk: the points where it may crash or fail. */
  operations = 0;
  /** A disk that says that it synced, and did not: outside of what a ledger can promise on. */
  lies = false;
  /** A sync failed, and what it was to write will not be written by any later one: for readers it is there until the machine starts anew. */
  forgot = false;
  /** What happened, newest last. */
  readonly happened: string[] = [];
  #undisturbed = false;
  #crash: { at: number; kind: Crash } | null = null;
  #fault: { from: number; to: number; kind: DiskFault } | null = null;

  constructor(readonly chance: Chance) {}

  /** The machine crashes at the so-manieth operation from now. */
  crashAfter(operations: number, kind: Crash): void {
    this.#crash = { at: this.operations + operations, kind };
  }

  /** From the so-manieth operation on, so many fail. */
  failAfter(operations: number, kind: DiskFault, times: number): void {
    const from = this.operations + operations;
    this.#fault = { from, to: from + times, kind };
  }

  /** While the auditor reads nothing goes wrong, and nothing counts. */
  async undisturbed<T>(work: () => Promise<T>): Promise<T> {
    this.#undisturbed = true;
    return work().finally(() => (this.#undisturbed = false));
  }

  /** Nothing more goes wrong by itself. */
  calm(): void {
    this.#crash = null;
    this.#fault = null;
  }

  /** A process starts; `killed` is called at the moment it dies before its time. */
  begin(process: Process, killed: () => void): void {
    this.#processes.set(process, killed);
  }

  end(process: Process): void {
    this.#processes.delete(process);
  }

  kill(process: Process): void {
    process.alive = false;
    this.#processes.get(process)?.();
  }

  exists(name: string): boolean {
    return this.files.has(name);
  }

  size(name: string): number {
    return this.files.get(name)?.seen.size ?? 0;
  }

  create(by: Process, name: string): DiskAnswer {
    const answer = this.#operation(by, 'create');
    if (answer === 'ok') this.#file(name);
    return answer;
  }

  /** Reads into the buffer, and says how many bytes there were. */
  read(by: Process, name: string, at: number, into: Uint8Array): DiskAnswer | { read: number } {
    const answer = this.#operation(by, 'read');
    if (answer !== 'ok') return answer === 'ENOSPC' ? 'EIO' : answer;
    const { bytes, size } = this.#file(name).seen;
    const read = Math.max(0, Math.min(into.length, size - at));
    into.set(bytes.subarray(at, at + read));
    return { read };
  }

  write(by: Process, name: string, at: number, bytes: Uint8Array): DiskAnswer {
    const file = this.#file(name);
    const answer = this.#operation(by, 'write', () => this.#put(file, at, bytes.slice(0, this.chance.below(bytes.length + 1))));
    if (answer === 'ok') this.#put(file, at, bytes.slice());
    return answer;
  }

  truncate(by: Process, name: string, size: number): DiskAnswer {
    const answer = this.#operation(by, 'truncate');
    if (answer === 'ok') {
      const file = this.#file(name);
      change(file.seen, { at: size, bytes: null });
      file.unsynced.push({ at: size, bytes: null });
    }
    return answer;
  }

  sync(by: Process, name: string): DiskAnswer {
    const file = this.#file(name);
    // A failed sync may leave the unsynced as it is, or forget that it was never written: then no later sync writes it.
    const answer = this.#operation(by, 'sync', () => {
      if (file.unsynced.length === 0 || this.chance.odds(0.5)) return;
      file.unsynced = [];
      this.forgot = true;
    });
    if (answer !== 'ok') return answer;
    if (!this.lies) for (const each of file.unsynced) change(file.durable, each);
    file.unsynced = this.lies ? file.unsynced : [];
    return 'ok';
  }

  /** Deletes at once and durably, as SQLite asks for. */
  remove(by: Process, name: string): DiskAnswer {
    const answer = this.#operation(by, 'remove');
    if (answer === 'ok') this.files.delete(name);
    return answer;
  }

  /** The power fails: every process ends, and of what was not synced any part is lost. */
  powerFails(): void {
    this.forgot = false;
    for (const process of this.#processes.keys()) process.alive = false;
    for (const file of this.files.values()) {
      for (const { at, bytes } of file.unsynced) {
        if (bytes === null) {
          if (this.chance.odds(0.5)) change(file.durable, { at, bytes });
          continue;
        }
        for (let from = 0; from < bytes.length; ) {
          const to = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR));
          // A sector that was written as it was before cannot be torn between the two.
          const fate = isSame(file.durable, at + from, bytes.subarray(from, to)) ? 'kept' : this.chance.weighed({ kept: 10, lost: 9, garbage: 1 });
          const sector = fate === 'garbage' ? Uint8Array.from({ length: to - from }, () => this.chance.below(256)) : bytes.subarray(from, to);
          if (fate !== 'lost') change(file.durable, { at: at + from, bytes: sector });
          from = to;
        }
      }
      file.unsynced = [];
      file.seen.size = file.durable.size;
      file.seen.bytes = file.durable.bytes.slice();
    }
  }

  /** Bits turn over while nobody looks. Gives where. */
  flipBits(name: string, count: number): string {
    const file = this.#file(name);
    const places = Array.from({ length: count }, () => ({ at: this.chance.below(file.seen.size), bit: 1 << this.chance.below(8) }));
    for (const { bytes } of [file.seen, file.durable]) for (const { at, bit } of places) bytes[at] = (bytes[at] as number) ^ bit;
    return places.map(({ at, bit }) => `${at}:${bit}`).join(' ');
  }

  /** A copy of everything durable and synced, and how to put it back, here or on another disk: only with no process on either. */
  save(): (onto?: Disk) => void {
    const saved = [...this.files].map(([name, { seen }]) => [name, seen.bytes.slice(0, seen.size)] as const);
    return ({ files } = this) => {
      files.clear();
      for (const [name, bytes] of saved) files.set(name, { seen: { bytes: bytes.slice(), size: bytes.length }, durable: { bytes: bytes.slice(), size: bytes.length }, unsynced: [] });
    };
  }

  /** Counts the operation; what is to go wrong at it goes wrong. `partly` does what a failing operation may still have done. */
  #operation(by: Process, what: string, partly?: () => void): DiskAnswer {
    if (!by.alive) return 'EIO';
    if (this.#undisturbed) return 'ok';
    this.operations += 1;
    if (this.#crash && this.operations >= this.#crash.at) {
      const { kind } = this.#crash;
      this.#crash = null;
      this.happened.push(`${kind === 'power' ? 'the power fails' : 'the process is killed'} at a ${what}`);
      if (what === 'write' && this.chance.odds(0.5)) partly?.();
      if (kind === 'power') this.powerFails();
      else this.kill(by);
      return 'EIO';
    }
    const fault = this.#fault;
    if (!fault || this.operations < fault.from || this.operations >= fault.to) return 'ok';
    if (fault.kind === 'failing sync' ? what !== 'sync' : fault.kind === 'ENOSPC' && what !== 'write') return 'ok';
    this.happened.push(`a ${what} is answered ${fault.kind === 'ENOSPC' ? 'ENOSPC' : 'EIO'}`);
    if (this.chance.odds(0.5)) partly?.();
    return fault.kind === 'ENOSPC' ? 'ENOSPC' : 'EIO';
  }

  #put(file: DiskFile, at: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    change(file.seen, { at, bytes });
    file.unsynced.push({ at, bytes });
  }

  #file(name: string): DiskFile {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = { seen: empty(), durable: empty(), unsynced: [] }));
    return file;
  }
}

const isSame = ({ bytes, size }: Content, at: number, written: Uint8Array): boolean => at + written.length <= size && written.every((byte, i) => bytes[at + i] === byte);
const empty = (): Content => ({ bytes: new Uint8Array(0), size: 0 });

function change(content: Content, { at, bytes }: Change): void {
  const size = bytes === null ? at : Math.max(content.size, at + bytes.length);
  if (size > content.bytes.length) {
    const larger = new Uint8Array(Math.max(size, 2 * content.bytes.length, 65_536));
    larger.set(content.bytes);
    content.bytes = larger;
  }
  // What a later write leaves between the old end and itself reads as zero.
  if (size < content.size) content.bytes.fill(0, size, content.size);
  if (bytes !== null) content.bytes.set(bytes, at);
  content.size = size;
}
