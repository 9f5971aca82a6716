import { concat, fromHex, toHex } from '../format/bytes.ts';
import { sha256 } from '../format/hash.ts';

export interface TreeHead {
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
}

/** The root of a log without entries (RFC 6962 2.1). */
const NOTHING = toHex(sha256(new Uint8Array()));

/**
 * Whether the newer log goes on from the older one: the same first entries in the same order, nothing taken out, changed or put between.
 * `path` is the consistency proof of RFC 9162 2.1.4.1, hexadecimal. Whoever kept an old checkpoint asks this of every newer one.
 *
 * Told by walking down from the newer size to the older one and hashing both roots back up: another road than the writer's, and than the
 * bit-shifting of RFC 9162 2.1.4.2.
 */
export function goesOnFrom(older: TreeHead, newer: TreeHead, path: readonly string[]): boolean {
  if (![older.size, newer.size].every((size) => Number.isSafeInteger(size) && size >= 0) || older.size > newer.size) return false;
  if (!path.every((step) => /^[0-9a-f]{64}$/.test(step))) return false;
  if (older.size === newer.size) return path.length === 0 && older.root === newer.root;
  if (older.size === 0) return path.length === 0 && older.root === NOTHING;

  // From the whole newer tree down to the subtree that ends where the older log ended; each turn leaves a sibling behind.
  const turns: ('old' | 'new')[] = [];
  let [size, end] = [newer.size, older.size];
  while (end < size) {
    let half = 1;
    while (half * 2 < size) half *= 2;
    if (end <= half) {
      // The right half is all new.
      turns.push('new');
      size = half;
    } else {
      // The left half is all old.
      turns.push('old');
      size -= half;
      end -= half;
    }
  }
  // The subtree reached is the whole older log where no turn left old entries behind: its hash is then the older root itself.
  const isWhole = !turns.includes('old');
  const hashes = isWhole ? [older.root, ...path] : [...path];
  const [first, ...siblings] = hashes;
  if (first === undefined || siblings.length !== turns.length || !/^[0-9a-f]{64}$/.test(first)) return false;
  let [old, all] = [fromHex(first), fromHex(first)];
  for (const step of siblings) {
    const sibling = fromHex(step);
    if (turns.pop() === 'old') {
      old = join(sibling, old);
      all = join(sibling, all);
    } else {
      all = join(all, sibling);
    }
  }
  return toHex(old) === older.root && toHex(all) === newer.root;
}

const join = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(Uint8Array.of(1), left, right));
