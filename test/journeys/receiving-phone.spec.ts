import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { cameraFileOf } from '../support/camera-file';
import { startDemoNode } from '../support/demo-node';
import { sendTote, type Tote } from '../support/demo-tote';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';

describe('receiving with a phone', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let folder: string;
  let tote: Tote;

  beforeAll(async () => {
    node = await startDemoNode();
    tote = await sendTote(node, { name: 'PH', good: 4, recalled: 1 });
    folder = await mkdtemp(join(tmpdir(), 'packtrail-phone-'));
    await writeFile(join(folder, 'camera.y4m'), cameraFileOf([...tote.good, ...tote.recalled]));
    browser = await launchBrowser({ fakeCameraFile: join(folder, 'camera.y4m') });
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('counts five packages by its camera, with one thumb, and receives them; the recalled one is held', async () => {
    const { faults, leave, page } = await signedIn(browser, node, {
      email: 'pharmacist@demo.example',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      permissions: ['camera'],
    });
    await page.getByRole('region', { name: 'Today' }).waitFor();
    await page.getByRole('button', { name: 'Camera' }).tap();
    // The first package that the camera sees opens its delivery, and the camera goes on there.
    await page.getByRole('region', { name: 'Last scan' }).waitFor();
    const tile = (name: string) => page.getByRole('term').filter({ hasText: name }).locator('..').getByRole('definition');
    await tile('To stock').getByText('4').waitFor({ timeout: 60_000 });
    await tile('Quarantine').getByText('1').waitFor({ timeout: 60_000 });
    expect(await tile('Still to find').innerText()).toBe('0');
    await look(page);

    // What is pressed lies at the bottom, large enough for a thumb, whatever the page was scrolled to; nothing needs sideways scrolling.
    const finish = page.getByRole('button', { name: 'Finish' });
    const box = await finish.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(740);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);

    await finish.tap();
    await page.getByRole('dialog').getByText('Into stock: 4 packages').waitFor();
    await look(page);
    await page.getByRole('dialog').getByRole('button', { name: /^Receive/ }).tap();
    const result = page.getByRole('region', { name: 'Received' });
    await result.getByText('4 packages are in stock').waitFor();
    await result.getByText('1 in quarantine').waitFor();
    expect(await page.getByLabel('Camera picture').count()).toBe(0);
    expect(faults).toEqual([]);
    await leave();
  });
});
