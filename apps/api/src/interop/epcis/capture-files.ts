import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config.ts';
import { type CapturedFile, CaptureReader } from './read-capture.ts';
import type { XmlRefusal } from './split-document.ts';

/** Bytes of one captured file. */
export const CAPTURE_BYTES_MAX = 100 * 1024 * 1024;

export type Received = { readonly kind: 'read'; readonly file: CapturedFile; readonly digest: string } | { readonly kind: 'refused'; readonly refusal: XmlRefusal } | { readonly kind: 'too large' };

/** The files of jobs that are under way, kept until each is settled: a restart reads them again. */
@Injectable()
export class CaptureFiles {
  readonly #directory: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.#directory = join(config.dataDir, 'captures');
  }

  /** Reads a body as it arrives and keeps it under this name. Nothing is kept of what is refused. */
  async receive(name: string, body: AsyncIterable<Uint8Array>, most: number = CAPTURE_BYTES_MAX): Promise<Received> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const part = `${this.#path(name)}.part`;
    const received = await this.#write(part, body, most);
    if (received.kind === 'read') await rename(part, this.#path(name));
    else await rm(part, { force: true });
    return received;
  }

  /** Reads a kept file again; undefined when it is gone. */
  async again(name: string): Promise<CapturedFile | undefined> {
    const reader = new CaptureReader();
    try {
      for await (const chunk of createReadStream(this.#path(name))) reader.write(chunk as Uint8Array);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const file = reader.end();
    return 'events' in file ? file : undefined;
  }

  async rename(from: string, to: string): Promise<void> {
    await rename(this.#path(from), this.#path(to));
  }

  async forget(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  async #write(path: string, body: AsyncIterable<Uint8Array>, most: number): Promise<Received> {
    const hash = createHash('sha256');
    const reader = new CaptureReader();
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
    const file = reader.end();
    return 'events' in file ? { kind: 'read', file, digest: hash.digest('hex') } : { kind: 'refused', refusal: file };
  }

  #path(name: string): string {
    return join(this.#directory, `${name}.xml`);
  }
}
