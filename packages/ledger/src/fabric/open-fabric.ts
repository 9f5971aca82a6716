import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommitError } from '@hyperledger/fabric-gateway';
import type { Genesis } from '../format/log-leaf.ts';
import { beginLog } from '../store/begin-log.ts';
import { checkFile } from '../store/check-file.ts';
import { newestNote, openKeys } from '../store/key-files.ts';
import type { LogOptions } from '../store/recorded-log.ts';
import { Store } from '../store/store.ts';
import { readChannelBlock } from './channel/read-block.ts';
import { BEGIN, genesisOf } from './channel/transactions.ts';
import { FabricLedger, type FabricOptions } from './fabric-ledger.ts';
import { FollowedLog } from './followed-log.ts';
import { noOf } from './gateway/endorse.ts';
import type { Outbox } from './gateway/outbox.ts';
import { type Channel, type ClientIdentity, type PeerAddress, Peers } from './gateway/peers.ts';

export interface FabricConnection extends Channel {
  readonly peers: readonly PeerAddress[];
  readonly identity: ClientIdentity;
}

export interface FabricNodeOptions {
  /** Folder of this node's log: `ledger.sqlite`, `log.key` and `log.vkey`. Made when absent. */
  readonly directory: string;
  readonly connection: FabricConnection;
  readonly turn?: LogOptions['turn'];
}

/** Opens the ledger of a network for one organisation's node: begins the log on the channel where nobody has, and follows it. */
export async function openFabric({ clock, compareEvery, connection, directory, outbox, timeoutMs, turn }: FabricNodeOptions & Pick<FabricOptions, 'clock' | 'compareEvery'> & { readonly outbox?: Outbox; readonly timeoutMs?: number }): Promise<FabricLedger> {
  const { peers, signer, store, vkeys } = await openNode({ connection, directory });
  const ledger = new FabricLedger(store, signer, { peers, chaincode: connection.chaincode, clock, mspId: connection.identity.mspId, compareEvery, turn, vkeys, ...(outbox && { outbox }), ...(timeoutMs !== undefined && { timeoutMs }) });
  await checkedAndFollowing(ledger, store, vkeys).sendAgain();
  return ledger;
}

/** The same for a node that only keeps the log, to vouch for it. */
export async function openFollower({ connection, directory, turn }: FabricNodeOptions): Promise<FollowedLog> {
  const { peers, signer, store, vkeys } = await openNode({ connection, directory });
  return checkedAndFollowing(new FollowedLog(store, signer, { peers, chaincode: connection.chaincode, turn, vkeys }), store, vkeys);
}

async function openNode({ connection, directory }: FabricNodeOptions) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const peers = new Peers(connection.peers, connection.identity, connection);
  try {
    const store = await Store.open(join(directory, 'ledger.sqlite'));
    try {
      const genesis = store.newest() < 0 ? await begun(peers, connection.chaincode) : null;
      const { signer, vkeys } = store.immediately(() => openKeys(directory, newestNote(store), genesis?.origin));
      if (genesis) beginLog(store, signer, genesis);
      return { peers, signer, store, vkeys };
    } catch (error) {
      store.close();
      throw error;
    }
  } catch (error) {
    peers.close();
    throw error;
  }
}

function checkedAndFollowing<L extends FollowedLog>(ledger: L, store: Store, vkeys: readonly string[]): L {
  const { blocks, damage } = checkFile(store.database, ...vkeys);
  ledger.audited({ auditedTo: blocks - 1, damage });
  ledger.follow();
  return ledger;
}

/** The genesis of the channel's log; the first node to come asks the organisations to write it. */
async function begun(peers: Peers, chaincode: string): Promise<Genesis> {
  try {
    await peers.through(async ({ contract }) => contract.submitTransaction(BEGIN));
  } catch (error) {
    // Another node was first: its genesis stands, or is about to.
    if (noOf(error)?.kind !== 'begun' && !(error instanceof CommitError)) throw error;
  }
  return peers.through(async ({ network }) => {
    const blocks = await network.getBlockEvents({ startBlock: 0n });
    try {
      for await (const block of blocks) {
        const genesis = genesisOf(readChannelBlock(block, chaincode));
        if (genesis) return genesis;
      }
    } finally {
      blocks.close();
    }
    throw new Error('the channel ended before the genesis of the log');
  });
}
