import { parseNote, parseVerifierKey } from '../format/checkpoint.ts';
import type { Store } from './store.ts';

/**
 * The signed notes of the blocks at which the log took each of its later keys, oldest first. `vkeys`: every key that it has had. Found by
 * halving: whatever key signed a block, those after it were signed by that key or a later one.
 */
export function findHandovers(store: Pick<Store, 'block' | 'newest'>, vkeys: readonly string[]): string[] {
  const keyIds = vkeys.map((vkey) => parseVerifierKey(vkey)?.keyId);
  const noteOf = (number: number): string => store.block(number)?.checkpoint ?? '';
  return vkeys.slice(1).map((_, i) => {
    let [below, at] = [0, store.newest()];
    while (at - below > 1) {
      const middle = Math.floor((below + at) / 2);
      if (keyIds.indexOf(keyInForce(noteOf(middle))) > i) at = middle;
      else below = middle;
    }
    return noteOf(at);
  });
}

/** The id of the key that signs after this checkpoint: the one that it names, or else the one that signed it. */
export function keyInForce(note: string): string {
  const parsed = parseNote(note);
  if ('broken' in parsed) throw new Error(`a checkpoint ${parsed.broken}`);
  const { nextKey } = parsed.checkpoint;
  return (nextKey === undefined ? parsed.signatures[0]?.keyId : parseVerifierKey(nextKey)?.keyId) ?? '';
}
