import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, type Fact, factKey } from '@packtrail/ledger';
import { checkFile, Store } from '@packtrail/ledger/embedded';
import { Places } from '@packtrail/ledger/fabric';
import { genesisLeaf } from '../../packages/ledger/src/format/log-leaf.ts';
import { Frontier, leafHash } from '../../packages/ledger/src/log/tree.ts';
import { openKeys } from '../../packages/ledger/src/store/key-files.ts';
import { putBlock } from '../../packages/ledger/src/store/put-block.ts';
import { State } from '../../packages/ledger/src/store/state.ts';
import { transactionLeaf } from '../../packages/ledger/src/store/transaction-leaf.ts';

/**
 * Copies the folder of a node and tells its history anew under its own key, with one fact changed: whole in itself, so that nothing in the copy shows it. Gives the number of the
 * block that wrote the fact. Throws when the copy would be found out by itself.
 */
export async function alteredCopy(of: string, to: string, lot: string, change: (fact: Fact) => Fact): Promise<number> {
  cpSync(of, to, { recursive: true });
  for (const name of ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm']) rmSync(join(to, name), { force: true });
  const [original, altered] = [await Store.open(join(of, 'ledger.sqlite')), await Store.open(join(to, 'ledger.sqlite'))];
  try {
    const { signer, vkeys } = openKeys(to, original.block(original.newest())?.checkpoint ?? null);
    const [read, written] = [new Places(original.database), new Places(altered.database)];
    const frontier = new Frontier();
    let previous: string | null = null;
    let at = -1;
    for (let number = 0; number <= original.newest(); number += 1) {
      const block = JSON.parse(original.block(number)?.text ?? '') as Block;
      const transactions = block.transactions.map((each) => {
        if (!each.writes.some(([key]) => key === factKey.lot(lot))) return each;
        at = number;
        return { ...each, writes: each.writes.map(([key, fact]) => [key, key === factKey.lot(lot) ? change(fact) : fact] as const) };
      });
      for (const leaf of block.genesis ? [leafHash(genesisLeaf(block.genesis))] : transactions.map(transactionLeaf)) frontier.append(leaf);
      ({ hash: previous } = putBlock(altered, signer, { ...block, previous: previous ?? block.previous, transactions }, frontier));
      const place = read.of(number);
      if (place) written.put(number, place.channelNumber, place.transactions);
    }
    written.next = read.next;
    new State(altered).settle();
    const { damage } = checkFile(altered.database, ...vkeys);
    if (damage.length > 0 || at < 0) throw new Error(`the copy is not whole, or has no such lot: ${JSON.stringify(damage)}`);
    return at;
  } finally {
    original.close();
    altered.close();
  }
}
