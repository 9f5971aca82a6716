import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';
import { describe, expect, it, vi } from 'vitest';
import { bundledSize, SIZE_LIMITS } from './testing/bundle-size.ts';
import { supportedTable } from './testing/supported-table.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const readme = readFileSync(path('../README.md'), 'utf8');
const examples = [...readme.matchAll(/```ts\n([^]*?)```/g)].map(([, code = '']) => code);
const ALIAS = [
  { find: /^gs1-barcodes$/, replacement: path('index.ts') },
  { find: /^gs1-barcodes\/(.+)$/, replacement: path('$1/index.ts') },
];

/** What the types say against the examples. */
function complaints(): readonly string[] {
  const root = path('../../..');
  const { config } = ts.readConfigFile(`${root}tsconfig.base.json`, (file) => readFileSync(file, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = new Map(examples.map((code, index) => [path(`../example-${index}.ts`), `${code}\nexport {};`]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version) =>
    files.has(file) ? ts.createSourceFile(file, files.get(file) ?? '', version) : getSourceFile(file, version);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

/** What an example prints, a line each. */
async function printed(code: string): Promise<readonly string[]> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: dirname(path('.')),
    resolve: { alias: ALIAS },
    plugins: [
      {
        name: 'example',
        resolveId: (id) => (id === '\0example.ts' ? id : undefined),
        load: (id) => (id === '\0example.ts' ? code : undefined),
      },
    ],
    build: { write: false, target: 'es2023', minify: false, rolldownOptions: { input: '\0example.ts', output: { format: 'es' } } },
  });
  const [output] = [built].flat();
  const [chunk] = output !== undefined && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The example could not be bundled.');
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => void lines.push(parts.join(' ')));
  try {
    await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(chunk.code).toString('base64')}`);
  } finally {
    log.mockRestore();
  }
  return lines;
}

describe('the README', () => {
  it('says what the code knows', () => {
    const [, table = ''] = /<!-- supported -->\n\n([^]*?)\n\n<!-- \/supported -->/.exec(readme) ?? [];
    expect(table.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---')).toBe(supportedTable());
  });
  it('holds examples that compile', () => {
    expect(examples.length).toBeGreaterThan(5);
    expect(complaints()).toEqual([]);
  }, 60_000);
  it.each(examples.map((code, index) => [index + 1, code] as const))('holds an example (%s) that prints what it says', async (_, code) => {
    const promised = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
    expect(promised.length).toBeGreaterThan(0);
    expect(await printed(code)).toEqual(promised);
  });
});

describe('what a bundle costs', () => {
  it.each([
    ['the whole core', '*' as const, SIZE_LIMITS.core],
    ['decodeScan alone', ['decodeScan'], SIZE_LIMITS.scan],
  ])('%s: at most its limit, minified and gzipped', async (name, imports, limit) => {
    const { bytes, code } = await bundledSize(imports);
    console.info(`${name}: ${(bytes / 1000).toFixed(1)} kB minified and gzipped, at most ${limit / 1000} kB`);
    // It must hold the AI table, else something was shaken off that is needed.
    expect(code).toContain('SRV DESCRIPTION');
    expect(bytes).toBeLessThan(limit);
  });
});
