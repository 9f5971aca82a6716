import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { birthOf } from './birth.ts';
import { placesIn } from './folder.ts';

/** Only one program at a time brings a network up. Throws when another is at it; gives what ends the claim. One that died has none. */
export function lock(folder: string): () => void {
  const file = placesIn(folder).lock;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const claim = `${process.pid}\n${birthOf(process.pid)}\n`;
  try {
    writeFileSync(file, claim, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const [pid = '', birth = ''] = readFileSync(file, 'utf8').split('\n');
    if (birthOf(Number(pid)) === birth) throw new Error(`process ${pid} is bringing up the network in ${folder} already`, { cause: error });
    writeFileSync(file, claim);
  }
  return () => rmSync(file, { force: true });
}
