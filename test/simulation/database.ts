import { type Database, syncLog } from '@packtrail/ledger/embedded';
import type { Disk, Process } from './disk.ts';
import { keepShared, mount, sqlite, unmount } from './virtual-files.ts';

type Value = string | number | bigint | null | Uint8Array;
const { capi, wasm } = sqlite;
/** Called directly where it is called often: what wraps them takes longer than they do. */
const native = wasm.exports as Record<
  | 'sqlite3_bind_blob' | 'sqlite3_bind_null' | 'sqlite3_bind_text' | 'sqlite3_column_blob' | 'sqlite3_column_bytes' | 'sqlite3_column_type'
  | 'sqlite3_get_autocommit' | 'sqlite3_reset' | 'sqlite3_step',
  (pointer: number, ...more: readonly number[]) => number
>;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const LOG = 'ledger.sqlite-wal';

/** What `openDatabase` sets for a file, but for how much is kept in memory and how often the log is folded into the file: a seed chooses these. */
export interface Tuning {
  readonly cachePages: number;
  readonly foldAfterPages: number;
}

/** The part of `node:sqlite` that the store of a ledger uses, over a simulated disk: one connection of one process. */
export class SimulatedDatabase {
  readonly #statements: Statement[] = [];
  readonly #pointer: number;
  readonly #folder: string;
  readonly #process: Process = { alive: true };
  readonly #disk: Disk;
  #restoreShared: (() => void) | null = null;
  #closed = false;

  constructor(disk: Disk, { cachePages, foldAfterPages }: Tuning) {
    this.#disk = disk;
    disk.begin(this.#process, () => (this.#restoreShared = keepShared(disk)));
    this.#folder = mount(disk, this.#process);
    const out = wasm.allocPtr(1);
    const rc = capi.sqlite3_open_v2(`${this.#folder}/ledger.sqlite`, out, capi.SQLITE_OPEN_READWRITE | capi.SQLITE_OPEN_CREATE, 'simulated');
    this.#pointer = wasm.peekPtr(out);
    wasm.dealloc(out);
    try {
      this.#check(rc);
      this.exec('PRAGMA page_size = 4096');
      this.exec('PRAGMA journal_mode = WAL');
      this.exec('PRAGMA synchronous = FULL');
      this.exec(`PRAGMA cache_size = ${cachePages}`);
      this.exec(`PRAGMA wal_autocheckpoint = ${foldAfterPages}`);
      syncLog(this, () => this.#writeLogAgain());
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** As the type that the store asks for: it uses `exec`, `prepare`, `isTransaction` and `close`, and of a statement `run`, `get`, `all` and `iterate`. */
  get database(): Database {
    return this as unknown as Database;
  }

  get alive(): boolean {
    return this.#process.alive;
  }

  get isTransaction(): boolean {
    return native.sqlite3_get_autocommit(this.#pointer) === 0;
  }

  /** What `syncLogOf` does on a real disk. */
  #writeLogAgain(): void {
    const bytes = new Uint8Array(this.#disk.size(LOG));
    const done = [
      () => typeof this.#disk.read(this.#process, LOG, 0, bytes) === 'object',
      () => this.#disk.write(this.#process, LOG, 0, bytes) === 'ok',
      () => this.#disk.sync(this.#process, LOG) === 'ok',
    ];
    if (bytes.length > 0 && !done.every((step) => step())) throw new Error('the log is not synced');
  }

  exec(sql: string): void {
    this.#check(capi.sqlite3_exec(this.#pointer, sql, 0, 0, 0));
  }

  prepare(sql: string): Statement {
    const out = wasm.allocPtr(1);
    const rc = capi.sqlite3_prepare_v3(this.#pointer, sql, -1, capi.SQLITE_PREPARE_PERSISTENT, out, null);
    const statement = new Statement(wasm.peekPtr(out), (code) => this.#check(code));
    wasm.dealloc(out);
    this.#check(rc);
    this.#statements.push(statement);
    return statement;
  }

  /** As `kill -9` does: nothing that it still has to do is done. */
  kill(): void {
    this.#disk.kill(this.#process);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const statement of this.#statements) statement.finalize();
    capi.sqlite3_close_v2(this.#pointer);
    unmount(this.#folder);
    this.#process.alive = false;
    this.#restoreShared?.();
    this.#disk.end(this.#process);
  }

  #check(rc: number): void {
    if (rc !== capi.SQLITE_OK) throw new Error(`${capi.sqlite3_js_rc_str(rc)}: ${capi.sqlite3_errmsg(this.#pointer)}`);
  }
}

class Statement {
  readonly #pointer: number;
  readonly #check: (rc: number) => void;
  readonly #columns: string[];

  constructor(pointer: number, check: (rc: number) => void) {
    this.#pointer = pointer;
    this.#check = check;
    this.#columns = pointer === 0 ? [] : Array.from({ length: capi.sqlite3_column_count(pointer) }, (_, i) => capi.sqlite3_column_name(pointer, i));
  }

  run(...values: readonly Value[]): void {
    for (const _ of this.iterate(...values));
  }

  get(...values: readonly Value[]): Record<string, Value> | undefined {
    for (const row of this.iterate(...values)) return row;
    return undefined;
  }

  all(...values: readonly Value[]): Record<string, Value>[] {
    return [...this.iterate(...values)];
  }

  *iterate(...values: readonly Value[]): Generator<Record<string, Value>> {
    try {
      values.forEach((value, i) => this.#bind(i + 1, value));
      for (;;) {
        const rc = native.sqlite3_step(this.#pointer);
        if (rc === capi.SQLITE_DONE) return;
        if (rc !== capi.SQLITE_ROW) this.#check(rc);
        yield this.#row();
      }
    } finally {
      native.sqlite3_reset(this.#pointer);
    }
  }

  finalize(): void {
    capi.sqlite3_finalize(this.#pointer);
  }

  #bind(at: number, value: Value): void {
    if (value === null) return this.#check(native.sqlite3_bind_null(this.#pointer, at));
    if (typeof value === 'number' || typeof value === 'bigint') return this.#check(capi.sqlite3_bind_int64(this.#pointer, at, BigInt(value)));
    const bytes = typeof value === 'string' ? encoder.encode(value) : value;
    const copy = wasm.alloc(bytes.length + 1);
    wasm.heap8u().set(bytes, copy);
    const bind = typeof value === 'string' ? native.sqlite3_bind_text : native.sqlite3_bind_blob;
    const rc = bind(this.#pointer, at, copy, bytes.length, TRANSIENT);
    wasm.dealloc(copy);
    this.#check(rc);
  }

  #row(): Record<string, Value> {
    return Object.fromEntries(this.#columns.map((name, i) => [name, this.#column(i)]));
  }

  #column(i: number): Value {
    const type = native.sqlite3_column_type(this.#pointer, i);
    if (type === capi.SQLITE_NULL) return null;
    if (type === capi.SQLITE_INTEGER) return Number(capi.sqlite3_column_int64(this.#pointer, i));
    const at = native.sqlite3_column_blob(this.#pointer, i);
    const bytes = wasm.heap8u().slice(at, at + native.sqlite3_column_bytes(this.#pointer, i));
    return type === capi.SQLITE_TEXT ? decoder.decode(bytes) : bytes;
  }
}

/** SQLite makes a copy of its own (`SQLITE_TRANSIENT`). */
const TRANSIENT = -1;
