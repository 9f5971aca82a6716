import type { Network } from './network.ts';
import { asAdmin } from './form-channel.ts';
import { processesOf, type ProcessName } from './processes.ts';
import { answers } from './ready.ts';
import { pidOf } from './running.ts';

export interface ProcessStatus {
  readonly name: ProcessName;
  readonly address: string;
  /** Null when it does not run. */
  readonly pid: number | null;
  /** Whether it is healthy and listens. */
  readonly answers: boolean;
  /** How many blocks a peer has; null for others, and for a peer that does not tell. */
  readonly height: number | null;
}

/** How each process of a network does. */
export const networkStatus = (network: Network): Promise<ProcessStatus[]> =>
  Promise.all(
    processesOf(network).map(async (plan) => {
      const pid = pidOf(network.folder, plan.name);
      const isAnswering = pid !== null && (await answers(plan));
      const organisation = network.organisations.find(({ name }) => plan.name === `peer-${name}`);
      const height = organisation && isAnswering ? await peerHeight(network, organisation.name).catch(() => null) : null;
      return { name: plan.name, address: `127.0.0.1:${plan.ports[0]}`, pid, answers: isAnswering, height };
    }),
  );

/** How many blocks an organisation's peer has. */
export async function peerHeight(network: Network, organisation: Network['organisations'][number]['name']): Promise<number> {
  const said = await asAdmin(network, organisation, ['channel', 'getinfo', '-c', network.channel]);
  const height = /"height":(\d+)/.exec(said)?.[1];
  if (height === undefined) throw new Error(`the peer of ${organisation} does not tell its height: ${said.trim()}`);
  return Number(height);
}
