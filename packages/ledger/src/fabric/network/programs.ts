import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { runProgram } from './run-program.ts';

/** Fabric's programs that a network needs. */
export const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'cryptogen', 'osnadmin'] as const;
export type ProgramName = (typeof PROGRAMS)[number];
export type Programs = Readonly<Record<ProgramName, string>>;

export interface FindOptions {
  /** `FABRIC_BIN` and `PATH` are read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where programs were installed before. */
  readonly cache: string;
}

/**
 * Where Fabric's programs are: in the folder that `FABRIC_BIN` names, else on the PATH, else where they were installed before; null when nowhere.
 * All come from one place, for they belong to one version. A folder that somebody named and that lacks one is an error, not a reason to look elsewhere.
 */
export function findPrograms({ cache, environment }: FindOptions): Programs | null {
  const named = environment['FABRIC_BIN'];
  if (named) {
    const missing = PROGRAMS.filter((name) => !isProgram(join(named, name)));
    if (missing.length > 0) throw new Error(`FABRIC_BIN is ${named}, and there is no program ${missing.join(', ')} in it`);
    return inFolder(named);
  }
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const folder = [...onPath, cache].find((each) => PROGRAMS.every((name) => isProgram(join(each, name))));
  return folder === undefined ? null : inFolder(folder);
}

/** Refuses programs of another Fabric than 3. Those that Go made do not tell their version, and are of the one that was asked for. */
export async function checkVersion({ orderer }: Programs): Promise<void> {
  const said = await runProgram(orderer, ['version']);
  const major = /^\s*Version:\s*v?(\d+)\./m.exec(said)?.[1];
  if (major !== undefined && major !== '3') throw new Error(`${orderer} is of Fabric ${major}, and the network needs version 3.1:\n${said.trim()}`);
}

const inFolder = (folder: string): Programs => Object.fromEntries(PROGRAMS.map((name) => [name, join(resolve(folder), name)])) as Programs;

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
