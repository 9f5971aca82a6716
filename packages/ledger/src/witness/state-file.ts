import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../disk/write-durably.ts';
import { parseNote, parseVerifierKey } from '../format/checkpoint.ts';
import { witnessSigned } from '../verify/ed25519.ts';
import type { WitnessState } from './add-checkpoint.ts';

/**
 * The state of a witness in one file. Owned by one process: a second one on the same folder could cosign a second view. What cannot be read, or
 * is not what this witness cosigned, is thrown: to begin from nothing would be to forget, and a witness that forgets cosigns a fork.
 */
export class StateFile {
  #state: WitnessState;

  private constructor(
    readonly folder: string,
    state: WitnessState,
  ) {
    this.#state = state;
  }

  static async open(folder: string, vkey: string): Promise<StateFile> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock(folder);
    try {
      return new StateFile(folder, await readState(folder, vkey));
    } catch (error) {
      unlock(folder);
      throw error;
    }
  }

  get state(): WitnessState {
    return this.#state;
  }

  /** On return the state is on disk: whole under its name, or the one before still is. */
  write(state: WitnessState): void {
    writeDurably(join(this.folder, 'state.json'), `${JSON.stringify(state, null, 1)}\n`, 0o600);
    this.#state = state;
  }

  close(): void {
    unlock(this.folder);
  }
}

async function readState(folder: string, vkey: string): Promise<WitnessState> {
  const file = join(folder, 'state.json');
  if (!existsSync(file)) return {};
  const key = parseVerifierKey(vkey, 'witness');
  const state = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  if (!key || typeof state !== 'object' || state === null) throw new Error(`${file} is not the state of this witness`);
  for (const [origin, note] of Object.entries(state)) {
    const parsed = typeof note === 'string' ? parseNote(note) : { broken: 'is no text' };
    const signed = 'broken' in parsed || parsed.checkpoint.origin !== origin ? null : await witnessSigned(parsed.text, parsed.signatures, key);
    if (typeof signed !== 'number') throw new Error(`${file} does not hold what this witness cosigned of ${origin}`);
  }
  return state as WitnessState;
}

function lock(folder: string): void {
  const file = join(folder, 'witness.lock');
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (isRunning(owner)) throw new Error(`another witness (process ${owner}) works in ${folder}`, { cause: error });
      // Its process ended without taking the lock away.
      rmSync(file, { force: true });
    }
  }
  throw new Error(`the lock of ${folder} cannot be taken`);
}

const unlock = (folder: string): void => rmSync(join(folder, 'witness.lock'), { force: true });

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
