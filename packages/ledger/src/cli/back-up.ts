import { backUp as copy } from '../store/back-up.ts';

/** Copies a ledger into a folder. 0 when the copy is there and whole; 1 when not. */
export async function backUp(to: string, folder: string, print: (line: string) => void): Promise<number> {
  try {
    const { blocks, root, size } = await copy({ directory: folder, to });
    print(`WHOLE    ${blocks} blocks, ${size} entries, root ${root}`);
    print(`The copy is in ${to}. log.key is not in it: keep that one elsewhere, once, and again after each rotation.`);
    return 0;
  } catch (error) {
    print(`There is no backup: ${error instanceof Error ? error.message : String(error)}.`);
    return 1;
  }
}
