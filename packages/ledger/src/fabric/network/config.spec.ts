import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBuilder } from './builder.ts';
import { channelConfig } from './channel-config.ts';
import { cryptoConfig } from './crypto-config.ts';
import { ORDERERS, ORGANISATIONS } from './organisations.ts';
import { ordererConfig } from './orderer-config.ts';
import { adminConfig, peerConfig } from './peer-config.ts';
import { portsFrom } from './ports.ts';

const ports = portsFrom(17_050);
const peers = ORGANISATIONS.map((name) => peerConfig('/net', name, ports));
const orderers = ORDERERS.map((name) => ordererConfig('/net', name, ports));

describe('the settings of a network', () => {
  it('let nothing listen but on this machine itself', () => {
    const text = JSON.stringify([...peers, ...orderers]);
    for (const [, address] of text.matchAll(/"([^"]+):\d{2,5}"/g)) expect(address).toBe('127.0.0.1');
    for (const { General } of orderers) expect(General.ListenAddress).toBe('127.0.0.1');
    // Fabric's own defaults listen everywhere, so each of these has to be said.
    for (const { operations, peer } of peers) for (const address of [peer.listenAddress, peer.chaincodeListenAddress, operations.listenAddress]) expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
  });
  it('encrypt every service, and have orderers and their administrators prove themselves', () => {
    for (const { peer } of peers) expect(peer.tls.enabled).toBe(true);
    for (const { Admin, General } of orderers) {
      expect([General.TLS.Enabled, Admin.TLS.Enabled, Admin.TLS.ClientAuthRequired]).toEqual([true, true, true]);
      expect(General.Cluster.ClientCertificate).toBe(General.TLS.Certificate);
    }
  });
  it('have a peer refuse proposals whose time is not its own', () => {
    for (const { peer } of peers) {
      expect(peer.authentication.timewindow).toBe('5m');
      expect(peer.handlers.authFilters.map(({ name }) => name)).toContain('TimeWindowCheck');
    }
  });
  it('ask three of four organisations for every transaction and every change of the chaincode', () => {
    const { Application, Orderer } = channelConfig('/net', ports).Profiles.Packtrail;
    expect([Application.Policies.Endorsement, Application.Policies.LifecycleEndorsement]).toEqual(Array(2).fill({ Type: 'ImplicitMeta', Rule: 'MAJORITY Endorsement' }));
    expect(Application.Organizations.map(({ ID }) => ID)).toEqual(['ManufacturerMSP', 'DistributorMSP', 'PharmacyMSP', 'RegulatorMSP']);
    for (const { AnchorPeers, ID, Policies } of Application.Organizations) {
      expect(Policies.Endorsement.Rule).toBe(`OR('${ID}.peer')`);
      expect(AnchorPeers).toHaveLength(1);
    }
    expect(Orderer.EtcdRaft.Consenters.map(({ Port }) => Port)).toEqual([17_050, 17_060, 17_070]);
  });
  it('keep each organisation to its own keys', () => {
    for (const name of ORGANISATIONS) {
      const text = JSON.stringify([peerConfig('/net', name, ports), adminConfig('/net', name, ports)]);
      for (const other of ORGANISATIONS) expect(text.includes(`${other}.packtrail.example`)).toBe(other === name);
    }
    expect(cryptoConfig().PeerOrgs.map(({ EnableNodeOUs }) => EnableNodeOUs)).toEqual([true, true, true, true]);
  });
});

describe('the builder that a peer runs for a package', () => {
  let folder: string;
  const run = (name: string, ...argv: string[]) => spawnSync(join(folder, 'bin', name), argv.map((each) => join(folder, each)), { encoding: 'utf8', env: { PATH: process.env['PATH'], CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify({ address: '127.0.0.1:1', root_cert: 'line\nline $& \n' }) } });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packtrail's builder "));
    writeBuilder(folder, process.execPath);
    for (const name of ['source', 'metadata', 'built', 'released']) mkdirSync(join(folder, name));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes what is a service, and nothing else', () => {
    for (const [type, status] of [['ccaas', 0], ['node', 1]] as const) {
      writeFileSync(join(folder, 'metadata', 'metadata.json'), JSON.stringify({ type, label: 'ledger_1' }));
      expect(run('detect', 'source', 'metadata').status).toBe(status);
    }
  });
  it('fills the organisation’s own values into the connection and hands it over', () => {
    writeFileSync(join(folder, 'source', 'connection.json'), JSON.stringify({ address: '{{.address}}', tls_required: true, root_cert: '{{ .root_cert }}' }));
    expect(run('build', 'source', 'metadata', 'built')).toMatchObject({ status: 0, stderr: '' });
    expect(run('release', 'built', 'released')).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(folder, 'released', 'chaincode', 'server', 'connection.json'), 'utf8'))).toEqual({ address: '127.0.0.1:1', tls_required: true, root_cert: 'line\nline $& \n' });
  });
  it('fails when a value is not given', () => {
    writeFileSync(join(folder, 'source', 'connection.json'), JSON.stringify({ client_key: '{{.client_key}}' }));
    const { status, stderr } = run('build', 'source', 'metadata', 'built');
    expect(status).not.toBe(0);
    expect(stderr).toContain('does not say client_key');
  });
});
