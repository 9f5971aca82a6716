import { describe, expect, it } from 'vitest';
import { mayCall, readDestination } from './destination.ts';

const HOSTS = [
  { host: 'partner.example.com', address: null },
  { host: 'erp.internal:8080', address: '10.1.2.3' },
];

describe('where a subscription may be told', () => {
  it('is at a host that the operator lists', () => {
    expect(readDestination('https://partner.example.com/hook?a=1', HOSTS).href).toBe('https://partner.example.com/hook?a=1');
    expect(readDestination('http://erp.internal:8080/hook', HOSTS).host).toBe('erp.internal:8080');
  });

  it.each([
    'https://other.example.com/',
    'https://partner.example.com.evil.example/',
    'http://partner.example.com/',
    'https://user@partner.example.com/',
    'https://127.0.0.1/',
    'http://erp.internal/',
    'ftp://partner.example.com/',
    'file:///etc/passwd',
    'partner.example.com',
    7,
    undefined,
  ])('refuses %s', (dest) => {
    expect(() => readDestination(dest, HOSTS)).toThrow('dest');
  });

  it.each(['127.0.0.1', '10.0.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', 'no address'])(
    'never calls %s by the name of a host',
    (address) => {
      expect(mayCall(address, { host: 'partner.example.com', address: null })).toBe(false);
    },
  );

  it('calls public addresses, and of a host with a fixed address that one alone', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map((address) => mayCall(address, { host: 'x', address: null }))).toEqual([true, true]);
    expect(['10.1.2.3', '10.1.2.4', '8.8.8.8'].map((address) => mayCall(address, { host: 'x', address: '10.1.2.3' }))).toEqual([true, false, false]);
  });
});
