/**
 * The pictures of the README, taken of the real portal on the demo. By hand, after a build:
 * `node test/support/run-typescript.mjs test/journeys/screenshots.ts`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { packagesAt, serialOf } from '../support/demo-units';
import { scanByHand } from '../support/hand-scanner';
import { startNode } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { smallerPng } from '../support/smaller-png';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const BYTES_MAX = 200_000;
// As tall as what is to be seen: a verdict with the whole pedigree under it.
const wide = (height: number) => ({ viewport: { width: 1280, height } });
const phone = (height: number) => ({ viewport: { width: 390, height }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true });
const PHARMACIST = { email: 'pharmacist@demo.example', reducedMotion: 'reduce' } as const;

mkdirSync(FOLDER, { recursive: true });
const node = await startNode();
const browser = await launchBrowser();
try {
  const at = { organisation: 'Northside Pharmacy', count: 1 };
  const [good = ''] = await packagesAt(node, { ...at, lot: 'CV2401', state: 'active' });
  const [recalled = ''] = await packagesAt(node, { ...at, lot: 'LX1107', state: 'active' });

  const counter = await signedIn(browser, node, { ...PHARMACIST, ...wide(1330) });
  await scan(counter.page, recalled);
  await scan(counter.page, good);
  await shoot(counter.page, 'scan-wide.png');
  await counter.page.setViewportSize({ width: 1280, height: 760 });
  await counter.go('Shipments');
  await counter.page.getByRole('row', { name: /Expected/ }).waitFor();
  await shoot(counter.page, 'shipments-wide.png');
  await counter.page
    .getByRole('row', { name: /Expected/ })
    .getByRole('link')
    .click();
  await counter.page.getByRole('region', { name: 'Units' }).waitFor();
  await shoot(counter.page, 'receive-wide.png');
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
    .getByRole('link')
    .click();
  await regulator.page.getByRole('region', { name: 'Holders' }).waitFor();
  await shoot(regulator.page, 'recall-wide.png');
  await regulator.leave();
} finally {
  await browser.close();
  await node.end();
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
