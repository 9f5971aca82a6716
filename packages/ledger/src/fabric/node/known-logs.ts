import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../../disk/write-durably.ts';
import { type NoteKey, parseVerifierKey } from '../../format/checkpoint.ts';

/**
 * The keys under which the nodes of a network sign their logs, one file a node: what their operators have exchanged. On one machine each node puts its own there.
 */
export class KnownLogs {
  constructor(private readonly folder: string) {}

  /** Read anew each time: a node may have joined, or taken a new key. What is no verifier key in them is an error that names the file. */
  all(): NoteKey[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.vkey'))
      .flatMap((name) => readFileSync(join(this.folder, name), 'utf8').split('\n').filter(Boolean).map((line) => this.#keyOf(name, line)));
  }

  /** Whose key it is, by the name of its file; null when it is nobody's. */
  nameOf(keyId: string): string | null {
    if (!existsSync(this.folder)) return null;
    const file = readdirSync(this.folder).find((name) => name.endsWith('.vkey') && readFileSync(join(this.folder, name), 'utf8').split('\n').filter(Boolean).some((line) => this.#keyOf(name, line).keyId === keyId));
    return file?.slice(0, -'.vkey'.length) ?? null;
  }

  /** Makes a node's keys known. */
  add(name: string, vkeys: readonly string[]): void {
    mkdirSync(this.folder, { recursive: true });
    writeDurably(join(this.folder, `${name}.vkey`), vkeys.map((vkey) => `${vkey}\n`).join(''), 0o644);
  }

  #keyOf(file: string, line: string): NoteKey {
    const key = parseVerifierKey(line);
    if (!key) throw new Error(`${join(this.folder, file)} holds what is not the verifier key of a log`);
    return key;
  }
}
