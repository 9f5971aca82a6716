/**
 * The first block at which two nodes' logs are not the same, given that they are not at `until`: a search of some twenty questions, since what follows a difference differs too.
 * `own` and `other` give the checkpoint after a block, or null where it has not been read so far. Null when they are the same as far as both go.
 */
export async function firstDifference(until: number, own: (block: number) => string | null, other: (block: number) => Promise<string | null>): Promise<number | null> {
  let [same, differs] = [-1, until];
  let isShown = true;
  while (differs - same > 1) {
    const middle = same + Math.floor((differs - same) / 2);
    const [mine, theirs] = [own(middle), await other(middle)];
    if (mine !== null && mine === theirs) same = middle;
    else [differs, isShown] = [middle, mine !== null && theirs !== null];
  }
  return isShown ? differs : null;
}

/** The text of another node's checkpoint after a block, without its signatures; null where it has none. Throws when the node does not answer. */
export async function checkpointOf(url: string, block: number, { fetch = globalThis.fetch, signal = AbortSignal.timeout(5_000) } = {}): Promise<string | null> {
  const response = await fetch(new URL(`blocks/${block}/checkpoint`, url.endsWith('/') ? url : `${url}/`), { redirect: 'error', signal });
  const note = (await response.text()).slice(0, NOTE_CHARACTERS_MAX);
  return response.status === 200 ? note.slice(0, note.indexOf('\n\n') + 1) : null;
}

const NOTE_CHARACTERS_MAX = 20_000;
