import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config.ts';
import { CAPTURE_LIMITS, type DocumentRefusal } from './document-refusal.ts';
import { type CapturedFile, type CaptureFormat, CaptureReader } from './read-capture.ts';

export interface CaptureBody {
  readonly body: AsyncIterable<Uint8Array>;
  readonly format: CaptureFormat;
  readonly root: 'document' | 'event';
}

export type Received =
  | { readonly kind: 'read'; readonly outline: CapturedFile; readonly digest: string }
  | { readonly kind: 'refused'; readonly refusal: DocumentRefusal }
  | { readonly kind: 'too large' };

/** The files of jobs that are under way, kept until each is settled: the job reads them, and a restart reads them again. */
@Injectable()
export class CaptureFiles {
  readonly #directory: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.#directory = join(config.dataDir, 'captures');
  }

  /** Takes a body in as it arrives, counts its events and keeps it under this name. Nothing is kept of what is refused. */
  async receive(name: string, given: CaptureBody, most: number = CAPTURE_LIMITS.bytes): Promise<Received> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const part = this.#path(name, PART);
    const received = await this.#write(part, given, most).catch(async (error: unknown) => {
      await rm(part, { force: true });
      throw error;
    });
    if (received.kind === 'read') await rename(part, this.#path(name, given.format));
    else await rm(part, { force: true });
    return received;
  }

  /** The bytes of a kept file and its format; undefined when it is gone. */
  async kept(name: string): Promise<{ format: CaptureFormat; bytes: () => AsyncIterable<Uint8Array> } | undefined> {
    const names = await readdir(this.#directory).catch(nothing);
    const format = FORMATS.find((one) => names.includes(`${name}.${one}`));
    return format && { format, bytes: () => createReadStream(this.#path(name, format), { highWaterMark: PIECE }) };
  }

  async rename(from: string, to: string): Promise<void> {
    const kept = await this.kept(from);
    if (kept) await rename(this.#path(from, kept.format), this.#path(to, kept.format));
  }

  async forget(name: string): Promise<void> {
    for (const format of FORMATS) await rm(this.#path(name, format), { force: true });
  }

  /** Removes what was still arriving when the node stopped. */
  async clean(): Promise<void> {
    const names = await readdir(this.#directory).catch(nothing);
    for (const name of names) if (name.endsWith(`.${PART}`)) await rm(join(this.#directory, name), { force: true });
  }

  async #write(path: string, { body, format, root }: CaptureBody, most: number): Promise<Received> {
    const hash = createHash('sha256');
    const reader = new CaptureReader({ format, root, reads: 'outline' });
    const handle = await open(path, 'w', 0o600);
    try {
      let bytes = 0;
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > most) return { kind: 'too large' };
        const refusal = reader.write(chunk);
        if (refusal) return { kind: 'refused', refusal };
        hash.update(chunk);
        await handle.write(chunk);
      }
      // What is acknowledged must outlive a crash.
      await handle.sync();
    } finally {
      await handle.close();
    }
    const outline = reader.end();
    return 'events' in outline ? { kind: 'read', outline, digest: hash.digest('hex') } : { kind: 'refused', refusal: outline };
  }

  #path(name: string, ending: string): string {
    return join(this.#directory, `${name}.${ending}`);
  }
}

const FORMATS = ['xml', 'json'] as const;
const PART = 'part';
/** Bytes read at once: what is read between two of them holds every other request up. */
const PIECE = 32_768;

function nothing(error: unknown): string[] {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
  throw error;
}
