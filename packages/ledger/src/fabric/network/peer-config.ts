import { join } from 'node:path';
import { organisationMaterial, placesIn } from './folder.ts';
import { mspIdOf, type OrganisationName } from './organisations.ts';
import type { NetworkPorts } from './ports.ts';

/** How far a proposal's time may be from a peer's clock: as far as a command's from its ledger's. */
export const TIME_WINDOW = '5m';

/** The settings of one peer (its core.yaml, as JSON, which is YAML too). What is left out has no default that matters here. */
export function peerConfig(folder: string, name: OrganisationName, ports: NetworkPorts) {
  const { launched, operations, peer } = ports.organisations[name];
  const { msp, tls } = organisationMaterial(folder, name).peer;
  const data = join(placesIn(folder).data, `peer-${name}`);
  const address = `127.0.0.1:${peer}`;
  return {
    peer: {
      id: `peer-${name}`,
      networkId: 'packtrail',
      // Each of these listens everywhere unless told otherwise.
      listenAddress: address,
      address,
      chaincodeListenAddress: `127.0.0.1:${launched}`,
      chaincodeAddress: `127.0.0.1:${launched}`,
      localMspId: mspIdOf(name),
      mspConfigPath: msp,
      fileSystemPath: data,
      BCCSP,
      tls: { enabled: true, clientAuthRequired: false, cert: { file: tls.cert }, key: { file: tls.key }, rootcert: { file: tls.ca } },
      // A proposal may say of itself when it was made, and the contract takes that for the time: a peer endorses only what its own clock bears out.
      authentication: { timewindow: TIME_WINDOW },
      handlers: {
        authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
        decorators: [{ name: 'DefaultDecorator' }],
        endorsers: { escc: { name: 'DefaultEndorsement' } },
        validators: { vscc: { name: 'DefaultValidation' } },
      },
      gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '2m' },
      discovery: { enabled: true, authCacheEnabled: true, authCacheMaxSize: 1000, authCachePurgeRetentionRatio: 0.75, orgMembersAllowedAccess: false },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
      gossip: gossip(address),
      deliveryclient: {
        // Blocks come from the orderers alone.
        blockGossipEnabled: false,
        reconnectTotalTimeThreshold: '3600s',
        connTimeout: '3s',
        // After a while without orderers a peer would ask again only once an hour.
        reConnectBackoffThreshold: '2s',
      },
      client: { connTimeout: '3s' },
    },
    // No Docker: chaincode is reached by the builder below, or not at all.
    vm: { endpoint: '' },
    chaincode: {
      mode: 'net',
      externalBuilders: [{ name: 'packtrail', path: placesIn(folder).builder, propagateEnvironment: ['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'] }],
      installTimeout: '60s',
      startuptimeout: '60s',
      executetimeout: '60s',
      keepalive: 0,
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'warning', shim: 'warning' },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
      // The log is the history, with proofs; a second one in each peer would only be written.
      history: { enableHistoryDatabase: false },
      snapshots: { rootDir: join(data, 'snapshots') },
    },
    operations: { listenAddress: `127.0.0.1:${operations}`, tls: { enabled: false } },
    metrics: { provider: 'disabled' },
  };
}

/** The settings of the peer program as an organisation's administrator uses it, to ask its own peer for something. */
export function adminConfig(folder: string, name: OrganisationName, ports: NetworkPorts) {
  const { admin, peer } = organisationMaterial(folder, name);
  return {
    peer: {
      id: `admin-${name}`,
      address: `127.0.0.1:${ports.organisations[name].peer}`,
      localMspId: mspIdOf(name),
      mspConfigPath: admin.msp,
      BCCSP,
      tls: { enabled: true, clientAuthRequired: false, rootcert: { file: peer.tls.ca } },
      client: { connTimeout: '3s' },
    },
  };
}

const BCCSP = { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } };

const gossip = (address: string) => ({
  // Nobody to find in one's own organisation: it has one peer. The others are found by the anchors of the channel.
  bootstrap: address,
  endpoint: address,
  // Without it peers of other organisations, and so their gateways, do not see this one.
  externalEndpoint: address,
  useLeaderElection: false,
  orgLeader: true,
  state: { enabled: false },
  // A peer refuses another whose certificates it does not know yet, because it has not joined the channel; they try again this soon. A
  // connection that was refused so is dialled on, in vain, until its time is over.
  reconnectInterval: '500ms',
  dialTimeout: '1s',
  // What chaincode a peer has reaches the gateways of the others with these.
  publishStateInfoInterval: '1s',
  requestStateInfoInterval: '1s',
  aliveTimeInterval: '2s',
  aliveExpirationTimeout: '20s',
  // No private data is kept in collections of Fabric.
  pvtData: {
    pullRetryThreshold: '60s',
    transientstoreMaxBlockRetention: 20_000,
    pushAckTimeout: '3s',
    btlPullMargin: 10,
    reconcileBatchSize: 10,
    reconcileSleepInterval: '1m',
    reconciliationEnabled: false,
    skipPullingInvalidTransactionsDuringCommit: false,
    implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
  },
});
