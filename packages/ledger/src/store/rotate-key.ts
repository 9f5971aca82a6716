import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blockHash, blockText } from '../format/block.ts';
import { type LogSigner, logSigner, newLogKey, signHandover } from '../log/signing.ts';
import { keyInForce } from './handovers.ts';
import { isSignedBy, keepNextKey, newestNote, openKeys } from './key-files.ts';
import { State } from './state.ts';
import { Store } from './store.ts';

export interface RotationOptions {
  /** Folder of the ledger. */
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told of each thing that is durable from then on; a test crashes there. */
  readonly reached?: (what: 'key kept' | 'block written') => void;
}

export interface Rotation {
  readonly from: string;
  readonly to: string;
  /** The block, without transactions, whose checkpoint hands over. */
  readonly blockNumber: number;
}

/**
 * Gives a ledger a new log key. The new private key is on disk before the block that hands over to it, and the old one is deleted after:
 * whenever a crash comes, the newest checkpoint says which of them is in force. A node that runs on the ledger meanwhile writes no more, under
 * the old key or the new, until it is started again.
 */
export async function rotateKey({ clock, directory, reached = () => undefined }: RotationOptions): Promise<Rotation> {
  const file = join(directory, 'ledger.sqlite');
  if (!existsSync(file)) throw new Error(`there is no ledger in ${directory}`);
  const store = await Store.open(file);
  try {
    const state = new State(store);
    const rotation = store.immediately(() => {
      const { signer: from } = openKeys(directory, newestNote(store));
      const to = logSigner(from.origin, newLogKey());
      keepNextKey(directory, to);
      reached('key kept');
      return { from: from.vkey, to: to.vkey, blockNumber: writeHandover(store, state, { from, to, at: clock() }) };
    });
    reached('block written');
    store.immediately(() => openKeys(directory, newestNote(store)));
    return rotation;
  } finally {
    store.close();
  }
}

function writeHandover(store: Store, state: State, { at, from, to }: { at: number; from: LogSigner; to: LogSigner }): number {
  state.catchUp();
  const { head, unreadable } = state;
  if (unreadable) throw new Error(unreadable);
  if (keyInForce(head.checkpoint) !== from.keyId || !isSignedBy(head.checkpoint, from)) throw new Error('the newest checkpoint is not signed by the key in log.key');
  const number = head.number + 1;
  const text = blockText({ at: Math.max(head.at, at), genesis: null, number, previous: head.hash, transactions: [], writes: [] });
  const checkpoint = signHandover({ origin: from.origin, size: head.frontier.size, root: head.frontier.root(), blockNumber: number, blockHash: blockHash(text) }, { from, to });
  store.putBlock({ number, text, checkpoint });
  return number;
}
