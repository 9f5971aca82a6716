import { readFileSync } from 'node:fs';
import { type Network, pidsIn } from '@packtrail/ledger/fabric-network';

/** Clock ticks a second, by which Linux counts the time of processes. */
const TICKS_PER_S = 100;

/** Milliseconds of CPU by kind of process: `orderer`, `peer`, `chaincode`, `beside`, `node`, and `client`, which is this process. */
export type Cpu = ReadonlyMap<string, number>;

/** What every process of a network and this one have had so far. */
export function cpuSoFar({ folder }: Pick<Network, 'folder'>): Cpu {
  const { system, user } = process.cpuUsage();
  const cpu = new Map([['client', (system + user) / 1_000]]);
  for (const [name, pid] of pidsIn(folder)) {
    const kind = name.split('-')[0] as string;
    cpu.set(kind, (cpu.get(kind) ?? 0) + cpuMsOf(pid));
  }
  return cpu;
}

export const cpuSince = (before: Cpu, now: Cpu): Cpu => new Map([...now].map(([kind, ms]) => [kind, ms - (before.get(kind) ?? 0)]));

export const sumOf = (cpu: Cpu): number => [...cpu.values()].reduce((sum, ms) => sum + ms, 0);

function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_S;
}
