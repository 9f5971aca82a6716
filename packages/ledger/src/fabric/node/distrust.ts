import { parseNote } from '../../format/checkpoint.ts';
import type { FollowedLog } from '../followed-log.ts';
import type { OtherNode } from './ask-others.ts';
import { checkpointOf, firstDifference } from './first-difference.ts';

type Node = Pick<OtherNode, 'name' | 'url'>;

/** The one that shows another log may also keep silent, or take its time. */
const SEARCH_MS = 5_000;

/**
 * Another node shows another log: finds from which block on, hears how the other nodes have that block, and stops the own. Which of the two is the true one, people must find out;
 * whether one node stands against all, or a part against the rest, they are told. `shown`: the block that was seen to differ; else the newest.
 */
export async function distrust(log: FollowedLog, other: Node, { nodes = [], shown = newestBlock(log) }: { readonly nodes?: readonly Node[]; readonly shown?: number | Promise<number> } = {}): Promise<void> {
  const until = await shown;
  const signal = AbortSignal.timeout(SEARCH_MS);
  const block = await firstDifference(until, (number) => log.checkpointText(number), (number) => checkpointOf(other.url, number, { signal })).catch(() => until);
  const standing = await standingAt(log, block ?? until, nodes.filter(({ name }) => name !== other.name), signal);
  log.distrust({ kind: 'checkpoint', name: `of block ${block ?? until}`, rule: block === null ? `is refused by the node ${other.name}, which shows no other` : tell(other.name, standing) });
}

interface Standing {
  readonly same: readonly string[];
  readonly different: readonly string[];
  readonly silent: readonly string[];
}

/** How nodes have a block: as we do, otherwise, or they do not say. */
async function standingAt(log: FollowedLog, block: number, nodes: readonly Node[], signal: AbortSignal): Promise<Standing> {
  const mine = log.checkpointText(block);
  const told = await Promise.all(nodes.map(async ({ name, url }) => ({ name, theirs: await checkpointOf(url, block, { signal }).catch(() => null) })));
  const names = (which: (theirs: string | null) => boolean) => told.filter(({ theirs }) => which(theirs)).map(({ name }) => name);
  return { same: names((theirs) => theirs !== null && theirs === mine), different: names((theirs) => theirs !== null && theirs !== mine), silent: names((theirs) => theirs === null) };
}

function tell(name: string, { different, same, silent }: Standing): string {
  const nodes = different.length === 0 ? `the node ${name}` : `the nodes ${listed([name, ...different])}`;
  const agreeing = same.length === 0 ? '' : `, and the same as here at ${listed(same)}`;
  return `is another one at ${nodes}${agreeing}${silent.length === 0 ? '' : `; ${listed(silent)} did not say`}`;
}

const listed = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

async function newestBlock(log: FollowedLog): Promise<number> {
  const note = parseNote(await log.checkpoint());
  if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
  return note.checkpoint.blockNumber;
}
