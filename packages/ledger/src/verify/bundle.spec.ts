import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { browserBundle } from '../../vite.config.ts';

it('is one file for browsers of less than 30 kB gzipped, which reaches for no network', async () => {
  const built = await build({ ...browserBundle, logLevel: 'silent', build: { ...browserBundle.build, write: false } });
  const [output] = [built].flat();
  const chunks = output !== undefined && 'output' in output ? output.output : [];
  const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('');
  expect(chunks).toHaveLength(1);
  expect(code).toContain('verifyDossier');
  expect(code).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|\bimport\(|from\s*["']/);
  console.info(`the verifier for browsers: ${gzipSync(code).length} bytes gzipped`);
  expect(gzipSync(code).length).toBeLessThan(30_000);
});
