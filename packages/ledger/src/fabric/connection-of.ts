import type { FabricConnection } from './open-fabric.ts';
import type { Network, OrganisationName } from './network/index.ts';

/** How the node of an organisation reaches a network: its own identity, and every peer, its own first. Throws when the network has no such organisation. */
export function connectionOf({ chaincode, channel, organisations }: Pick<Network, 'chaincode' | 'channel' | 'organisations'>, name: OrganisationName): FabricConnection {
  const own = organisations.find((each) => each.name === name);
  if (!own) throw new Error(`the network has no organisation ${name}`);
  return { channel, chaincode, identity: { mspId: own.mspId, ...own.client }, peers: organisations.map(({ mspId, peer }) => ({ mspId, ...peer })) };
}
