import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Import {
  readonly file: string;
  readonly target: string;
}

/** Every import line below a folder, relative ones resolved to paths from the root. */
function importsBelow(folder: string): Import[] {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.includes('/generated/') && !file.includes('/testing/'));
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g)]
      .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
      .map((target) => ({ file, target: target.startsWith('.') ? posix.join(posix.dirname(file), target) : target }));
  });
}

const offenders = (folder: string, forbidden: (target: string, file: string) => boolean): string[] =>
  importsBelow(folder)
    .filter(({ file, target }) => forbidden(target, file))
    .map(({ file, target }) => `${file} imports ${target}`);

const ledger = 'packages/ledger/src';

describe('who may import what', () => {
  it('lets the contract import only the forms beside it, formats, and the pure tree', () => {
    const allowed = [`${ledger}/contract/`, `${ledger}/format/`, `${ledger}/log/tree.ts`, `${ledger}/commands.ts`, `${ledger}/facts.ts`, `${ledger}/refusals.ts`];
    expect(offenders(`${ledger}/contract`, (target) => !allowed.some((prefix) => target.startsWith(prefix)))).toEqual([]);
  });
  it('lets formats import only formats, the declared forms, and the hash', () => {
    const allowed = [`${ledger}/format/`, `${ledger}/commands.ts`, `${ledger}/facts.ts`, `${ledger}/refusals.ts`, '@noble/hashes/sha2.js'];
    expect(offenders(`${ledger}/format`, (target) => !allowed.some((prefix) => target.startsWith(prefix)))).toEqual([]);
  });
  it('lets the verifier share nothing but formats and declared forms with the writer', () => {
    const allowed = [`${ledger}/verify/`, `${ledger}/format/`, `${ledger}/commands.ts`, `${ledger}/facts.ts`];
    expect(offenders(`${ledger}/verify`, (target) => !allowed.some((prefix) => target.startsWith(prefix)))).toEqual([]);
  });
  it('lets the port import no engine', () => {
    expect(offenders(ledger, (target, file) => /^packages\/ledger\/src\/[\w-]+\.ts$/.test(file) && /\/(embedded|fabric)\//.test(target))).toEqual([]);
  });
  it('keeps gs1-barcodes free of dependencies, its optional peers aside', () => {
    const peers = [/^bwip-js/, /^zxing-wasm/];
    expect(offenders('packages/gs1/src', (target, file) => !target.startsWith('packages/gs1/src') && !(/\/(print|decode)\//.test(file) && peers.some((peer) => peer.test(target))))).toEqual([]);
  });
  it('lets the portal import from the packages only gs1-barcodes and the verifier', () => {
    const allowed = /^gs1-barcodes(\/(decode|print))?$|^@packtrail\/ledger\/verify$/;
    expect(offenders('apps/web/src', (target) => /^(gs1-barcodes|@packtrail)/.test(target) && !allowed.test(target))).toEqual([]);
    expect(offenders('apps/web/src', (target) => /^(apps\/api|packages)\//.test(target))).toEqual([]);
  });
  it('lets no feature of the portal import another', () => {
    const feature = (path: string) => /^apps\/web\/src\/features\/([^/]+)/.exec(path)?.[1];
    expect(offenders('apps/web/src', (target, file) => feature(file) !== undefined && feature(target) !== undefined && feature(file) !== feature(target))).toEqual([]);
  });
  it('keeps commands and queries away from the database', () => {
    const database = (target: string) => /generated\/prisma|platform\/database|^pg$|@prisma/.test(target);
    expect(offenders('apps/api/src', (target, file) => /^apps\/api\/src\/(commands|queries)\//.test(file) && database(target))).toEqual([]);
  });
  it('lets only the projection write the read model, and only the read model’s questions read it', () => {
    const folder = 'apps/api/src';
    const speaking = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
      .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => !/^(projection|read-model|generated|testing)\/|\/testing\//.test(file) && readFileSync(join(root, folder, file), 'utf8').includes('readmodel.'));
    expect(speaking).toEqual([]);
    const writing = readdirSync(join(root, folder, 'read-model')).filter((file) => /\b(insert into|update|delete from|truncate)\s+readmodel\./i.test(readFileSync(join(root, folder, 'read-model', file), 'utf8')));
    expect(writing).toEqual([]);
  });
});
