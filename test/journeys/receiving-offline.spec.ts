import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { serialOf } from '../support/demo-units';
import { sendTote, type Tote } from '../support/demo-tote';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';

const PHARMACIST = { email: 'pharmacist@demo.example' };

describe('receiving while the connection comes and goes', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let token: string;

  beforeAll(async () => {
    node = await startDemoNode();
    token = await node.signIn(PHARMACIST.email);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  const last = (page: Page) => page.getByRole('region', { name: 'Last scan' });
  const count = async (page: Page, lane: string): Promise<number> => {
    const tile = page.getByRole('term').getByText(lane, { exact: true }).locator('..').getByRole('definition');
    return (await tile.count()) === 0 ? 0 : Number(await tile.innerText());
  };
  async function scanned(page: Page, text: string, sign: string): Promise<void> {
    await scanByHand(page, text);
    await last(page).getByText(serialOf(text)).waitFor();
    await last(page).getByRole('heading', { name: sign }).waitFor();
  }
  /** How often the server has recorded a scan of each of these at receipt. */
  async function recordedOf(texts: readonly string[]): Promise<number[]> {
    const { scans } = await node.ask<{ scans: { text: string }[] }>('{ scans(first: 200) { text } }', {}, token);
    return texts.map((text) => scans.filter((scan) => scan.text.replace(/^\]d2/, '') === text).length);
  }
  /** Lets requests of this name reach the server and loses their answers, so many times. */
  async function loseAnswers(page: Page, operation: string, times: number): Promise<() => number> {
    let lost = 0;
    await page.route('**/graphql', async (route: Route) => {
      const { operationName } = (route.request().postDataJSON() ?? {}) as { operationName?: string };
      if (operationName !== operation || lost >= times) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    return () => lost;
  }

  describe('a tote of twelve, the network cut in the middle', () => {
    let tote: Tote;

    beforeAll(async () => {
      tote = await sendTote(node, { name: 'OF', good: 9, recalled: 1, short: 1, over: 1, unknown: 1 });
    });

    it('keeps every scan, shows what waits as waiting and never as a match, survives a reload, and is reconciled once', async () => {
      const { page, leave } = await signedIn(browser, node, PHARMACIST);
      await page.getByRole('region', { name: 'Today' }).waitFor();
      const [before, during] = [tote.good.slice(0, 4), [...tote.good.slice(4), tote.recalled[0] ?? '', tote.over[0] ?? '', tote.unknown[0] ?? '']];
      for (const text of before) await scanned(page, text, 'To stock');

      await page.context().setOffline(true);
      for (const text of during) await scanned(page, text, 'Waiting for an answer');
      expect([await count(page, 'To stock'), await count(page, 'Waiting'), await count(page, 'Still to find')]).toEqual([4, during.length, 7]);
      expect(await last(page).getAttribute('data-verdict')).toBe('WAITING');
      await page.getByText('No connection. What is shown may have changed since.').waitFor();
      await look(page);
      await page.keyboard.press('Enter');
      const summary = page.getByRole('dialog', { name: 'Finish this delivery' });
      await summary.getByText(`${during.length} scans wait for an answer.`).waitFor();
      expect(await summary.getByRole('button', { name: /^Receive/ }).isDisabled()).toBe(true);
      await page.keyboard.press('Escape');

      // The page itself can be fetched again, the record cannot be asked.
      await page.route('**/graphql', (route) => route.abort('internetdisconnected'));
      await page.context().setOffline(false);
      await page.reload();
      await page.getByRole('heading', { name: 'Packtrail does not answer' }).waitFor();
      await page.unroute('**/graphql');

      await page.getByRole('heading', { level: 1, name: 'From Halden Pharmaceuticals' }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes('Not checked yet'));
      expect([await count(page, 'To stock'), await count(page, 'Quarantine'), await count(page, 'Extra'), await count(page, 'Still to find'), await count(page, 'Waiting')]).toEqual([9, 1, 2, 1, 0]);
      expect(await recordedOf([...before, ...during])).toEqual(Array.from({ length: 12 }, () => 1));
      await leave();
    });

    it('records once what the server had recorded when its answer was lost: a scan, and the receipt itself', async () => {
      const { page, leave } = await signedIn(browser, node, PHARMACIST);
      const more = await sendTote(node, { name: 'OG', good: 3 });
      await page.getByRole('region', { name: 'Today' }).waitFor();
      const lostScans = await loseAnswers(page, 'DockScan', 2);
      for (const text of more.good) {
        await scanByHand(page, text);
        await last(page).getByText(serialOf(text)).waitFor();
      }
      await page.getByRole('term').getByText('Waiting').waitFor({ state: 'detached' });
      expect(lostScans()).toBe(2);
      expect(await count(page, 'To stock')).toBe(3);
      expect(await recordedOf(more.good)).toEqual([1, 1, 1]);

      const lostReceipts = await loseAnswers(page, 'ReceiveCounted', 1);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText('Into stock: 3 packages').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('This receipt was begun and not finished.').waitFor();
      expect(lostReceipts()).toBe(1);
      // Closed in between, lid and all: the device knows what was begun, and under which id.
      const context = page.context();
      await page.close();
      const again = await context.newPage();
      await again.goto(`${node.url}/receiving/${more.shipmentId}`);
      await again.getByRole('button', { name: 'Go on' }).click();
      await again.getByRole('region', { name: 'Received' }).getByText('3 packages are in stock').waitFor();
      const { scan } = await node.ask<{ scan: { pedigree: { steps: { bizStep: string }[] } } }>('query ($text: String!) { scan(text: $text) { pedigree { steps { bizStep } } } }', { text: more.good[0] }, token);
      expect(scan.pedigree.steps.filter(({ bizStep }) => bizStep === 'receiving')).toHaveLength(1);
      await leave();
    });
  });

  it('a list that could not be asked again says how old it is', async () => {
    const { page, leave } = await signedIn(browser, node, PHARMACIST);
    await page.getByText(/^As of \d\d:\d\d, just now$/).waitFor();
    await page.context().setOffline(true);
    await page.getByText(/No connection\. What is shown may have changed since\. As of \d\d:\d\d/).waitFor();
    await look(page);
    await page.context().setOffline(false);
    await page.getByText(/No connection/).waitFor({ state: 'detached' });
    await leave();
  });
});
