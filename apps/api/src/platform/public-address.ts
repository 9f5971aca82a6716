import { BlockList, isIPv4 } from 'node:net';

/** Whether an IP address is one of the public Internet (IANA special-purpose registries, RFC 6890), and not of somebody's own network. */
export function isPublic(address: string): boolean {
  // An IPv6 form that carries an IPv4 address leads to no place that is named so: such forms are barred with their whole block.
  return isIPv4(address) ? !OWN_4.check(address, 'ipv4') : !OWN_6.check(address, 'ipv6');
}

// Two lists: in one, the IPv6 forms that carry an IPv4 address would bar all of IPv4.
const OWN_4 = listOf('ipv4', '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4');
const OWN_6 = listOf('ipv6', '::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 ff00::/8');

function listOf(family: 'ipv4' | 'ipv6', nets: string): BlockList {
  const list = new BlockList();
  for (const net of nets.split(' ')) {
    const [address = '', bits] = net.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
