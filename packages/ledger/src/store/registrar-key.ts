import { createHash, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPartySigner, type PartySigner, partySigner } from '../log/signing.ts';

/** Who registers trading partners on a ledger. */
export interface Registrar {
  readonly id: string;
  readonly signer: PartySigner;
}

/** The registrar's key in the folder of a node's ledger, mode 0600; made when absent. Its hash is in the ledger's first entry. */
export function openRegistrar(directory: string): Registrar {
  const file = join(directory, 'registrar.key');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, newPartySigner().privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  const signer = partySigner(createPrivateKey(readFileSync(file, 'utf8')));
  return { id: createHash('sha256').update(signer.spki).digest('hex').slice(0, 32), signer };
}
