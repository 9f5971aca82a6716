import { join } from 'node:path';
import { domainOf, ORDERER_DOMAIN, type OrdererName, type OrganisationName } from './organisations.ts';

/** Where things lie in the folder of a network. */
export const placesIn = (folder: string) => ({
  /** Written last when a network is made: without it what lies here is half made. */
  network: join(folder, 'network.json'),
  /** Names the process that is bringing it up. */
  lock: join(folder, 'up.lock'),
  genesis: join(folder, 'genesis.json'),
  crypto: join(folder, 'crypto'),
  channelBlock: join(folder, 'channel.block'),
  chaincodePackage: join(folder, 'ledger.tar.gz'),
  builder: join(folder, 'builder'),
  /** A folder for each process and each administrator, with its settings. */
  config: join(folder, 'config'),
  /** A folder for each peer and orderer, with its ledger. */
  data: join(folder, 'data'),
  /** A folder for each organisation's node, with its log. */
  nodes: join(folder, 'nodes'),
  /** The keys under which the nodes sign their logs. */
  knownLogs: join(folder, 'known-logs'),
  logs: join(folder, 'logs'),
  pids: join(folder, 'pids'),
  /** Fabric's programs, where they had to be installed. Outlives a reset: they take minutes to make. */
  programs: join(folder, 'programs'),
});

export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** An identity of Fabric: a certificate and its key, and the folder that its programs take them from. */
export interface Identity {
  readonly msp: string;
  readonly cert: string;
  readonly key: string;
  readonly tls: TlsFiles;
}

/** The material of one organisation, as cryptogen lays it out. */
export function organisationMaterial(folder: string, name: OrganisationName) {
  const domain = domainOf(name);
  const at = join(placesIn(folder).crypto, 'peerOrganizations', domain);
  const host = (hostname: string) => join(at, 'peers', `${hostname}.${domain}`);
  return {
    msp: join(at, 'msp'),
    peer: { msp: join(host('peer'), 'msp'), tls: serverTls(host('peer')) },
    chaincode: { msp: join(host('chaincode'), 'msp'), tls: serverTls(host('chaincode')) },
    admin: user(at, `Admin@${domain}`),
    client: user(at, `User1@${domain}`),
  };
}

/** The same of the orderers, who are one organisation. */
export function ordererMaterial(folder: string) {
  const at = join(placesIn(folder).crypto, 'ordererOrganizations', ORDERER_DOMAIN);
  return {
    msp: join(at, 'msp'),
    admin: user(at, `Admin@${ORDERER_DOMAIN}`),
    orderer: (name: OrdererName) => {
      const host = join(at, 'orderers', `${name}.${ORDERER_DOMAIN}`);
      return { msp: join(host, 'msp'), tls: serverTls(host) };
    },
  };
}

const serverTls = (host: string): TlsFiles => ({ ca: join(host, 'tls', 'ca.crt'), cert: join(host, 'tls', 'server.crt'), key: join(host, 'tls', 'server.key') });

function user(at: string, name: string): Identity {
  const [msp, tls] = [join(at, 'users', name, 'msp'), join(at, 'users', name, 'tls')];
  return {
    msp,
    cert: join(msp, 'signcerts', `${name}-cert.pem`),
    key: join(msp, 'keystore', 'priv_sk'),
    tls: { ca: join(tls, 'ca.crt'), cert: join(tls, 'client.crt'), key: join(tls, 'client.key') },
  };
}
