import { setTimeout as pause } from 'node:timers/promises';
import { askWitness, type WitnessAddress } from '../../witness/ask.ts';
import type { FollowedLog } from '../followed-log.ts';
import { distrust } from './distrust.ts';

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
    const nodes = others();
    await Promise.all(
      nodes.filter(({ name }) => shown.get(name) !== note).map(async (other) => {
        const answer = await askWitness(log, other, { timeoutMs: 5_000 });
        if (answer.kind === 'cosigned') shown.set(other.name, note);
        if (answer.kind === 'contradicted') await distrust(log, other, { nodes });
      }),
    );
    await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
  }
}
