import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVerifierKeys } from '../store/key-files.ts';
import { verifyDossier } from '../verify/dossier.ts';
import { option, options, wholeNumber } from './options.ts';

/** Checks one dossier. 0 when good, 1 when not, naming the step; 2 when it cannot be asked. */
export async function verifyFile(argv: readonly string[], folder: string, print: (line: string) => void): Promise<number> {
  const [file = ''] = argv;
  const kept = existsSync(join(folder, 'log.vkey')) ? readVerifierKeys(folder) : [];
  const vkey = option(argv, '--log') ?? kept.at(-1) ?? null;
  const witnesses = options(argv, '--witness');
  const witnessesNeeded = argv.includes('--witnesses') ? wholeNumber(option(argv, '--witnesses'), witnesses.length) : 0;
  if (!existsSync(file) || vkey === null || witnessesNeeded === null) {
    print(!existsSync(file) ? `There is no file ${file}.` : vkey === null ? 'No key of a log is at hand: name one with --log.' : '--witnesses asks for a number, of at most the witnesses named with --witness.');
    return 2;
  }
  const text = readFileSync(file, 'utf8');
  const checked = await verifyDossier(text, vkey, { witnesses, witnessesNeeded });
  if (!checked.good) {
    print(`REFUSED  ${checked.step === null ? '' : `step ${checked.step + 1} from the newest: `}${checked.why}`);
    // A key that was given up may be in other hands by now: whether to believe it still is for a person to say.
    for (const earlier of kept.filter((each) => each !== vkey)) {
      if ((await verifyDossier(text, earlier)).good) print(`It holds under a key that the log has given up since. Ask for a newer one, or name that key: --log ${earlier}`);
    }
    return 1;
  }
  print(`PROVEN   ${checked.link}`);
  for (const { at, by, carried, state, type } of checked.steps) {
    print(`  ${new Date(at).toISOString()}  ${type} by ${by}: ${state}${carried ? ' (carried in a container; taking it out since is not ruled out)' : ''}`);
  }
  print(`Under the checkpoint of block ${checked.blockNumber}, ${checked.size} entries. Newer steps are not ruled out: ask a node.`);
  if (checked.handovers > 0) print(`The log has taken ${checked.handovers === 1 ? 'a new key' : `${checked.handovers} new keys, one after another,`} since the one that you named: each handover is signed by the key before.`);
  for (const { atSeconds, name } of checked.cosigned) print(`Cosigned by the witness ${name} at ${new Date(atSeconds * 1000).toISOString()}.`);
  if (witnesses.length > checked.cosigned.length) print(`${witnesses.length - checked.cosigned.length} of ${witnesses.length} witnesses named did not cosign.`);
  return 0;
}
