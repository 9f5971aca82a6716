/**
 * The first block at which two nodes' logs are not the same, given that they are not at `until`: a search of some twenty questions, since what follows a difference differs too.
 * `own` and `other` give the checkpoint after a block, or null; a block that either lacks tells nothing, and is taken as the same.
 */
export async function firstDifference(until: number, own: (block: number) => string | null, other: (block: number) => Promise<string | null>): Promise<number> {
  let [same, differs] = [-1, until];
  while (differs - same > 1) {
    const middle = same + Math.floor((differs - same) / 2);
    const [mine, theirs] = [own(middle), await other(middle)];
    if (mine === null || theirs === null || mine === theirs) same = middle;
    else differs = middle;
  }
  return differs;
}

/** The text of another node's checkpoint after a block, without its signatures; null where it has none. Throws when the node does not answer. */
export async function checkpointOf(url: string, block: number, { fetch = globalThis.fetch, timeoutMs = 5_000 } = {}): Promise<string | null> {
  const response = await fetch(new URL(`blocks/${block}/checkpoint`, url.endsWith('/') ? url : `${url}/`), { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const note = (await response.text()).slice(0, NOTE_CHARACTERS_MAX);
  return response.status === 200 ? note.slice(0, note.indexOf('\n\n') + 1) : null;
}

const NOTE_CHARACTERS_MAX = 20_000;
