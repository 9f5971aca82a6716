import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newPartySigner } from '@packtrail/ledger';
import { newGenesis } from '@packtrail/ledger/fabric';
import { bringUp, reset } from '@packtrail/ledger/fabric-network';
import type { TestProject } from 'vitest/node';
import { randomId } from '../support/ledger-world.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the network. */
    readonly network: string;
    /** Who may register trading partners on it; the key as PKCS#8 PEM. */
    readonly registrar: { readonly id: string; readonly key: string };
  }
}

/** One network for the whole suite, on ports of its own; made from nothing, and nothing is left of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-fabric-'));
  const signer = newPartySigner();
  const registrar = { id: randomId(16), spki: signer.spki };
  const built = (file: string) => fileURLToPath(new URL(`../../packages/ledger/${file}`, import.meta.url));
  await bringUp({ folder, genesis: JSON.stringify(newGenesis(Date.now(), [registrar])), chaincode: built('dist/chaincode.cjs'), cli: built('bin/packtrail.mjs'), portBase: Number(process.env['PACKTRAIL_FABRIC_PORT'] ?? 18_050), say: (line) => console.log(line) });
  project.provide('network', folder);
  project.provide('registrar', { id: registrar.id, key: String(signer.privateKey.export({ type: 'pkcs8', format: 'pem' })) });
  return () => reset({ folder });
}
