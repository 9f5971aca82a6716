import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { placesIn } from './folder.ts';
import { end, namesIn } from './running.ts';

/** Ends every process of a network and keeps its data; gives the names of those that ran. Also of a network that was never finished. */
export async function bringDown({ folder: named }: { readonly folder: string }): Promise<string[]> {
  const folder = resolve(named);
  const names = namesIn(folder);
  const ran = await Promise.all(names.map((name) => end(folder, name)));
  return names.filter((_, i) => ran[i]);
}

/** Ends a network and deletes it, data and keys. Programs that were installed for it stay. */
export async function reset({ folder: named }: { readonly folder: string }): Promise<void> {
  const folder = resolve(named);
  await bringDown({ folder });
  // In the order of that list: first what says that there is a network.
  for (const [name, place] of Object.entries(placesIn(folder))) if (name !== 'programs') rmSync(place, { recursive: true, force: true });
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
