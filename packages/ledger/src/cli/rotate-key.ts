import { rotateKey as rotate } from '../store/rotate-key.ts';

/** Gives a ledger a new log key. 0 when it has one; 1 when not, and then the key before is still in force; 2 when it cannot be asked. */
export async function rotateKey(folder: string, print: (line: string) => void): Promise<number> {
  try {
    // The one clock of this command: a block says when it was written.
    const { blockNumber, to } = await rotate({ directory: folder, clock: Date.now });
    print(`ROTATED  ${to}`);
    print(`Block ${blockNumber} hands over to it. Give the line above to your witnesses; who kept an earlier one need do nothing. The old private key is deleted. Start Packtrail again.`);
    return 0;
  } catch (error) {
    print(`The key is not rotated: ${error instanceof Error ? error.message : String(error)}.`);
    return 1;
  }
}
