import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chaincodePackage } from './chaincode-package.ts';
import { tar } from './tar.ts';

describe('the chaincode package', () => {
  it('has the same bytes, and so the same id, on every machine', () => {
    const { bytes, id } = chaincodePackage();
    expect(Buffer.from(chaincodePackage().bytes).equals(bytes)).toBe(true);
    // Whoever changes what is in the package changes this: every organisation then has to install and approve it again.
    expect(id).toBe('ledger_1:e7ca9b83a69f38387df51ebd186476d206df70d30748d4df9ffbb07d637beb0f');
  });
  it('says of itself no time, no owner, no operating system', () => {
    const { bytes } = chaincodePackage();
    expect([...bytes.subarray(4, 10)]).toEqual([0, 0, 0, 0, 0, 255]);
    const unzipped = gunzipSync(bytes);
    expect(unzipped.subarray(108, 124).toString('latin1')).toBe('0000000\x000000000\0');
    expect(unzipped.subarray(136, 148).toString('latin1')).toBe('00000000000\0');
  });
});

describe('a tar archive', () => {
  it('is read by other programs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packtrail-tar-'));
    writeFileSync(join(folder, 'it.tar'), tar([['one.json', Buffer.from('{}')], ['two.bin', Buffer.alloc(513, 7)], ['empty', Buffer.alloc(0)]]));
    const { status, stderr } = spawnSync('tar', ['-xf', 'it.tar'], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect([readFileSync(join(folder, 'one.json'), 'utf8'), readFileSync(join(folder, 'two.bin')).length, readFileSync(join(folder, 'empty')).length]).toEqual(['{}', 513, 0]);
    rmSync(folder, { recursive: true });
  });
  it('refuses a name that its header has no room for', () => {
    expect(() => tar([['n'.repeat(101), new Uint8Array()]])).toThrow('too long');
  });
});
