import { type Block, blockHash, parseBlock } from '../format/block.ts';
import { type Checkpoint, parseNote } from '../format/checkpoint.ts';
import type { Store } from './store.ts';

/** A block of the file with its checkpoint. Throws, naming the block, when it is absent, not of its form, or not the one that its checkpoint signed. */
export function readBlock(store: Store, number: number): { block: Block; checkpoint: Checkpoint; note: string } {
  const row = store.block(number);
  if (!row) throw new Error(`block ${number} is missing`);
  const note = parseNote(row.checkpoint);
  if ('broken' in note) throw new Error(`the checkpoint of block ${number} ${note.broken}`);
  if (blockHash(row.text) !== note.checkpoint.blockHash) throw new Error(`block ${number} is not the block that its checkpoint signed`);
  const block = parseBlock(row.text);
  if ('broken' in block) throw new Error(`block ${number} ${block.broken}`);
  return { block, checkpoint: note.checkpoint, note: row.checkpoint };
}

/** What a start needs of the newest settled block. Damage to the rest of it is the audit's to name. */
export function blockAtHead(store: Store, number: number): { at: number; checkpoint: Checkpoint; note: string } {
  const row = store.block(number);
  if (!row) throw new Error(`block ${number} is missing`);
  const note = parseNote(row.checkpoint);
  if ('broken' in note) throw new Error(`the checkpoint of block ${number} ${note.broken}`);
  const at = Number(/^\{"at":(\d{1,16}),/.exec(row.text)?.[1] ?? 0);
  return { at, checkpoint: note.checkpoint, note: row.checkpoint };
}
