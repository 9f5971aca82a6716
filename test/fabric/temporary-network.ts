import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newPartySigner } from '@packtrail/ledger';
import { newGenesis } from '@packtrail/ledger/fabric';
import { bringUp, type Network, reset } from '@packtrail/ledger/fabric-network';
import { type Party, randomId } from '../support/ledger-world.ts';

export interface TemporaryNetwork {
  readonly network: Network;
  readonly registrar: Party;
  /** A folder for whatever else the work has to keep; deleted with the network. */
  readonly folder: string;
}

/** Ports of the drills: others than those of a network that is there to stay, and those of the suite. */
const PORT_BASE = 19_250;
const built = (file: string) => fileURLToPath(new URL(`../../packages/ledger/${file}`, import.meta.url));

/** Does the work on a network made for it, and leaves nothing of it, also when it is interrupted. */
export async function onTemporaryNetwork<T>(work: (on: TemporaryNetwork) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-fabric-'));
  const place = join(folder, 'network');
  const remove = async () => {
    await reset({ folder: place });
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = () => void remove().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const registrar = { id: randomId(16), signer: newPartySigner() };
    const port = process.env['PACKTRAIL_FABRIC_PORT'];
    const network = await bringUp({
      folder: place,
      genesis: JSON.stringify(newGenesis(Date.now(), [{ id: registrar.id, spki: registrar.signer.spki }])),
      chaincode: built('dist/chaincode.cjs'),
      cli: built('bin/packtrail.mjs'),
      portBase: port === undefined ? PORT_BASE : Number(port),
      say: (line) => console.log(line),
    });
    return await work({ network, registrar, folder });
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await remove();
  }
}
