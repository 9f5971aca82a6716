import { existsSync, readFileSync } from 'node:fs';
import { parseNote } from '@packtrail/ledger';
import { type CheckpointCheck, verifyCheckpoint } from '@packtrail/ledger/verify';
import { mergeNotes, writeDurably } from '@packtrail/ledger/witness';

type Checked = Extract<CheckpointCheck, { good: true }>;

interface Kept {
  readonly note: string;
  readonly size: number;
  readonly cosigned: Checked['cosigned'];
}

/**
 * The checkpoints that witnesses have cosigned, in a file: the newest with one cosignature, the newest with two, and so on. Only what the log's key in force signed
 * counts, so that after a rotation dossiers are made under the new key. A file that cannot be read is no loss: the witnesses are asked again.
 */
export class CosignedNotes {
  #kept: readonly Kept[] = [];

  constructor(
    private readonly file: string,
    private readonly trust: { readonly vkey: string; readonly witnesses: readonly string[] },
  ) {}

  /** Takes in what the file has. */
  async read(): Promise<void> {
    await this.#take(readNotes(this.file));
  }

  async add(notes: readonly string[]): Promise<void> {
    const before = this.#kept;
    await this.#take(notes);
    if (this.#kept.some(({ note }, i) => note !== before[i]?.note)) writeDurably(this.file, `${JSON.stringify(this.#kept.map(({ note }) => note), null, 1)}\n`, 0o600);
  }

  /** The checkpoint with the most cosignatures of those that have at least so many entries; null when none has. */
  covering(size: number): string | null {
    return this.#kept.find((kept) => kept.size >= size)?.note ?? null;
  }

  /** What a witness cosigned last. */
  lastOf(name: string): { size: number; atSeconds: number } | null {
    const found = this.#kept.flatMap(({ cosigned, size }) => cosigned.filter((each) => each.name === name).map(({ atSeconds }) => ({ size, atSeconds })));
    return found.sort((a, b) => b.size - a.size || b.atSeconds - a.atSeconds)[0] ?? null;
  }

  async #take(notes: readonly string[]): Promise<void> {
    const found: Kept[] = [];
    for (const note of mergeNotes([...this.#kept.map((kept) => kept.note), ...notes])) {
      const checked = await verifyCheckpoint(note, this.trust.vkey, { witnesses: this.trust.witnesses });
      if (checked.good && checked.cosigned.length > 0) found.push({ note, size: checked.checkpoint.size, cosigned: checked.cosigned });
    }
    // Most cosignatures first, then the newest; of each number of cosignatures one, and none that a better one is as new as.
    found.sort((a, b) => b.cosigned.length - a.cosigned.length || b.size - a.size);
    this.#kept = found.filter(({ size }, i) => found.slice(0, i).every((better) => better.size < size));
  }
}

function readNotes(file: string): string[] {
  if (!existsSync(file)) return [];
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    return Array.isArray(value) ? value.filter((note): note is string => typeof note === 'string' && !('broken' in parseNote(note))) : [];
  } catch {
    return [];
  }
}
