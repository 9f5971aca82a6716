import { setTimeout as pause } from 'node:timers/promises';
import { parseNote } from '../../format/checkpoint.ts';
import { askWitness, type WitnessAddress } from '../../witness/ask.ts';
import type { FollowedLog } from '../followed-log.ts';
import { checkpointOf, firstDifference } from './first-difference.ts';

const ROUND_MS = 1_000;

/** Another organisation's node. */
export interface OtherNode extends WitnessAddress {
  readonly name: string;
}

/**
 * Shows the own log to every other node whenever it has grown, at most once a second, until told to end. Where one of them came to something else, nothing more is believed:
 * the first block that differs is named.
 */
export async function askOthers(log: FollowedLog, others: () => readonly OtherNode[], signal: AbortSignal): Promise<void> {
  const shown = new Map<string, string>();
  while (!signal.aborted && log.audit().stopped === null) {
    const note = await log.checkpoint();
    await Promise.all(
      others().filter(({ name }) => shown.get(name) !== note).map(async (other) => {
        const answer = await askWitness(log, other, { timeoutMs: 5_000 });
        if (answer.kind === 'cosigned') shown.set(other.name, note);
        if (answer.kind === 'contradicted') await distrust(log, other);
      }),
    );
    await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Finds from which block on another node's log differs, and stops the own. */
export async function distrust(log: FollowedLog, { name, url }: Pick<OtherNode, 'name' | 'url'>): Promise<void> {
  const note = parseNote(await log.checkpoint());
  if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
  const block = await firstDifference(note.checkpoint.blockNumber, (number) => log.checkpointText(number), (number) => checkpointOf(url, number)).catch(() => null);
  log.distrust({ kind: 'checkpoint', name: block === null ? 'of the log' : `of block ${block}`, rule: `is another one at the node ${name}` });
}
