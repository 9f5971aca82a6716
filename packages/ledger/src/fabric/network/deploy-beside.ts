import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chaincodePackage } from './chaincode-package.ts';
import { approve, commit, install, untilEndorsable } from './form-channel.ts';
import type { Network } from './network.ts';
import { besideOf } from './processes.ts';
import { untilReady } from './ready.ts';
import { launchAll } from './running.ts';

/**
 * Deploys another chaincode as a service on the channel of a network, beside the ledger's and under the same rules, with a server for each organisation: to measure against.
 * It goes on until the network is brought down, which ends it too. Gives the network as a client of that chaincode sees it.
 */
export async function deployBeside(network: Network, { bundle, name }: { readonly name: string; readonly bundle: string }): Promise<Network> {
  const { bytes, id } = chaincodePackage({ label: `${name}_1`, address: 'beside_address' });
  const file = join(network.folder, `${name}.tar.gz`);
  writeFileSync(file, bytes);
  const beside: Network = { ...network, bundle: resolve(bundle), chaincode: name, packageId: id };
  const started = await launchAll(network.folder, besideOf(beside));
  await Promise.all(started.map((each) => untilReady(network.folder, each)));
  for (const organisation of network.organisations) {
    await install(beside, organisation, file);
    await approve(beside, organisation);
  }
  await commit(beside);
  await untilEndorsable(beside);
  return beside;
}
