import { BlockList, isIP, isIPv4 } from 'node:net';
import type { WebhookHost } from '../../../platform/config.ts';
import { EpcisException } from '../query/epcis-exception.ts';

/**
 * The address that a subscription is told at. Refuses every host that the operator does not list, names of users in it, and plain HTTP but to
 * a host whose address the operator has fixed.
 */
export function readDestination(text: unknown, hosts: readonly WebhookHost[]): URL {
  if (typeof text !== 'string' || text.length > 2_000 || !URL.canParse(text)) throw refused('dest: it must be an absolute URL.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refused('dest: it must not hold a user name or a password.');
  const host = hostOf(url, hosts);
  if (!host) throw refused(`dest: the operator of this node does not let it call ${url.host}.`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && host.address !== null)) throw refused('dest: it must begin with https://.');
  return url;
}

/** The operator's entry for a URL's host. */
export const hostOf = (url: URL, hosts: readonly WebhookHost[]): WebhookHost | undefined => hosts.find(({ host }) => host === url.host || host === url.hostname);

/** Whether an address that a name resolves to may be called: the one that the operator fixed, or else any of the public Internet. */
export function mayCall(address: string, { address: fixed }: WebhookHost): boolean {
  if (isIP(address) === 0) return false;
  if (fixed !== null) return address === fixed;
  return isIPv4(address) ? !NOT_PUBLIC_4.check(address, 'ipv4') : !NOT_PUBLIC_6.check(address, 'ipv6');
}

// What is not of the public Internet (IANA special-purpose registries). Two lists: in one, the IPv6 forms that carry an IPv4 address would bar all of IPv4.
const NOT_PUBLIC_4 = new BlockList();
for (const net of ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'])
  add(NOT_PUBLIC_4, net, 'ipv4');
const NOT_PUBLIC_6 = new BlockList();
for (const net of ['::/96', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', 'fc00::/7', 'fe80::/10', 'ff00::/8']) add(NOT_PUBLIC_6, net, 'ipv6');

function add(list: BlockList, net: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = net.split('/');
  list.addSubnet(address, Number(bits), family);
}

const refused = (why: string): EpcisException => new EpcisException('SubscriptionControlsException', why);
