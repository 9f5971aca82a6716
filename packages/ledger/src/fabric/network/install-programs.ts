import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PROGRAMS } from './programs.ts';

/** Fabric v3.1.5. By its commit: the tags of version 3 are not what its module's path says, so Go does not take them. */
export const FABRIC_COMMIT = '86c1172bec37e6590c6b1ae6f847833df48d65fc';
const MODULE = 'github.com/hyperledger/fabric';

export interface InstallOptions {
  /** The folder that the programs are to be in; nothing is there before all are. */
  readonly cache: string;
  readonly say: (line: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Has Go compile Fabric's programs, which takes minutes once. Throws, with what Go said, when it cannot. */
export async function installPrograms({ cache, environment, say }: InstallOptions): Promise<void> {
  const part = `${cache}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  say(`Fabric's programs are neither in FABRIC_BIN nor on the PATH: Go compiles them into ${cache}, once, in about five minutes.`);
  let compiled = 0;
  const words: string[] = [];
  const code = await new Promise<number | string>((resolve) => {
    // From outside this repository, so that nothing here decides what is built.
    const child = spawn('go', ['install', '-v', ...PROGRAMS.map((name) => `${MODULE}/cmd/${name}@${FABRIC_COMMIT}`)], {
      cwd: part,
      env: { ...environment, GOBIN: part, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ENOENT' ? 'there is no program go on the PATH' : error.message));
    createInterface({ input: child.stderr }).on('line', (line) => {
      // With -v Go names each package as it compiles it; whatever else it says is meant for people.
      if (!/^[\w.~-]+(\/[\w.~-]+)*$/.test(line)) words.push(line);
      else if ((compiled += 1) % 100 === 0) say(`  ${compiled} packages compiled`);
    });
    child.once('close', (status) => resolve(status ?? 'ended by a signal'));
  });
  if (code !== 0) {
    rmSync(part, { recursive: true, force: true });
    throw new Error([`Fabric's programs (${PROGRAMS.join(', ')}) are not here, and Go could not make them: ${typeof code === 'string' ? code : `it ended with ${code}`}.`, ...words.slice(-15).map((line) => `  ${line}`), HOW_TO_GET].join('\n'));
  }
  rmSync(cache, { recursive: true, force: true });
  renameSync(part, cache);
}

const HOW_TO_GET = `Take the programs from a release of Hyperledger Fabric 3.1 and set FABRIC_BIN to their folder, or install Go 1.26.4 or newer where it can fetch modules.`;
