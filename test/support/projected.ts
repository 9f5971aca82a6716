import { setTimeout } from 'node:timers/promises';
import type { NodeUnderTest } from './node-under-test.ts';

/** Waits until a node's read model has a block: whoever asks at once for what he has recorded might be told that there is none, as the portal would wait too. */
export async function projected(node: NodeUnderTest, block: number, token: string): Promise<void> {
  while ((await node.ask<{ ledger: { projectedTo: number } }>('{ ledger { projectedTo } }', {}, token)).ledger.projectedTo < block) await setTimeout(20);
}
