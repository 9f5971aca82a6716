import { join, resolve } from 'node:path';
import { placesIn } from './folder.ts';
import { FABRIC_COMMIT, installPrograms } from './install-programs.ts';
import { checkVersion, findPrograms, type Programs } from './programs.ts';

/** Fabric's programs for the network in a folder: found, or else installed there with Go. Throws an error that says how to get them. */
export async function getPrograms(folder: string, say: (line: string) => void): Promise<Programs> {
  const options = { environment: process.env, cache: join(placesIn(resolve(folder)).programs, FABRIC_COMMIT.slice(0, 12)) };
  let programs = findPrograms(options);
  if (!programs) {
    await installPrograms({ ...options, say });
    programs = findPrograms(options);
  }
  if (!programs) throw new Error(`Go installed Fabric's programs, and they are not in ${options.cache}`);
  await checkVersion(programs);
  return programs;
}
