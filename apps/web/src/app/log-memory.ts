import { verifyCheckpoint } from '@packtrail/ledger/verify';

const KEY = 'packtrail.log';

interface Kept {
  readonly logKey: string;
  readonly size: number;
  readonly root: string;
}

/** What this browser finds when a node shows it the head of its log. */
export type LogFinding = 'first' | 'known' | 'other key' | 'not signed' | 'shorter' | 'rewritten';

/**
 * This browser's own memory of the log: the key it was first shown, and the longest head it has seen. A proof is checked against this key,
 * not against what the server says today; and a log that got shorter, or has another root at the same length, is found out.
 */
export class LogMemory {
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {}

  /** The key that was first seen; null before the first sign-in. */
  get logKey(): string | null {
    return this.#read()?.logKey ?? null;
  }

  /**
   * Compares the head that a node shows with what is kept, and keeps it when it is good and longer. A log that took a new key is followed by its
   * handovers from the key that is kept; the new one is then kept instead, so that a stolen old one can no longer sign for this browser.
   */
  async meet({ checkpoint: note, handovers, logKey }: { checkpoint: string; handovers: readonly string[]; logKey: string }): Promise<LogFinding> {
    const kept = this.#read();
    const checked = await verifyCheckpoint(note, kept?.logKey ?? logKey, { handovers });
    if (!checked.good) return kept && kept.logKey !== logKey ? 'other key' : 'not signed';
    // Following from the kept key must lead to the very key that the node names: a signature of that one beside it would say nothing.
    if (checked.signedBy !== logKey) return 'other key';
    const { root, size } = checked.checkpoint;
    if (kept && size < kept.size) return 'shorter';
    if (kept && size === kept.size && root !== kept.root) return 'rewritten';
    this.storage.setItem(KEY, JSON.stringify({ logKey, size, root } satisfies Kept));
    return kept ? 'known' : 'first';
  }

  #read(): Kept | null {
    try {
      const value = JSON.parse(this.storage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
      return typeof value?.logKey === 'string' && typeof value.size === 'number' && typeof value.root === 'string' ? (value as Kept) : null;
    } catch {
      return null;
    }
  }
}
