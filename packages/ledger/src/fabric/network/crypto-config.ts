import { domainOf, ORDERER_DOMAIN, ORDERERS, ORGANISATIONS } from './organisations.ts';

/** What cryptogen is to make: for a network of this machine. A real one takes its certificates from a certificate authority. */
export function cryptoConfig() {
  // With node OUs a certificate says itself whether it is a peer's, a client's or an administrator's.
  const host = (Hostname: string) => ({ Hostname, SANS: ['localhost', '127.0.0.1'] });
  return {
    OrdererOrgs: [{ Name: 'Ordering', Domain: ORDERER_DOMAIN, EnableNodeOUs: true, Specs: ORDERERS.map(host) }],
    PeerOrgs: ORGANISATIONS.map((name) => ({
      Name: name,
      Domain: domainOf(name),
      EnableNodeOUs: true,
      Specs: [host('peer'), host('chaincode')],
      Users: { Count: 1 },
    })),
  };
}
