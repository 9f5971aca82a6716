import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { everyPage, type PortalPage, routesOfThePortal, visitEvery } from '../support/every-page';
import { tabThrough } from '../support/tabbing';
import type { NodeUnderTest } from '../support/node-under-test';
import { arrive } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

/** Before the scanner is wanted: what a browser must load to show the first page, packed as a server packs it. */
const FIRST_LOAD_BYTES_MAX = 250_000;
const PHONE = { name: 'on a phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
const WIDE = { name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' } as const;

describe('on every page of the portal', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let pages: PortalPage[];
  beforeAll(async () => {
    node = await startDemoNode();
    browser = await launchBrowser();
    pages = await everyPage(node);
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  it('there is no route that this journey leaves out', () => {
    // The first start has a journey of its own: its page is there once.
    expect([...new Set(pages.map(({ route }) => route))].filter((route) => route !== 'sign-in').sort()).toEqual(routesOfThePortal().filter((route) => route !== 'first-operator').sort());
  });

  it('axe finds nothing, on a phone in the dark and wide in the light; a keyboard reaches every control; and the page itself has no fault', async () => {
    let reached = 0;
    const found: string[] = [];
    const told = new Map<Page, number>();
    await visitEvery(browser, node, pages, { reducedMotion: 'reduce' }, async ({ faults, page }, { address, route }) => {
      // Opened once and looked at twice: most of a visit is the opening.
      for (const look of [PHONE, WIDE]) {
        await page.setViewportSize(look.viewport);
        await page.emulateMedia({ colorScheme: look.colorScheme });
        found.push(...(await accessibilityFaults(page)).map((fault) => `${route}, ${look.name}: ${fault}`));
        // A page wider than the screen is one that a thumb has to push about.
        const { inner, scroll } = await page.evaluate(() => ({ inner: innerWidth, scroll: document.documentElement.scrollWidth }));
        if (scroll > inner) found.push(`${route}: ${scroll} px wide on a screen of ${inner}`);
      }
      // A keyboard alone reaches all that can be used, and shows where it is.
      const tabbed = await tabThrough(page);
      reached += tabbed.reached;
      found.push(...tabbed.missed.map((each) => `${route}: never reached: ${each}`), ...tabbed.unseen.map((each) => `${route}: does not show that it has the focus: ${each}`));
      found.push(...faults.slice(told.get(page) ?? 0).map((fault) => `${address}: ${fault}`));
      told.set(page, faults.length);
    });
    expect(found).toEqual([]);
    expect(reached).toBeGreaterThan(10 * pages.length);
  }, 600_000);

  it('a day by keyboard: signing in, each entry of the menu, and past the menu to the page', async () => {
    const person = await arrive(browser, node, '/');
    const { page } = person;
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor();
    const tabTo = async (name: RegExp) => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        await page.keyboard.press('Tab');
        const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? (document.activeElement as HTMLElement | null)?.innerText ?? '');
        const field = await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.innerText ?? '');
        if (name.test(label) || name.test(field)) return;
      }
      throw new Error(`Tab never comes to ${String(name)}`);
    };
    await tabTo(/^E-mail/);
    await page.keyboard.type('pharmacist@demo.example');
    await tabTo(/^Password/);
    await page.keyboard.type('packtrail-demo');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    const entries = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts();
    expect(entries.length).toBeGreaterThan(6);
    for (const entry of entries) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await tabTo(new RegExp(`^${entry.split('\n')[0]}`));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: entry.split('\n')[0] }).waitFor();
    }
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(/Skip to the page/);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await withoutFaults(person);
  });

  it('no word is left in English where the portal speaks Spanish, in its frame and at its door', async () => {
    const { page, leave } = await arrive(browser, node, '/', { locale: 'es-US' });
    await page.getByRole('heading', { level: 1, name: 'Iniciar sesión' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await page.getByRole('button', { name: 'Farmacia' }).click();
    await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Existencias' }).click();
    await page.getByRole('heading', { level: 1, name: 'Existencias' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stock' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Stock' }).waitFor();
    await leave();
  });

  it(`the door loads at most ${FIRST_LOAD_BYTES_MAX / 1_000} kB, and no reader of barcodes comes before it is wanted`, async () => {
    const loaded: { path: string; bytes: number }[] = [];
    const person = await arrive(browser, node, '/health');
    const { page } = person;
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/\.(js|css|wasm|html)$|\/$/.test(pathname)) void response.body().then((body) => loaded.push({ path: pathname, bytes: gzipSync(body).length }), () => undefined);
    });
    await page.goto(node.url);
    await page.getByRole('button', { name: 'Pharmacist' }).waitFor();
    await page.waitForLoadState('networkidle');
    const door = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(door, loaded.map(({ bytes, path }) => `${bytes} ${path}`).join('\n')).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
    await page.getByRole('button', { name: 'Pharmacist' }).click();
    await page.getByRole('heading', { level: 1, name: 'Receiving' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(loaded.length).toBeGreaterThan(10);
    expect(loaded.filter(({ path }) => /wasm|zxing|bwip/.test(path))).toEqual([]);
    await person.leave();
  });
});
