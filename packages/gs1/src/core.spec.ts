import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('.', import.meta.url));
const PURE = ['.', 'ai', 'keys', 'scan', 'spelling', 'epcis'];

describe('the core', () => {
  it('is at most 40 kB, gzipped', async () => {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      root: source,
      build: { write: false, minify: false, lib: { entry: join(source, 'index.ts'), formats: ['es'] } },
    });
    const [output] = [built].flat();
    const code =
      output !== undefined && 'output' in output ? output.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('') : '';
    expect(code).toContain('decodeScan');
    expect(gzipSync(code).length).toBeLessThan(40_000);
  });

  it('imports nothing but itself, and reads no clock, no chance and no environment', () => {
    const files = PURE.flatMap((folder) => readdirSync(join(source, folder)).map((file) => join(source, folder, file))).filter((file) =>
      /(?<!\.spec)\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const outside = [...text.matchAll(/from '([^']+)'/g)]
        .map(([, from = '']) => from)
        .filter((from) => !from.startsWith('.') || /\/(?:print|decode)\//.test(from));
      expect({ file, outside }).toEqual({ file, outside: [] });
      expect({
        file,
        ambient: /Date\.now|new Date\(\)|Math\.random|process\.|new URL\(|\bBuffer\b|crypto\b|performance\b/.exec(text)?.[0],
      }).toEqual({
        file,
        ambient: undefined,
      });
    }
  });
});
