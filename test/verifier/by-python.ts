import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the second verifier says of one dossier. `step` counts from the newest, which is 1. */
export interface PythonAnswer {
  readonly good: boolean;
  readonly why: string;
  readonly step: number | null;
}

const program = fileURLToPath(new URL('verify.py', import.meta.url));
const works = (command: string, ...given: string[]) => spawnSync(command, given).status === 0;

/** What the second verifier needs and this machine lacks; empty where it can run. */
export const missingForPython = (): string[] => [
  ...(works('python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 9))') ? [] : ['python3 of 3.9 or newer']),
  ...(works('openssl', 'version') ? [] : ['openssl']),
];

/** Lets the second verifier check many dossiers of one log, in one process. Throws when it fails instead of answering. */
export function verifyByPython(texts: readonly (string | Uint8Array)[], log: string, { needed = 0, witnesses = [] }: { witnesses?: readonly string[]; needed?: number } = {}): PythonAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-verifier-'));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, text);
      return file;
    });
    const trust = ['--log', log, ...witnesses.flatMap((witness) => ['--witness', witness]), '--witnesses', String(needed)];
    const run = spawnSync('python3', ['-B', program, '--batch', ...trust], { input: files.join('\n'), maxBuffer: 2 ** 28, encoding: 'utf8' });
    const lines = run.stdout.trim().split('\n');
    if (run.stderr !== '' || lines.length !== texts.length) throw new Error(`the second verifier gave ${lines.length} answers to ${texts.length} dossiers. ${run.stderr}`);
    return lines.map((line) => JSON.parse(line) as PythonAnswer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
