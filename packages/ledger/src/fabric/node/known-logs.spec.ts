import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logSigner, newLogKey } from '../../log/signing.ts';
import { KnownLogs } from './known-logs.ts';

const signer = () => logSigner('packtrail/test', newLogKey());

describe('the keys of the nodes that are known', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'packtrail-known-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are none where there is no folder, and nobody has one of them', () => {
    const known = new KnownLogs(join(folder, 'none'));
    expect([known.all(), known.nameOf(signer().keyId)]).toEqual([[], null]);
  });
  it('tell by whom a log was signed, also by the key that it had before', () => {
    const known = new KnownLogs(join(folder, 'made'));
    const [before, now, other] = [signer(), signer(), signer()];
    known.add('pharmacy', [before.vkey, now.vkey]);
    known.add('regulator', [other.vkey]);
    expect(known.all().map(({ keyId }) => keyId).sort()).toEqual([before, now, other].map(({ keyId }) => keyId).sort());
    expect([before, now, other, signer()].map(({ keyId }) => known.nameOf(keyId))).toEqual(['pharmacy', 'pharmacy', 'regulator', null]);
  });
  it('are read anew, and a node that takes other keys has those alone', () => {
    const [known, reader] = [new KnownLogs(folder), new KnownLogs(folder)];
    const [before, now] = [signer(), signer()];
    known.add('pharmacy', [before.vkey]);
    expect(reader.nameOf(before.keyId)).toBe('pharmacy');
    known.add('pharmacy', [now.vkey]);
    expect([before, now].map(({ keyId }) => reader.nameOf(keyId))).toEqual([null, 'pharmacy']);
    expect(readdirSync(folder)).toEqual(['pharmacy.vkey']);
  });
  it('are an error that names the file where one is none', () => {
    writeFileSync(join(folder, 'pharmacy.vkey'), `${signer().vkey.slice(0, -4)}\n`);
    expect(() => new KnownLogs(folder).all()).toThrow(join(folder, 'pharmacy.vkey'));
    expect(() => new KnownLogs(folder).nameOf('00000000')).toThrow(join(folder, 'pharmacy.vkey'));
  });
});
