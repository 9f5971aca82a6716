import { genesisWrites } from '../contract/index.ts';
import { NO_BLOCK } from '../format/block.ts';
import { type Genesis, genesisLeaf } from '../format/log-leaf.ts';
import type { LogSigner } from '../log/signing.ts';
import { Frontier, leafHash } from '../log/tree.ts';
import { putBlock } from './put-block.ts';
import { State } from './state.ts';
import type { Store } from './store.ts';

/** Writes block 0: who may register trading partners. Only on an empty store. */
export function beginLog(store: Store, signer: LogSigner, genesis: Genesis): void {
  const frontier = new Frontier();
  frontier.append(leafHash(genesisLeaf(genesis)));
  const block = { at: genesis.at, genesis, number: 0, previous: NO_BLOCK, transactions: [], writes: genesisWrites(genesis) };
  store.immediately(() => void putBlock(store, signer, block, frontier));
  new State(store).settle();
}
