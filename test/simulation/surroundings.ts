import { verify } from 'node:crypto';
import { fromHex, isLowS } from '@packtrail/ledger';
import type { Surroundings } from '@packtrail/ledger/embedded';

const TURNS_MAX = 500;
/** What a ledger still does behind its answer is done after so many: whoever has died in it can be buried before another goes on. */
const TURNS_BEHIND = 40;

/** Gives way for one turn: nothing in a simulation waits for anything else. */
export const turn = (): Promise<void> => Promise.resolve();

/** Verifies as production does, but at once. */
export const verifySignature: Surroundings['verifySignature'] = ({ command, signature }, key) =>
  Promise.resolve(
    /^[0-9a-f]{128}$/.test(signature) &&
      isLowS(signature) &&
      verify('sha256', Buffer.from(command), { key, dsaEncoding: 'ieee-p1363' }, fromHex(signature)),
  );

/** Nothing in a simulation waits for anything but its turn: what has not come after so many never will. */
export async function inTime<T>(answer: Promise<T>): Promise<T | { never: true }> {
  let waits = true;
  const done = answer.finally(() => (waits = false));
  done.catch(() => undefined);
  for (let turns = 0; waits && turns < TURNS_MAX; turns += 1) await turn();
  for (let turns = 0; turns < TURNS_BEHIND; turns += 1) await turn();
  return waits ? { never: true } : done;
}
