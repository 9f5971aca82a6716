import type { Command } from '../commands.ts';
import type { BlockTransaction } from '../format/block.ts';
import { fromHex } from '../format/bytes.ts';
import { entryLeaf } from '../format/entry.ts';
import { sha256Hex } from '../format/hash.ts';
import { logLeaf } from '../format/log-leaf.ts';
import { transactionId } from '../format/signed-command.ts';
import { leafHash, rootOf } from '../log/tree.ts';

/** The leaf hash of a recorded transaction, from what its block says of it. */
export function transactionLeaf({ command, entries, signature }: BlockTransaction): Uint8Array {
  const { contract } = JSON.parse(command) as Command;
  const root = rootOf(entries.map((entry) => leafHash(entryLeaf(entry))));
  return leafHash(logLeaf({ txId: transactionId(command), signature: sha256Hex(fromHex(signature)), contract, entries: root }));
}
