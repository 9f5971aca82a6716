import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeDurably } from '../../disk/write-durably.ts';
import { plainEnvironment } from './environment.ts';
import { placesIn } from './folder.ts';
import { pidFile } from './network.ts';
import { birthOf } from './birth.ts';
import type { ProcessPlan } from './processes.ts';

/** How long a process may take to end when asked, before it is killed. */
const END_WITHIN_MS = 10_000;

export interface Started {
  readonly plan: ProcessPlan;
  readonly pid: number;
  readonly log: string;
  /** Where in the log this run of the process begins. */
  readonly logFrom: number;
}

/** Starts all of them, or throws after every one that could be started has its id on disk: then they can be ended. */
export async function launchAll(folder: string, plans: readonly ProcessPlan[]): Promise<Started[]> {
  const launched = await Promise.allSettled(plans.map((plan) => launch(folder, plan)));
  return launched.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

/** Starts a process apart from this one: it goes on when this one ends. Its id is on disk before anything else happens. */
export async function launch(folder: string, plan: ProcessPlan): Promise<Started> {
  const { logs, pids } = placesIn(folder);
  mkdirSync(logs, { recursive: true });
  mkdirSync(pids, { recursive: true });
  const log = join(logs, `${plan.name}.log`);
  const output = openSync(log, 'a', 0o600);
  const logFrom = statSync(log).size;
  const child = spawn(plan.program, plan.argv, { cwd: folder, detached: true, stdio: ['ignore', output, output], env: plainEnvironment(plan.environment()) });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw await new Promise<Error>((resolve) => child.once('error', (error) => resolve(new Error(`${plan.name} cannot be started: ${error.message}`))));
  writeDurably(pidFile(folder, plan.name), `${pid}\n${birthOf(pid) ?? 'ended'}\n`, 0o644);
  child.unref();
  return { plan, pid, log, logFrom };
}

/** The id of a process while it runs; null when it does not. An id that the system has since given to another process is not ours. */
export function pidOf(folder: string, name: string): number | null {
  const file = pidFile(folder, name);
  if (!existsSync(file)) return null;
  const [pid = '', birth = ''] = readFileSync(file, 'utf8').split('\n');
  return birthOf(Number(pid)) === birth ? Number(pid) : null;
}

/** The ids of all processes of a network that run now, by name. */
export function pidsIn(folder: string): Map<string, number> {
  const all = namesIn(folder).map((name) => [name, pidOf(folder, name)] as const);
  return new Map(all.flatMap(([name, pid]) => (pid === null ? [] : [[name, pid]])));
}

/** The names of all processes that a network has started and not ended. */
export function namesIn(folder: string): string[] {
  const { pids } = placesIn(folder);
  return existsSync(pids) ? readdirSync(pids).flatMap((file) => (file.endsWith('.pid') ? [file.slice(0, -'.pid'.length)] : [])) : [];
}

/** Asks a process to end, and kills it when it does not. Returns when it is gone; says whether it ran at all. */
export async function end(folder: string, name: string): Promise<boolean> {
  return signal(folder, name, ['SIGTERM', 'SIGKILL']);
}

/** Kills a process in the middle of whatever it is doing. Returns when it is gone. */
export async function kill(folder: string, name: string): Promise<boolean> {
  return signal(folder, name, ['SIGKILL']);
}

async function signal(folder: string, name: string, signals: readonly NodeJS.Signals[]): Promise<boolean> {
  const ran = pidOf(folder, name) !== null;
  for (const each of signals) {
    const pid = pidOf(folder, name);
    if (pid !== null) send(pid, each);
    for (let waitedMs = 0; pidOf(folder, name) !== null && waitedMs < END_WITHIN_MS; waitedMs += 20) await wait(20);
  }
  if (pidOf(folder, name) !== null) throw new Error(`${name} cannot be ended: process ${pidOf(folder, name)} is still there`);
  rmSync(pidFile(folder, name), { force: true });
  return ran;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
