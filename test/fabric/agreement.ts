import { setTimeout as pause } from 'node:timers/promises';
import { connectionOf, type NodeStatus, PeerConnection } from '@packtrail/ledger/fabric';
import { type Network, type OrganisationName, peerHeight } from '@packtrail/ledger/fabric-network';

/** Waits until the four peers have the same number of blocks, twice in a row; gives each one's when they do not come to it in time. */
export async function equalHeights(network: Network, withinMs = 20_000): Promise<{ equal: boolean; heights: readonly number[] }> {
  for (let before = '', deadline = performance.now() + withinMs; ; await pause(300)) {
    const heights = await Promise.all(network.organisations.map(({ name }) => peerHeight(network, name).catch(() => -1)));
    const equal = heights.every((each) => each === heights[0] && each > 0);
    if (equal && before === String(heights)) return { equal, heights };
    if (performance.now() > deadline) return { equal: false, heights };
    before = String(heights);
  }
}

/**
 * The hash by which each peer itself binds the verdicts and every write to the state of all its blocks up to that one (the commit hash in the block's metadata): where two are
 * equal, so are the states that the peers built.
 */
export const commitHashes = (network: Network, block: number): Promise<string[]> =>
  Promise.all(
    network.organisations.map(({ name }) =>
      overOwnPeer(network, name, async (peer) => {
        const blocks = await peer.network.getBlockEvents({ startBlock: BigInt(block) });
        try {
          for await (const each of blocks) return Buffer.from(each.getMetadata()?.getMetadataList_asU8()[COMMIT_HASH] ?? []).toString('hex');
          throw new Error(`the peer of ${name} has no block ${block}`);
        } finally {
          blocks.close();
        }
      }),
    ),
  );

const COMMIT_HASH = 4;

/** What the organisation's own peer and chaincode say of each key. */
export const factsAt = (network: Network, name: OrganisationName, keys: readonly string[]): Promise<Map<string, string>> =>
  overOwnPeer(network, name, async (peer) => {
    const facts = new Map<string, string>();
    const rest = [...keys];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let key = rest.pop(); key !== undefined; key = rest.pop()) {
          const bytes = await peer.contract.evaluate('fact', { arguments: [key], endorsingOrganizations: [peer.mspId] });
          facts.set(key, Buffer.from(bytes).toString('utf8'));
        }
      }),
    );
    return facts;
  });

/** How the node of each organisation stands; null for one that does not tell. */
export const nodeStatuses = (network: Network): Promise<(NodeStatus | null)[]> =>
  Promise.all(network.organisations.map(({ node }) => fetch(`${node.url}/status`, { signal: AbortSignal.timeout(2_000) }).then((response) => response.json() as Promise<NodeStatus>, () => null)));

async function overOwnPeer<T>(network: Network, name: OrganisationName, work: (peer: PeerConnection) => Promise<T>): Promise<T> {
  const { identity, peers, ...channel } = connectionOf(network, name);
  const own = peers.find(({ mspId }) => mspId === identity.mspId);
  if (!own) throw new Error(`the network has no peer of ${name}`);
  const peer = new PeerConnection(own, identity, channel);
  try {
    return await work(peer);
  } finally {
    peer.close();
  }
}
