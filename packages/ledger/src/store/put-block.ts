import { type Block, blockHash, blockText } from '../format/block.ts';
import { type LogSigner, signCheckpoint } from '../log/signing.ts';
import type { Frontier } from '../log/tree.ts';
import type { Store } from './store.ts';

/** Puts a block into the file, under the checkpoint that it ends in. `frontier` is the log's after it. */
export function putBlock(store: Store, signer: LogSigner, block: Block, frontier: Frontier): { hash: string; checkpoint: string } {
  const text = blockText(block);
  const hash = blockHash(text);
  const checkpoint = signCheckpoint({ origin: signer.origin, size: frontier.size, root: frontier.root(), blockNumber: block.number, blockHash: hash }, signer);
  store.putBlock({ number: block.number, text, checkpoint });
  return { hash, checkpoint };
}
