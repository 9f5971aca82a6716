import { ordererMaterial, organisationMaterial } from './folder.ts';
import { mspIdOf, ORDERER_MSP, ORDERERS, ORGANISATIONS } from './organisations.ts';
import type { NetworkPorts } from './ports.ts';

/** The name of the one profile, for configtxgen. */
export const PROFILE = 'Packtrail';

const implicitMeta = (Rule: string) => ({ Type: 'ImplicitMeta', Rule });
const signature = (Rule: string) => ({ Type: 'Signature', Rule });
const POLICIES = { Readers: implicitMeta('ANY Readers'), Writers: implicitMeta('ANY Writers'), Admins: implicitMeta('MAJORITY Admins') };

/** The channel as configtxgen wants it told: who takes part, how many must endorse, how blocks are cut. */
export function channelConfig(folder: string, ports: NetworkPorts) {
  const profile = {
    Capabilities: { V3_0: true },
    Policies: POLICIES,
    Orderer: {
      OrdererType: 'etcdraft',
      // What a command waits for at most; a block is cut earlier only when it is full.
      BatchTimeout: '200ms',
      BatchSize: { MaxMessageCount: 100, PreferredMaxBytes: '2 MB', AbsoluteMaxBytes: '10 MB' },
      EtcdRaft: {
        Consenters: ORDERERS.map((name) => {
          const { cert } = ordererMaterial(folder).orderer(name).tls;
          return { Host: '127.0.0.1', Port: ports.orderers[name].service, ClientTLSCert: cert, ServerTLSCert: cert };
        }),
        // A leader lost is missed after ten ticks: after one second, not five.
        Options: { TickInterval: '100ms', ElectionTick: 10, HeartbeatTick: 1, MaxInflightBlocks: 5, SnapshotIntervalSize: '16 MB' },
      },
      Organizations: [ordererOrganisation(folder, ports)],
      Policies: { ...POLICIES, BlockValidation: implicitMeta('ANY Writers') },
      Capabilities: { V2_0: true },
    },
    Application: {
      Organizations: ORGANISATIONS.map((name) => {
        const mspId = mspIdOf(name);
        return {
          Name: mspId,
          ID: mspId,
          MSPDir: organisationMaterial(folder, name).msp,
          Policies: {
            Readers: signature(`OR('${mspId}.member')`),
            Writers: signature(`OR('${mspId}.admin', '${mspId}.client')`),
            Admins: signature(`OR('${mspId}.admin')`),
            Endorsement: signature(`OR('${mspId}.peer')`),
          },
          // From here peers of other organisations find this one; without it no gateway can gather endorsements.
          AnchorPeers: [{ Host: '127.0.0.1', Port: ports.organisations[name].peer }],
        };
      }),
      // Three of the four: no organisation alone, and no two, can write what the contract refuses.
      Policies: { ...POLICIES, Endorsement: implicitMeta('MAJORITY Endorsement'), LifecycleEndorsement: implicitMeta('MAJORITY Endorsement') },
      Capabilities: { V2_5: true },
    },
  };
  return { Profiles: { [PROFILE]: profile } };
}

const ordererOrganisation = (folder: string, ports: NetworkPorts) => ({
  Name: ORDERER_MSP,
  ID: ORDERER_MSP,
  MSPDir: ordererMaterial(folder).msp,
  Policies: {
    Readers: signature(`OR('${ORDERER_MSP}.member')`),
    Writers: signature(`OR('${ORDERER_MSP}.member')`),
    Admins: signature(`OR('${ORDERER_MSP}.admin')`),
  },
  OrdererEndpoints: ORDERERS.map((name) => `127.0.0.1:${ports.orderers[name].service}`),
});
