import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALIBRATION_FIELDS, toElementString } from 'gs1-barcodes';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { cameraFile } from '../support/camera-file';
import { startDemoNode } from '../support/demo-node';
import { packagesAt, serialOf } from '../support/demo-units';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { type Person, signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

const PHARMACIST = { email: 'pharmacist@demo.example' };
const GS = '\u001d';
const SYMBOL = toElementString(CALIBRATION_FIELDS, { fnc1: GS });

describe('setting a scanner up', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let folder: string;
  let pack: string;

  beforeAll(async () => {
    node = await startDemoNode();
    [pack = ''] = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Northside Pharmacy', count: 1 });
    folder = await mkdtemp(join(tmpdir(), 'packtrail-setup-'));
    await writeFile(join(folder, 'camera.y4m'), cameraFile(pack));
    browser = await launchBrowser({ fakeCameraFile: join(folder, 'camera.y4m') });
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
    await rm(folder, { recursive: true, force: true });
  });

  async function atSetup(): Promise<Person> {
    const person = await signedIn(browser, node, PHARMACIST);
    await person.page.getByRole('button', { name: 'Northside Pharmacy' }).click();
    await person.page.getByRole('menuitem', { name: 'Scanner set-up' }).click();
    await person.page.getByRole('img', { name: 'GS1 DataMatrix test symbol' }).waitFor();
    return person;
  }
  const fact = (page: Page, name: string) => page.getByRole('term').filter({ hasText: name }).locator('..').getByRole('definition').innerText();

  it('one scan of the test symbol finds the profile, tells what the scanner sends, and the next package is read', async () => {
    const { faults, leave, page } = await atSetup();
    await page.getByText('Listening: scan the symbol now').waitFor();
    await look(page);
    await scanByHand(page, SYMBOL, { separator: '^', end: 'Tab' });
    await page.getByText('Profile “Sends ^ as separator” is in use, and kept on this device.').waitFor();
    expect(await fact(page, 'Separator')).toBe('kept: it sends ^');
    expect(await fact(page, 'After the scan')).toBe('Tab');
    expect(await fact(page, 'Put around the scan')).toBe('nothing');
    await look(page);
    await scanByHand(page, pack, { separator: '^', end: 'Tab' });
    await page.getByText(serialOf(pack), { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Scan', exact: true }).click();
    expect(await page.getByLabel('Scanner profile').inputValue()).toBe('caret');
    expect(faults).toEqual([]);
    await leave();
  });

  it('a scanner that no profile mends is told how to be set', async () => {
    const { faults, leave, page } = await atSetup();
    await scanByHand(page, SYMBOL.replaceAll(GS, ''));
    await page.getByRole('alert').getByText('It drops the separator').waitFor();
    await scanByHand(page, SYMBOL.replace(/[A-Za-z]/g, (each) => (each < 'a' ? each.toLowerCase() : each.toUpperCase())));
    await page.getByRole('alert').getByText('Switch Caps Lock off').waitFor();
    await look(page);
    // Its neighbour that is set well is taken at once.
    await scanByHand(page, `]d2${SYMBOL}`);
    await page.getByText('Profile “Standard” is in use').waitFor();
    await scanByHand(page, '00399998101302');
    await page.getByText('Scan the square code (DataMatrix).').waitFor();
    expect(faults).toEqual([]);
    await leave();
  });

  it('on paper there is the symbol alone', async () => {
    const { leave, page } = await atSetup();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('img', { name: 'GS1 DataMatrix test symbol' }).isVisible()).toBe(true);
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'Try it' }).isVisible()).toBe(false);
    await leave();
  });

  it('a number mistyped by hand is shown where it is wrong, and changes only when one says so', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await person.go('Scan');
    const box = page.getByRole('textbox', { name: 'Barcode text' });
    await box.fill('(01)00399998101303(21)X');
    await page.getByText('the check digit 3 should be 2').waitFor();
    expect(await box.inputValue()).toBe('(01)00399998101303(21)X');
    await look(page);
    await page.getByRole('button', { name: /00399998101302.*other check digit/ }).click();
    expect(await box.inputValue()).toBe('(01)00399998101302(21)X');
    await page.getByText('the check digit').waitFor({ state: 'detached' });
    await withoutFaults(person);
  });

  it('a camera that reads nothing new rests after the time that was chosen, and looks again when asked', async () => {
    const person = await signedIn(browser, node, { ...PHARMACIST, permissions: ['camera'] });
    const { page } = person;
    await person.go('Scan');
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByLabel('Rest after').selectOption('10');
    await page.getByRole('region', { name: 'Verdict' }).getByText(serialOf(pack)).waitFor();
    await page.getByText('Nothing was read for 10 seconds, so the camera rests.').waitFor();
    expect(await page.getByLabel('Camera picture').count()).toBe(0);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByLabel('Camera picture').waitFor();
    await withoutFaults(person);
  });
});
