import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeDurably } from '../disk/write-durably.ts';
import { newLogKey } from '../log/signing.ts';
import { type WitnessSigner, witnessSigner } from './key.ts';

/** The witness's key in its folder, `witness.key` and `witness.vkey`, made at the first start. Its name stays as it was then. */
export function openWitnessKey(folder: string, name: string | undefined): WitnessSigner {
  const [keyFile, vkeyFile] = [join(folder, 'witness.key'), join(folder, 'witness.vkey')];
  if (existsSync(keyFile)) {
    const signer = witnessSigner(readFileSync(vkeyFile, 'utf8').split('+')[0] ?? '', createPrivateKey(readFileSync(keyFile, 'utf8')));
    if (name !== undefined && name !== signer.name) throw new Error(`its name is ${signer.name}; another name is another witness, with a folder of its own`);
    if (readFileSync(vkeyFile, 'utf8').trim() !== signer.vkey) throw new Error(`${vkeyFile} does not belong to ${keyFile}`);
    return signer;
  }
  const signer = witnessSigner(name ?? `${hostname()}/witness`, newLogKey());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Others read the verifier key as soon as it is there: it appears whole.
  writeDurably(vkeyFile, `${signer.vkey}\n`, 0o644);
  writeDurably(keyFile, String(signer.privateKey.export({ type: 'pkcs8', format: 'pem' })), 0o600);
  return signer;
}
