import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../packages/ledger/src/log/signing.ts';
import { seededSigner, signature } from './seeded-signer.ts';
import type { Command } from '@packtrail/ledger';

describe('a signer from a seed', () => {
  it('signs as RFC 6979 has it (A.2.5, P-256 with SHA-256, "sample" and "test")', () => {
    const secret = 0xc9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721n;
    expect(signature(secret, 'sample')).toBe(
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    );
    expect(signature(secret, 'test')).toBe(
      'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
    );
  });
  it('signs so that OpenSSL verifies, and the same twice', () => {
    const signer = seededSigner('one');
    const { command, signature: signed } = signer.sign({ at: 1 } as unknown as Command);
    const key = { key: publicKeyOf(signer.spki), dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', Buffer.from(command), key, Buffer.from(signed, 'hex'))).toBe(true);
    expect(verify('sha256', Buffer.from(`${command} `), key, Buffer.from(signed, 'hex'))).toBe(false);
    expect(seededSigner('one').sign({ at: 1 } as unknown as Command).signature).toBe(signed);
  });
});
