import { join } from 'node:path';
import { ordererMaterial, placesIn } from './folder.ts';
import { ORDERER_MSP, type OrdererName } from './organisations.ts';
import type { NetworkPorts } from './ports.ts';

/** The settings of one orderer (its orderer.yaml, as JSON, which is YAML too). */
export function ordererConfig(folder: string, name: OrdererName, ports: NetworkPorts) {
  const { admin, operations, service } = ports.orderers[name];
  const { msp, tls } = ordererMaterial(folder).orderer(name);
  const data = join(placesIn(folder).data, name);
  return {
    General: {
      ListenAddress: '127.0.0.1',
      ListenPort: service,
      TLS: { Enabled: true, PrivateKey: tls.key, Certificate: tls.cert, RootCAs: [tls.ca], ClientAuthRequired: false },
      // Orderers know one another by their TLS certificates.
      Cluster: { ClientCertificate: tls.cert, ClientPrivateKey: tls.key, RootCAs: [tls.ca] },
      LocalMSPDir: msp,
      LocalMSPID: ORDERER_MSP,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
    },
    FileLedger: { Location: join(data, 'ledger') },
    Consensus: { WALDir: join(data, 'wal'), SnapDir: join(data, 'snapshots') },
    Operations: { ListenAddress: `127.0.0.1:${operations}`, TLS: { Enabled: false } },
    // Who leads is told there, and nowhere else.
    Metrics: { Provider: 'prometheus' },
    Admin: {
      ListenAddress: `127.0.0.1:${admin}`,
      TLS: { Enabled: true, Certificate: tls.cert, PrivateKey: tls.key, RootCAs: [tls.ca], ClientAuthRequired: true, ClientRootCAs: [tls.ca] },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
  };
}
