import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startNode } from './node-under-test.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data of a node that has played the demo and ended; each journey starts on a copy. */
    demoData: string;
  }
}

/** The demo is played once for the whole run: sixty days of it take longer than most journeys. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const data = mkdtempSync(join(tmpdir(), 'packtrail-demo-'));
  const remove = (): void => rmSync(data, { recursive: true, force: true });
  try {
    const node = await startNode({ data });
    await node.stop();
  } catch (error) {
    remove();
    throw error;
  }
  // The port on which its PostgreSQL listened: two copies must not both wish for it.
  rmSync(join(data, 'postgres', 'port'), { force: true });
  project.provide('demoData', data);
  return remove;
}
