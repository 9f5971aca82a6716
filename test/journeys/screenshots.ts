/**
 * Pictures of the real portal on the demo, after a build. `npm run screenshots` takes those of the README;
 * `npm run screenshots -- every FOLDER` takes every page, wide and on a phone, light and dark.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandIdAt } from '@packtrail/ledger';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { atRest } from '../support/accessibility';
import { launchBrowser } from '../support/browser';
import { packagesAt, serialOf } from '../support/demo-units';
import { sendTote } from '../support/demo-tote';
import { everyPage, visitEvery } from '../support/every-page';
import { scanByHand } from '../support/hand-scanner';
import { startNode } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { smallerPng } from '../support/smaller-png';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const BYTES_MAX = 200_000;
// As tall as what is to be seen: a verdict with the whole pedigree under it.
const wide = (height: number) => ({ viewport: { width: 1280, height } });
const phone = (height: number) => ({ viewport: { width: 390, height }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true });
const VARIANTS: Record<string, BrowserContextOptions> = {
  'wide-light': { ...wide(860), colorScheme: 'light', reducedMotion: 'reduce' },
  'wide-dark': { ...wide(860), colorScheme: 'dark', reducedMotion: 'reduce' },
  'phone-light': { ...phone(844), colorScheme: 'light', reducedMotion: 'reduce' },
  'phone-dark': { ...phone(844), colorScheme: 'dark', reducedMotion: 'reduce' },
};
const PHARMACIST = { email: 'pharmacist@demo.example', reducedMotion: 'reduce' } as const;

const [what, folder] = process.argv.slice(2);
const node = await startNode();
const browser = await launchBrowser();
try {
  if (what === 'every') await shootEvery(folder ?? 'screenshots');
  else await shootReadme();
} finally {
  await browser.close();
  await node.end();
}

async function shootEvery(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const pages = await everyPage(node);
  for (const [variant, options] of Object.entries(VARIANTS)) {
    await visitEvery(browser, node, pages, options, async ({ page }, { name }) => {
      await atRest(page);
      await page.screenshot({ path: join(into, `${name}-${variant}.png`), fullPage: true });
    });
    console.log(`${pages.length} pages, ${variant}`);
  }
}

async function shootReadme(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const at = { organisation: 'Northside Pharmacy', count: 1 };
  const [good = '', other = ''] = await packagesAt(node, { ...at, count: 2, lot: 'CV2401', state: 'active' });
  const [recalled = ''] = await packagesAt(node, { ...at, lot: 'LX1107', state: 'active' });

  const counter = await signedIn(browser, node, { ...PHARMACIST, ...wide(1330) });
  await scan(counter.page, recalled);
  await scan(counter.page, good);
  await shoot(counter.page, 'scan-wide.png');
  await counter.page.setViewportSize({ width: 1280, height: 980 });
  await counter.page.goto(`${node.url}/pedigree?text=${encodeURIComponent(good)}`);
  await counter.page.getByText(/\d+ steps hold/).waitFor();
  await shoot(counter.page, 'pedigree-wide.png');

  const tote = await sendTote(node, { name: 'T7', good: 57, recalled: 1, short: 1, over: 1, unknown: 1 });
  await counter.page.goto(`${node.url}/receiving`);
  await counter.page.getByText('NS-T7').waitFor();
  await shoot(counter.page, 'receiving-wide.png');
  await counter.page.goto(`${node.url}/receiving/${tote.shipmentId}`);
  await counter.page.getByRole('region', { name: 'Against the delivery note' }).waitFor();
  for (const text of [...tote.good.slice(0, 18), ...tote.over, ...tote.unknown, ...tote.recalled]) {
    await scanByHand(counter.page, text);
    await counter.page.getByRole('region', { name: 'Last scan' }).getByText(serialOf(text)).waitFor();
  }
  await counter.page.getByRole('heading', { name: 'Waiting for an answer' }).waitFor({ state: 'detached' });
  await shoot(counter.page, 'tote-wide.png');
  const token = await node.signIn(PHARMACIST.email);
  const { openCase } = await node.ask<{ openCase: { id: string } }>(
    'mutation ($input: OpenCaseInput!) { openCase(input: $input) { ... on SuspectCase { id } } }',
    { input: { commandId: commandIdAt(Date.now()), kind: 'COUNTERFEIT', reason: 'The print of the lot is blurred', units: [other] } },
    token,
  );
  await counter.page.goto(`${node.url}/cases/${openCase.id}`);
  await counter.page.getByRole('heading', { name: 'Three questions' }).waitFor();
  await shoot(counter.page, 'case-wide.png');
  await counter.leave();

  const pocket = await signedIn(browser, node, { ...PHARMACIST, ...phone(1200) });
  await scan(pocket.page, good);
  await shoot(pocket.page, 'scan-phone.png');
  await pocket.leave();

  const dark = await signedIn(browser, node, { ...PHARMACIST, ...phone(1000), colorScheme: 'dark' });
  await scan(dark.page, recalled);
  await shoot(dark.page, 'recall-phone-dark.png');
  await dark.leave();

  const regulator = await signedIn(browser, node, { email: 'regulator@demo.example', ...wide(970) });
  await regulator.go('Recalls');
  await regulator.page
    .getByRole('row', { name: /Lumirex/ })
    .last()
    .getByRole('link')
    .click();
  await regulator.page.getByRole('region', { name: 'Holders' }).waitFor();
  await shoot(regulator.page, 'recall-wide.png');
  await regulator.leave();
}

async function scan(page: Page, text: string): Promise<void> {
  await scanByHand(page, text);
  await page.getByRole('region', { name: 'Verdict' }).getByText(serialOf(text)).waitFor();
  await page.getByRole('heading', { name: 'Pedigree' }).waitFor();
  // The list beside the verdict follows it.
  await page
    .getByRole('button', { name: /Scan again/ })
    .first()
    .waitFor({ state: 'attached' });
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  const picture = smallerPng(await page.screenshot());
  writeFileSync(`${FOLDER}${name}`, picture);
  console.log(`${name}: ${Math.round(picture.length / 1_000)} kB`);
  if (picture.length > BYTES_MAX) throw new Error(`${name} is larger than ${BYTES_MAX / 1_000} kB`);
}
