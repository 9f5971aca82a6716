import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemChance } from '../platform/chance.ts';
import { loadVaultKey } from './vault-key.ts';

describe('the vault key', () => {
  const place = { dataDir: '' };
  beforeEach(() => void (place.dataDir = mkdtempSync(join(tmpdir(), 'packtrail-vault-'))));
  afterEach(() => rmSync(place.dataDir, { recursive: true }));
  const load = (given?: Uint8Array) => loadVaultKey({ given, dataDir: place.dataDir, chance: systemChance });

  it('is made once, readable to its owner alone', () => {
    const key = load();
    expect(key).toHaveLength(32);
    expect(load()).toEqual(key);
    expect(statSync(join(place.dataDir, 'vault.key')).mode & 0o777).toBe(0o600);
  });

  it('is the one that was given, where one was, and no file is made', () => {
    const given = systemChance(32);
    expect(load(given)).toBe(given);
    expect(() => statSync(join(place.dataDir, 'vault.key'))).toThrow();
  });

  it('refuses a file that others may read, and one that holds something else', () => {
    load();
    chmodSync(join(place.dataDir, 'vault.key'), 0o644);
    expect(() => load()).toThrow('chmod 600');
    writeFileSync(join(place.dataDir, 'vault.key'), 'hello');
    chmodSync(join(place.dataDir, 'vault.key'), 0o600);
    expect(() => load()).toThrow('does not hold a vault key');
  });
});
