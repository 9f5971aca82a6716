import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import type { Disk, DiskAnswer, Process } from './disk.ts';

/** SQLite itself, compiled to WebAssembly: the code of production over files of ours. One instance plays every process. */
export const sqlite = await sqlite3InitModule();
const { capi, wasm } = sqlite;

/** How far a process has locked a file: SQLite's levels from none to exclusive. */
const LOCK = { none: 0, shared: 1, reserved: 2, pending: 3, exclusive: 4 } as const;

/** How shared memory is locked: flags of `sqlite3.h`. */
const SHM = { unlock: 1, exclusive: 8 } as const;

interface OpenFile {
  readonly disk: Disk;
  readonly process: Process;
  readonly name: string;
  readonly deleteOnClose: boolean;
  lock: number;
}

/** The memory that processes share beside a database in WAL mode: the index of its log, and eight locks. */
interface SharedMemory {
  readonly users: Set<OpenFile>;
  readonly regions: { readonly at: number; readonly bytes: number }[];
  readonly shared: Set<OpenFile>[];
  readonly exclusive: (OpenFile | null)[];
}

const mounts = new Map<string, { readonly disk: Disk; readonly process: Process }>();
const open = new Map<number, OpenFile>();
const memories = new WeakMap<Disk, Map<string, SharedMemory>>();

/** Mounts a disk for one process: gives the folder in which its SQLite opens files. */
export function mount(disk: Disk, process: Process): string {
  let number = 1;
  while (mounts.has(`/process-${number}`)) number += 1;
  const folder = `/process-${number}`;
  mounts.set(folder, { disk, process });
  return folder;
}

/** A process has ended: its disk can be forgotten. */
export function unmount(folder: string): void {
  mounts.delete(folder);
}

/** A dead process writes to the shared memory still while SQLite cleans up behind it: gives what puts the memory back as it was at the death. */
export function keepShared(disk: Disk): () => void {
  const all = memories.get(disk) ?? new Map<string, SharedMemory>();
  const kept = [...all].flatMap(([name, memory]) =>
    memory.regions.map(({ at, bytes }) => ({ name, memory, at, copy: wasm.heap8u().slice(at, at + bytes) })),
  );
  return () => kept.forEach(({ at, copy, memory, name }) => all.get(name) === memory && wasm.heap8u().set(copy, at));
}

/** Chance of SQLite's own (the salts of its log) begins anew: the same seed, the same bytes. */
export function seedSqlite(): void {
  capi.sqlite3_randomness(0, 0);
}

const others = (file: OpenFile): OpenFile[] => [...open.values()].filter((other) => other !== file && other.disk === file.disk && other.name === file.name && other.process.alive);

const IO = {
  xClose(pointer) {
    const file = opened(pointer);
    unmap(file);
    open.delete(pointer);
    if (file.deleteOnClose) file.disk.remove(file.process, file.name);
    return capi.SQLITE_OK;
  },
  xRead(pointer, buffer, amount, offset) {
    const { disk, name, process } = opened(pointer);
    const into = wasm.heap8u().subarray(buffer, buffer + amount);
    const answer = disk.read(process, name, Number(offset), into);
    if (typeof answer === 'string') return capi.SQLITE_IOERR_READ;
    if (answer.read === amount) return capi.SQLITE_OK;
    into.fill(0, answer.read);
    return capi.SQLITE_IOERR_SHORT_READ;
  },
  xWrite(pointer, buffer, amount, offset) {
    const { disk, name, process } = opened(pointer);
    return code(disk.write(process, name, Number(offset), wasm.heap8u().subarray(buffer, buffer + amount)), capi.SQLITE_IOERR_WRITE);
  },
  xTruncate(pointer, size) {
    const { disk, name, process } = opened(pointer);
    return code(disk.truncate(process, name, Number(size)), capi.SQLITE_IOERR_TRUNCATE);
  },
  xSync(pointer) {
    const { disk, name, process } = opened(pointer);
    return code(disk.sync(process, name), capi.SQLITE_IOERR_FSYNC);
  },
  xFileSize(pointer, to) {
    const { disk, name } = opened(pointer);
    poke64(to, BigInt(disk.size(name)));
    return capi.SQLITE_OK;
  },
  xLock(pointer, wanted) {
    const file = opened(pointer);
    const rivals = others(file);
    if (wanted === LOCK.shared && rivals.some(({ lock }) => lock >= LOCK.pending)) return capi.SQLITE_BUSY;
    if (wanted > LOCK.shared && rivals.some(({ lock }) => lock >= LOCK.reserved)) return capi.SQLITE_BUSY;
    const waits = wanted === LOCK.exclusive && rivals.some(({ lock }) => lock >= LOCK.shared);
    file.lock = waits ? LOCK.pending : Math.max(file.lock, wanted);
    return waits ? capi.SQLITE_BUSY : capi.SQLITE_OK;
  },
  xUnlock(pointer, to) {
    opened(pointer).lock = to;
    return capi.SQLITE_OK;
  },
  xCheckReservedLock(pointer, to) {
    wasm.poke(to, others(opened(pointer)).some(({ lock }) => lock >= LOCK.reserved) ? 1 : 0, 'i32');
    return capi.SQLITE_OK;
  },
  xFileControl: () => capi.SQLITE_NOTFOUND,
  xSectorSize: () => 4096,
  // As on Linux: a write never harms the bytes beside it.
  xDeviceCharacteristics: () => capi.SQLITE_IOCAP_POWERSAFE_OVERWRITE,
  xShmMap(pointer, region, bytes, extend, to) {
    const file = opened(pointer);
    const memory = memoryOf(file);
    memory.users.add(file);
    while (memory.regions.length <= region && extend) {
      const at = wasm.alloc(bytes);
      wasm.heap8u().fill(0, at, at + bytes);
      memory.regions.push({ at, bytes });
    }
    wasm.poke(to, memory.regions[region]?.at ?? 0, '*');
    return capi.SQLITE_OK;
  },
  xShmLock(pointer, offset, count, flags) {
    const file = opened(pointer);
    const { exclusive, shared } = memoryOf(file);
    const slots = Array.from({ length: count }, (_, i) => offset + i);
    const alive = (other: OpenFile | null | undefined): boolean => other !== null && other !== undefined && other !== file && other.process.alive;
    for (const slot of slots) {
      if (flags & SHM.unlock) continue;
      if (alive(exclusive[slot])) return capi.SQLITE_BUSY;
      if (flags & SHM.exclusive && [...(shared[slot] ?? [])].some(alive)) return capi.SQLITE_BUSY;
    }
    for (const slot of slots) {
      if (flags & SHM.unlock) {
        shared[slot]?.delete(file);
        if (exclusive[slot] === file) exclusive[slot] = null;
      } else if (flags & SHM.exclusive) exclusive[slot] = file;
      else shared[slot]?.add(file);
    }
    return capi.SQLITE_OK;
  },
  xShmBarrier: () => undefined,
  xShmUnmap(pointer) {
    unmap(opened(pointer));
    return capi.SQLITE_OK;
  },
} as const satisfies Partial<typeof capi.sqlite3_io_methods.prototype>;

const VFS = {
  xOpen(_, path, pointer, flags, outFlags) {
    const { disk, name, process } = mounted(path);
    const isNew = !disk.exists(name);
    if (isNew && !(flags & capi.SQLITE_OPEN_CREATE)) return capi.SQLITE_CANTOPEN;
    if (isNew && disk.create(process, name) !== 'ok') return capi.SQLITE_CANTOPEN;
    const file = new capi.sqlite3_file(pointer);
    file.$pMethods = ioMethods.pointer;
    file.dispose();
    open.set(pointer, { disk, process, name, deleteOnClose: (flags & capi.SQLITE_OPEN_DELETEONCLOSE) !== 0, lock: LOCK.none });
    if (outFlags) wasm.poke(outFlags, flags, 'i32');
    return capi.SQLITE_OK;
  },
  xDelete(_, path) {
    const { disk, name, process } = mounted(path);
    return disk.exists(name) ? code(disk.remove(process, name), capi.SQLITE_IOERR_DELETE) : capi.SQLITE_IOERR_DELETE_NOENT;
  },
  xAccess(_, path, __, to) {
    const { disk, name } = mounted(path);
    // An empty log is as good as none: SQLite deletes it.
    wasm.poke(to, disk.exists(name) ? 1 : 0, 'i32');
    return capi.SQLITE_OK;
  },
  xFullPathname(_, path, bytes, to) {
    wasm.cstrncpy(to, path, bytes);
    return capi.SQLITE_OK;
  },
  xRandomness(_, bytes, to) {
    wasm.heap8u().fill(7, to, to + bytes);
    return bytes;
  },
  xSleep: (_, microseconds) => microseconds,
  xCurrentTimeInt64(_, to) {
    poke64(to, 0n);
    return capi.SQLITE_OK;
  },
  xCurrentTime(_, to) {
    wasm.poke(to, 0, 'double');
    return capi.SQLITE_OK;
  },
  xGetLastError: () => 0,
} as const satisfies Partial<typeof capi.sqlite3_vfs.prototype>;

const ioMethods = new capi.sqlite3_io_methods();
const vfs = new capi.sqlite3_vfs();
const fileStruct = new capi.sqlite3_file();
// The second version of the methods of a file has shared memory.
Object.assign(ioMethods, { $iVersion: 2 });
Object.assign(vfs, { $iVersion: 2, $szOsFile: fileStruct.structInfo.sizeof, $mxPathname: 256 });
fileStruct.dispose();
// As the default: SQLite takes its chance from the default, too.
sqlite.vfs.installVfs({ io: { struct: ioMethods, methods: IO }, vfs: { struct: vfs, methods: VFS, name: 'simulated', asDefault: true } });

function opened(pointer: number): OpenFile {
  const file = open.get(pointer);
  if (!file) throw new Error(`no file is open at ${pointer}`);
  return file;
}

function mounted(pointer: number): { disk: Disk; process: Process; name: string } {
  const path = wasm.cstrToJs(pointer) ?? '';
  const slash = path.indexOf('/', 1);
  const mounted = mounts.get(path.slice(0, slash));
  if (!mounted) throw new Error(`nothing is mounted at ${path}`);
  return { ...mounted, name: path.slice(slash + 1) };
}

function memoryOf({ disk, name }: OpenFile): SharedMemory {
  const all = memories.get(disk) ?? new Map<string, SharedMemory>();
  memories.set(disk, all);
  const memory = all.get(name) ?? { users: new Set(), regions: [], shared: Array.from({ length: 8 }, () => new Set<OpenFile>()), exclusive: Array.from({ length: 8 }, () => null) };
  all.set(name, memory);
  return memory;
}

/** The last to let go frees the memory: the next to come finds none. */
function unmap(file: OpenFile): void {
  const memory = memories.get(file.disk)?.get(file.name);
  if (!memory?.users.delete(file)) return;
  for (const holders of memory.shared) holders.delete(file);
  memory.exclusive.forEach((holder, slot) => holder === file && (memory.exclusive[slot] = null));
  if (memory.users.size > 0) return;
  for (const { at } of memory.regions) wasm.dealloc(at);
  memories.get(file.disk)?.delete(file.name);
}

const poke64 = (to: number, value: bigint): void => new DataView(wasm.heap8u().buffer).setBigInt64(to, value, true);
const code = (answer: DiskAnswer, failed: number): number => (answer === 'ok' ? capi.SQLITE_OK : answer === 'ENOSPC' ? capi.SQLITE_FULL : failed);
