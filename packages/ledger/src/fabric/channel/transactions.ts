import type { Fact } from '../../facts.ts';
import type { BlockTransaction } from '../../format/block.ts';
import { toHex } from '../../format/bytes.ts';
import type { Entry } from '../../format/entry.ts';
import type { Genesis } from '../../format/log-leaf.ts';
import type { SignedCommand } from '../../format/signed-command.ts';
import { transactionLeaf } from '../../store/transaction-leaf.ts';
import type { ChannelBlock, ChannelTransaction } from './read-block.ts';

/** The names of the chaincode's transactions that write. */
export const BEGIN = 'begin';
export const SUBMIT = 'submit';
const VALID = 0;

/** The genesis that a block of the channel holds, or null. */
export function genesisOf({ transactions }: ChannelBlock): Genesis | null {
  const begin = transactions.find(({ code, name }) => code === VALID && name === BEGIN);
  return begin ? (JSON.parse(begin.answer) as Genesis) : null;
}

/** A valid transaction of the channel, as a block of the log keeps it. */
export interface Recorded {
  readonly transaction: BlockTransaction;
  readonly leaf: Uint8Array;
  readonly of: ChannelTransaction;
}

/** The commands that a block of the channel recorded, in its order; the losers of races are in the channel's block, and not among them. Throws where the answer of the chaincode does not fit what it wrote. */
export function recordedIn({ number, transactions }: ChannelBlock): Recorded[] {
  return transactions
    .filter(({ code, name }) => code === VALID && name === SUBMIT)
    .map((of) => {
      const { command, signature } = JSON.parse(of.args[0] ?? '') as SignedCommand;
      const { entries } = JSON.parse(of.answer) as { entries: readonly Entry[] };
      const writes = of.writes.map(([key, value]): [string, Fact] => [key, JSON.parse(value) as Fact]).sort(([a], [b]) => (a < b ? -1 : 1));
      const transaction = { command, signature, entries, writes };
      const leaf = transactionLeaf(transaction);
      // The contract binds each unit fact to the leaf of its transaction: both come from the chaincode, by different roads.
      const loose = writes.find(([, fact]) => 'last' in fact && fact.last !== toHex(leaf));
      if (loose) throw new Error(`block ${number} of the channel writes ${loose[0]} under another leaf than that of its transaction ${of.id}`);
      return { transaction, leaf, of };
    });
}
