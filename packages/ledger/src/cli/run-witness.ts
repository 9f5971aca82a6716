import { type NoteKey, parseVerifierKey } from '../format/checkpoint.ts';
import { openWitnessKey } from '../witness/key-file.ts';
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
    const signer = openWitnessKey(folder, option(argv, '--name'));
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
