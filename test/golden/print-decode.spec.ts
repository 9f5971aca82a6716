import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

const source = (path: string) => fileURLToPath(new URL(`../../packages/gs1/src/${path}`, import.meta.url));
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const COUNT = 1_000;

/** Printing and decoding as one script that leaves its functions on the window. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: source('testing/print-run.ts'), formats: ['iife'], name: 'printing' } },
  });
  const [output] = [built].flat();
  const [chunk] = output !== undefined && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('Printing and decoding could not be bundled.');
  return `${chunk.code}\nwindow.printing = printing;`;
}

interface Printing {
  printAndDecode(options: {
    count: number;
    seed: number;
    wasm: { wasmBinary: ArrayBuffer };
  }): Promise<{ tried: number; failures: string[] }>;
}

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it(`prints ${COUNT} random messages in every symbology and reads each again as it was printed`, async () => {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    const report = { tried: 0, failures: [] as string[] };
    const base64 = wasm.toString('base64');
    for (let done = 0; done < COUNT; done += 100) {
      const part = await page.evaluate(
        async ({ base64, seed }) => {
          const { printing } = window as unknown as { printing: Printing };
          const wasmBinary = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
          return printing.printAndDecode({ count: 100, seed, wasm: { wasmBinary } });
        },
        { base64, seed: 1_000 + done },
      );
      report.tried += part.tried;
      report.failures.push(...part.failures);
    }
    expect(report).toEqual({ tried: COUNT * 7, failures: [] });
  }, 300_000);
});
