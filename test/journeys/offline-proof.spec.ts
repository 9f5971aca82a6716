import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserBundle } from '../../packages/ledger/vite.config.ts';
import { type FiveHandoffs, fiveHandoffs } from '../drill/five-handoffs.ts';
import { launchBrowser } from '../support/browser.ts';

/** The verifier as the package ships it to browsers. */
async function bundle(): Promise<string> {
  const built = await build({ ...browserBundle, logLevel: 'silent', build: { ...browserBundle.build, write: false } });
  const [output] = [built].flat();
  const [chunk] = output !== undefined && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The verifier could not be bundled.');
  return chunk.code;
}

describe('in a browser without network', () => {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-offline-'));
  let browser: Browser;
  let made: FiveHandoffs;
  beforeAll(async () => {
    [browser, made] = await Promise.all([launchBrowser(), fiveHandoffs(directory)]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('a dossier of five handoffs is proven, and one that was altered is refused at its step', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const code = await bundle();
    // Loopback counts as a safe origin, where browsers offer their own cryptography.
    await context.route('http://localhost/**', (route) =>
      route.fulfill(route.request().url().endsWith('.js') ? { contentType: 'text/javascript', body: code } : { contentType: 'text/html', body: '<!doctype html><title>Proof</title>' }),
    );
    await page.goto('http://localhost/');
    await page.evaluate('import("/verify.js").then((verify) => { window.verifier = verify; })');
    await context.unrouteAll();
    await context.setOffline(true);
    const online = await page.evaluate(async () => [navigator.onLine, await fetch('http://localhost/').then(() => true, () => false)]);
    expect(online).toEqual([false, false]);
    const verify = (text: string) =>
      page.evaluate(
        async ({ text, vkey }) => {
          const { verifier } = window as unknown as { verifier: { verifyDossier(text: string, vkey: string): Promise<{ good: boolean; step?: number; steps?: unknown[] }> } };
          const { good, step, steps } = await verifier.verifyDossier(text, vkey);
          return { good, step, steps: steps?.length };
        },
        { text, vkey: made.vkey },
      );
    expect(await verify(made.text)).toEqual({ good: true, step: undefined, steps: 13 });
    const altered = JSON.parse(made.text) as { steps: { signature: string }[] };
    const third = altered.steps[2] as { signature: string };
    third.signature = third.signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await verify(JSON.stringify(altered))).toEqual({ good: false, step: 2, steps: undefined });
    await context.close();
  });
});
