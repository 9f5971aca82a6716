import { readdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const FIXED = ['apps', 'packages', 'prisma', 'test', 'docs', 'package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
/** Files that tools look for at the top level. */
const DEMANDED_BY_TOOLS = ['eslint.config.mjs', 'prisma.config.ts', 'vitest.config.ts'];

describe('the layout of the repository', () => {
  it('has at its top level what the design fixes, dot files, and what tools demand there', () => {
    const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
    const top = [...new Set(tracked.split('\n').filter(Boolean).map((file) => file.split('/')[0] as string))].filter((name) => !name.startsWith('.'));
    expect(top.filter((name) => !FIXED.includes(name) && !DEMANDED_BY_TOOLS.includes(name))).toEqual([]);
  });
  it('has the four projects', () => {
    expect(readdirSync(`${root}apps`).sort()).toEqual(['api', 'web']);
    expect(readdirSync(`${root}packages`).sort()).toEqual(['gs1', 'ledger']);
  });
});
