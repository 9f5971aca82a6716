import { expect, it } from 'vitest';
import { isPublic } from './public-address.ts';

it('no address that leads into somebody’s own network is public, in whatever spelling', () => {
  for (const address of ['10.0.0.1', '172.31.255.255', '192.168.1.1', '127.9.9.9', '100.64.0.1', '169.254.1.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::', '::1', 'fd12::1', 'fe80::1', '::ffff:192.168.0.1', '::ffff:8.8.8.8', '::ffff:c0a8:1', 'ff02::1', '2001:db8::1', '192.0.2.1', '64:ff9b::a00:1']) expect([address, isPublic(address)]).toEqual([address, false]);
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111']) expect([address, isPublic(address)]).toEqual([address, true]);
});
