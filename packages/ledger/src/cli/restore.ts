import { restore as putBack } from '../store/restore.ts';

/** Puts a backup in the place of a ledger. 0 when done; 1 when not, and then the ledger is as it was. */
export async function restore(from: string, folder: string, print: (line: string) => void): Promise<number> {
  try {
    // The one clock of this command: it names the file that is kept.
    const { blocks, blocksLost, kept } = await putBack({ from, directory: folder, clock: Date.now });
    print(`RESTORED ${blocks} blocks.`);
    if (kept) print(`What was there is kept as ${kept}. ${blocksLost === null ? 'It cannot be read: what it had beyond the backup is not known.' : `It had ${blocksLost} blocks beyond the backup.`}`);
    return 0;
  } catch (error) {
    print(`Nothing is restored: ${error instanceof Error ? error.message : String(error)}.`);
    return 1;
  }
}
