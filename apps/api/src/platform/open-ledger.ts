import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { connectionOf, type FabricConnection, type FabricLedger, KnownLogs, newGenesis, nodesOf, openFabric, type OtherNode, readConnection } from '@packtrail/ledger/fabric';
import { bringDown, bringUp, isUp } from '@packtrail/ledger/fabric-network';
import type { Logger } from 'pino';
import { StartRefused } from '../start/start-refused.ts';
import type { RegistrarKey } from '../vault/registrar-key.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { workspaceRoot } from './workspace.ts';

/** A ledger, and the nodes of other organisations that keep the same log; none on the embedded engine. */
export interface OpenedLedger {
  readonly ledger: Ledger | FabricLedger;
  readonly nodes: readonly OtherNode[];
  /** Closes the ledger, and ends the network where this process brought it up. */
  end(): Promise<void>;
}

interface Needs {
  readonly config: Config;
  readonly clock: Clock;
  readonly registrar: RegistrarKey;
  readonly logger: Logger;
}

/** Opens the ledger that the configuration asks for. */
export async function openLedger({ clock, config, logger, registrar }: Needs): Promise<OpenedLedger> {
  const directory = config.ledgerDir;
  const now = () => clock.now().getTime();
  if (config.ledger === 'embedded') {
    const own = registrar.public();
    const ledger = await openEmbedded({ directory, clock: now, ...(own && { registrars: [own] }) });
    return { ledger, nodes: [], end: () => ledger.close() };
  }
  const { connection, endNetwork, knownLogs, nodes } = await reach({ clock, config, logger, registrar });
  const ledger = await openFabric({ directory, clock: now, connection });
  // The other organisations' nodes compare what this one signs: they must know under which key.
  if (knownLogs !== null) new KnownLogs(knownLogs).add('portal', [ledger.verifierKey]);
  return { ledger, nodes, end: () => ledger.close().finally(endNetwork) };
}

interface Reached extends Pick<OpenedLedger, 'nodes'> {
  readonly connection: FabricConnection;
  /** Where the nodes of one machine tell each other their keys; null where their operators did. */
  readonly knownLogs: string | null;
  endNetwork(): Promise<void>;
}

/** The network of a connection file, or the demo's own, brought up where it is down. */
async function reach({ clock, config, logger, registrar }: Needs): Promise<Reached> {
  if (config.fabricConnection !== undefined) {
    if (!existsSync(config.fabricConnection)) throw new StartRefused(`PACKTRAIL_FABRIC names ${config.fabricConnection}, and there is no such file. docs/operations/fabric.md says what it holds.`);
    return { ...readConnection(config.fabricConnection), knownLogs: null, endNetwork: () => Promise.resolve() };
  }
  if (config.mode === 'live') throw new StartRefused('LEDGER=fabric needs PACKTRAIL_FABRIC, the file that says how to reach the network: docs/operations/fabric.md. Only the demo brings up a network of its own.');
  const own = registrar.public();
  if (!own) throw new StartRefused('The network of this folder was begun elsewhere: PACKTRAIL_FABRIC names the file that says how to reach it.');
  const built = (file: string) => join(workspaceRoot(), 'packages', 'ledger', file);
  const port = process.env['PACKTRAIL_FABRIC_PORT'];
  const folder = join(config.dataDir, 'fabric');
  const wasUp = isUp(folder);
  const network = await bringUp({
    folder,
    genesis: JSON.stringify(newGenesis(clock.now().getTime(), [own])),
    chaincode: built('dist/chaincode.cjs'),
    cli: built('bin/packtrail.mjs'),
    portBase: port === undefined ? undefined : Number(port),
    say: (line) => logger.info({ part: 'fabric' }, line),
  });
  return { connection: connectionOf(network, 'manufacturer'), nodes: nodesOf(network).flatMap((node) => node.address() ?? []), knownLogs: network.knownLogs, endNetwork: async () => void (wasUp || (await bringDown({ folder }))) };
}
