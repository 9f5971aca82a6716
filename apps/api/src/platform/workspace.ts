import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds apps/, packages/ and prisma/. Found by walking up, because the built program and the sources it is tested
 * from lie at different depths.
 */
export function workspaceRoot(from: string = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && isRoot(file)) return folder;
    if (folder === dirname(folder)) throw new Error(`No workspace above ${from}: apps/api must stay inside the checkout.`);
  }
}

function isRoot(file: string): boolean {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof content === 'object' && content !== null && 'workspaces' in content;
}
