import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';

const NOBODY = 65534;
const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000'];

/** How PostgreSQL's programs are started here. They refuse to run as root, so root needs a way round. */
export interface Launch {
  kind: 'direct' | 'namespace' | 'nobody';
  spawn(program: keyof Omit<Binaries, 'root'>, args: string[], options: SpawnOptions): ChildProcess;
  /** Gives PostgreSQL a file or folder that was made by us. */
  own(path: string): void;
}

/**
 * Chooses: not root, start directly; root, in a user namespace of its own (files stay root's); where namespaces are closed, as
 * nobody, from a copy of the programs in `folder`, since nobody may not enter a checkout in a closed home folder.
 */
export function chooseLaunch(binaries: Binaries, folder: string, uid: number | undefined = process.getuid?.()): Launch {
  if (uid !== 0) {
    return { kind: 'direct', own: () => {}, spawn: (program, args, options) => spawn(binaries[program], args, options) };
  }
  if (spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0) {
    return {
      kind: 'namespace',
      own: () => {},
      spawn: (program, args, options) => spawn('unshare', [...NAMESPACE, binaries[program], ...args], options),
    };
  }
  return asNobody(binaries, folder);
}

/** Exported for its own test: most machines never come here. */
export function asNobody(binaries: Binaries, folder: string): Launch {
  const copy = join(folder, 'native');
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(binaries.root, copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(folder, 0o755);
  chmodSync(copy, 0o755);
  return {
    kind: 'nobody',
    own: (path) => chownSync(path, NOBODY, NOBODY),
    spawn: (program, args, options) => spawn(join(copy, 'bin', program), args, { ...options, uid: NOBODY, gid: NOBODY }),
  };
}
