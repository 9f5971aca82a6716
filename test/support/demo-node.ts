import { chownSync, cpSync, lstatSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type NodeUnderTest, startNode } from './node-under-test.ts';

/** A node of one's own on which the demo was played: on a copy of the one that the run made. */
export async function startDemoNode(): Promise<NodeUnderTest> {
  const data = mkdtempSync(join(tmpdir(), 'packtrail-node-'));
  copyFolder(inject('demoData'), data);
  return startNode({ data });
}

/** Also whose each file is: PostgreSQL may run as another than the one who copies (see `chooseLaunch`). */
function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  if (process.getuid?.() !== 0) return;
  for (const path of ['', ...readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { gid, uid } = lstatSync(join(from, path));
    chownSync(join(to, path), uid, gid);
  }
}
