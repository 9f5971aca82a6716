import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FiveHandoffs, fiveHandoffs } from '../drill/five-handoffs.ts';
import { launchBrowser } from '../support/browser.ts';
import { offlineVerifier } from '../support/offline-verifier.ts';

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
    const offline = await offlineVerifier(browser);
    expect(await offline.online()).toEqual([false, false]);
    const verify = async (text: string) => {
      const { good, step, steps } = await offline.verify(text, made.vkey);
      return { good, step, steps: steps?.length };
    };
    expect(await verify(made.text)).toEqual({ good: true, step: undefined, steps: 13 });
    const altered = JSON.parse(made.text) as { steps: { signature: string }[] };
    const third = altered.steps[2] as { signature: string };
    third.signature = third.signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await verify(JSON.stringify(altered))).toEqual({ good: false, step: 2, steps: undefined });
    await offline.close();
  });
});
