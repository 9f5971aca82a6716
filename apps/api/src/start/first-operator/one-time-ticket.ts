import { timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const TICKET = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), until: z.number() });
export type Ticket = z.infer<typeof TICKET>;

/** A ticket that is being used: spent for good, or given back when what it was for did not come about. */
export interface TakenTicket {
  spend(): void;
  giveBack(): void;
}

/** One secret's hash in the data folder. Only the hash: who reads the folder later cannot use it. */
export class OneTimeTicket {
  readonly #file: string;
  readonly #taken: string;

  constructor(private readonly folder: string) {
    this.#file = join(folder, 'first-operator.json');
    this.#taken = `${this.#file}.taken`;
  }

  /** Puts a ticket in the place of any earlier one. */
  keep(ticket: Ticket): void {
    this.drop();
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.#file, JSON.stringify(ticket), { mode: 0o600 });
  }

  drop(): void {
    for (const file of [this.#file, this.#taken]) rmSync(file, { force: true });
  }

  /** Takes the ticket with this hash, for one taker alone; null when there is none, it is another one, or it is past its time. */
  take(hash: string, now: number): TakenTicket | null {
    const kept = this.#read();
    if (!kept || kept.until <= now || !timingSafeEqual(Buffer.from(kept.hash), Buffer.from(hash))) return null;
    try {
      // Of two that come at once the file system lets one rename it.
      renameSync(this.#file, this.#taken);
    } catch {
      return null;
    }
    return { spend: () => this.drop(), giveBack: () => renameSync(this.#taken, this.#file) };
  }

  #read(): Ticket | null {
    if (!existsSync(this.#file)) return null;
    const read = TICKET.safeParse(JSON.parse(readFileSync(this.#file, 'utf8')));
    return read.success ? read.data : null;
  }
}
