import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type NoteKey, parseVerifierKey } from '../format/checkpoint.ts';
import { newLogKey } from '../log/signing.ts';
import { type WitnessSigner, witnessSigner } from '../witness/key.ts';
import { serveWitness } from '../witness/serve.ts';
import { StateFile } from '../witness/state-file.ts';
import { option, options, wholeNumber } from './options.ts';

/** Runs a witness until it is told to end. 2 when it cannot start as asked; 1 when its folder is not its own. */
export async function runWitness(argv: readonly string[], print: (line: string) => void, until: Promise<void>): Promise<number> {
  const folder = option(argv, '--data');
  const logs = options(argv, '--log').map((vkey) => parseVerifierKey(vkey));
  const port = argv.includes('--port') ? wholeNumber(option(argv, '--port'), 65_535) : 0;
  if (folder === undefined || logs.length === 0 || logs.includes(null) || port === null) {
    print(logs.includes(null) ? 'What follows --log is not the verifier key of a log.' : 'A witness needs --log VKEY (more than one: again --log) and --data FOLDER.');
    return 2;
  }
  try {
    const signer = readKey(folder, option(argv, '--name'));
    const store = await StateFile.open(folder, signer.vkey);
    const host = option(argv, '--host') ?? '127.0.0.1';
    // The one clock of this program: a witness says when it saw a checkpoint.
    const { close, url } = await serveWitness({ store, signer, logs: logs as NoteKey[], clock: Date.now, port, host }).catch((error: unknown) => {
      store.close();
      throw error;
    });
    print(`WITNESS  ${signer.vkey}`);
    print(`Listens at ${url}; keeps ${Object.keys(store.state).length} checkpoints in ${folder}. Give the line above to those who verify.`);
    await until;
    await close();
    return 0;
  } catch (error) {
    print(`The witness cannot run: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** The witness's key, made at the first start. Its name stays as it was then. */
function readKey(folder: string, name: string | undefined): WitnessSigner {
  const [keyFile, vkeyFile] = [join(folder, 'witness.key'), join(folder, 'witness.vkey')];
  if (existsSync(keyFile)) {
    const signer = witnessSigner(readFileSync(vkeyFile, 'utf8').split('+')[0] ?? '', createPrivateKey(readFileSync(keyFile, 'utf8')));
    if (name !== undefined && name !== signer.name) throw new Error(`its name is ${signer.name}; another name is another witness, with a folder of its own`);
    if (readFileSync(vkeyFile, 'utf8').trim() !== signer.vkey) throw new Error(`${vkeyFile} does not belong to ${keyFile}`);
    return signer;
  }
  const signer = witnessSigner(name ?? `${hostname()}/witness`, newLogKey());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(vkeyFile, `${signer.vkey}\n`, { mode: 0o644 });
  writeFileSync(keyFile, signer.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return signer;
}
