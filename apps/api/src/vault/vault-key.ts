import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chance } from '../platform/chance.ts';
import { StartRefused } from '../start/start-refused.ts';

export const VAULT_KEY = Symbol('VaultKey');

const KEY_BYTES = 32;

/**
 * The key that seals everything in the vault: the one given, else `<dataDir>/vault.key`, made at the first start.
 * It is not in the database: whoever gets a copy of the database alone can sign as nobody.
 * Refuses a key file that others on this machine may read.
 */
export function loadVaultKey({ given, dataDir, chance }: { given: Uint8Array | undefined; dataDir: string; chance: Chance }): Uint8Array {
  if (given) return given;
  const file = join(dataDir, 'vault.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    // wx: of two that start at once one makes it, the other reads it.
    writeNew(file, `${Buffer.from(chance(KEY_BYTES)).toString('hex')}\n`);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StartRefused(`Others on this machine may read ${file}: chmod 600 it.`);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new StartRefused(`${file} does not hold a vault key.`);
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
