/**
 * The commandIds that were sent and never answered. The same command, sent again, goes under the same id: the ledger then answers
 * its first receipt instead of recording twice. Kept per tab, so a reload in the middle of a send is safe too.
 */
export class PendingCommands {
  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    private readonly makeId: () => string,
  ) {}

  /** The id to send this body under: the one it was sent under before, while that is unanswered. */
  idFor(name: string, body: unknown): { commandId: string; again: boolean } {
    const digest = digestOf(body);
    const all = this.read();
    const known = all.find((entry) => entry.name === name && entry.digest === digest);
    if (known) return { commandId: known.commandId, again: true };
    const commandId = this.makeId();
    this.write([...all, { name, digest, commandId }].slice(-50));
    return { commandId, again: false };
  }

  /** An answer came, a receipt or a refusal: both are final. */
  answered(commandId: string): void {
    this.write(this.read().filter((entry) => entry.commandId !== commandId));
  }

  private read(): PendingEntry[] {
    try {
      const parsed: unknown = JSON.parse(this.storage.getItem(KEY) ?? '[]');
      return Array.isArray(parsed) ? parsed.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  private write(entries: PendingEntry[]): void {
    if (entries.length === 0) this.storage.removeItem(KEY);
    else this.storage.setItem(KEY, JSON.stringify(entries));
  }
}

const KEY = 'packtrail.pendingCommands';
interface PendingEntry {
  name: string;
  digest: string;
  commandId: string;
}

function isEntry(value: unknown): value is PendingEntry {
  return typeof value === 'object' && value !== null && 'name' in value && 'digest' in value && 'commandId' in value;
}

/** Tells two bodies of one tab apart (100,000 serials would not fit into session storage); it proves nothing. FNV-1a, twice. */
function digestOf(body: unknown): string {
  const text = JSON.stringify(body);
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + index), 0x85ebca6b);
  }
  return `${text.length}-${(low >>> 0).toString(16)}-${(high >>> 0).toString(16)}`;
}
