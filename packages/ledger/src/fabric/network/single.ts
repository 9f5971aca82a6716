import type { Network } from './network.ts';
import { processOf, type ProcessName } from './processes.ts';
import { untilReady } from './ready.ts';
import { end, kill, launch, pidOf } from './running.ts';

/** Starts one process of a network, and returns when it answers; does nothing when it runs. */
export async function startProcess(network: Network, name: ProcessName): Promise<void> {
  if (pidOf(network.folder, name) !== null) return;
  await untilReady(network.folder, await launch(network.folder, processOf(network, name)));
}

/** Ends one process in good order; says whether it ran. */
export const stopProcess = (network: Network, name: ProcessName): Promise<boolean> => end(network.folder, processOf(network, name).name);

/** Kills one process in the middle of what it is doing, as a crash would; says whether it ran. */
export const killProcess = (network: Network, name: ProcessName): Promise<boolean> => kill(network.folder, processOf(network, name).name);
