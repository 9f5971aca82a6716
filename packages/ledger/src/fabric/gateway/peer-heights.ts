import { common } from '@hyperledger/fabric-protos';
import type { Peers } from './peers.ts';

export interface PeerHeight {
  readonly mspId: string;
  readonly address: string;
  /** How many blocks of the channel it has; null when it does not answer. */
  readonly height: number | null;
  /** Why it does not answer; null when it does. */
  readonly problem: string | null;
}

const ANSWER_MS = 2_000;

/** How far each organisation's peer is, asked of that peer itself. */
export const peerHeights = ({ all }: Pick<Peers, 'all'>, channel: string): Promise<PeerHeight[]> =>
  Promise.all(
    all.map(async ({ address, mspId, network }): Promise<PeerHeight> => {
      try {
        // A system chaincode of every peer: of Fabric's own, not ours.
        const proposal = network.getContract('qscc').newProposal('GetChainInfo', { arguments: [channel], endorsingOrganizations: [mspId] });
        const info = common.BlockchainInfo.deserializeBinary(await proposal.evaluate({ deadline: Date.now() + ANSWER_MS }));
        return { mspId, address, height: Number(info.getHeight()), problem: null };
      } catch (error) {
        return { mspId, address, height: null, problem: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
