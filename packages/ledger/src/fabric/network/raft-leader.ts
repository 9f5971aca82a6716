import type { Network } from './network.ts';
import type { OrdererName } from './organisations.ts';
import { portsFrom } from './ports.ts';

/** Which orderer leads the channel now, by what each says of itself; null while they elect one. */
export async function raftLeader({ channel, orderers, portBase }: Pick<Network, 'channel' | 'orderers' | 'portBase'>): Promise<OrdererName | null> {
  const ports = portsFrom(portBase).orderers;
  const leads = await Promise.all(orderers.map(({ name }) => saysThatItLeads(`http://127.0.0.1:${ports[name].operations}/metrics`, channel)));
  const leaders = orderers.filter((_, i) => leads[i]);
  // One that was cut off may still think so, beside the one that was elected since.
  return leaders.length === 1 ? (leaders[0]?.name ?? null) : null;
}

async function saysThatItLeads(url: string, channel: string): Promise<boolean> {
  const metrics = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then((response) => response.text(), () => '');
  return metrics.includes(`consensus_etcdraft_is_leader{channel="${channel}"} 1`);
}
