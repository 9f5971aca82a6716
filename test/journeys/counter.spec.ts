import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { cameraFile } from '../support/camera-file';
import { startDemoNode } from '../support/demo-node';
import { labelsOfLot, packagesAt, serialOf } from '../support/demo-units';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { symbolPicture } from '../support/symbol-picture';
import { withoutFaults } from '../support/without-faults';

const PHARMACIST = { email: 'pharmacist@demo.example' };

describe('at the counter of a pharmacy', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let folder: string;
  /** Packages on the shelf, as element strings with their separators. */
  let shelf: string[];

  beforeAll(async () => {
    node = await startDemoNode();
    shelf = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Northside Pharmacy', count: 3 });
    folder = await mkdtemp(join(tmpdir(), 'packtrail-counter-'));
    await writeFile(join(folder, 'camera.y4m'), cameraFile(shelf[0] ?? ''));
    browser = await launchBrowser({ fakeCameraFile: join(folder, 'camera.y4m') });
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });

  /** The verdict as told for this package, and the pedigree under it from the first step to the last. */
  async function seeMatch(page: Page, text: string): Promise<void> {
    await verdict(page).getByText(serialOf(text)).waitFor();
    expect(await verdict(page).getByRole('heading').innerText()).toBe('Matches the record');
    const pedigree = page.getByLabel('Pedigree, newest last');
    const steps = await pedigree.innerText();
    const order = [
      'Commissioned: Halden Pharmaceuticals',
      'Packed',
      'Shipped: Halden Pharmaceuticals → Meridian Drug Distribution',
      'Received: Meridian Drug Distribution, from Halden Pharmaceuticals',
      'Shipped: Meridian Drug Distribution → Northside Pharmacy',
      'Received: Northside Pharmacy, from Meridian Drug Distribution',
    ];
    expect(order.map((step) => steps.indexOf(step))).toEqual([...order.map((step) => steps.indexOf(step))].sort((a, b) => a - b));
    for (const step of order) expect(steps).toContain(step);
  }

  describe('a hand scanner', () => {
    it('is heard with nothing focused, on any page, and none of its keys reaches the browser', async () => {
      const person = await signedIn(browser, node, PHARMACIST);
      const { page } = person;
      await person.go('Recalls');
      // Anything past the first key would be a shortcut of the browser or of the page: Ctrl+] among them.
      await page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(window, { seenKeys: seen });
        window.addEventListener('keydown', ({ key }) => seen.push(key));
      });
      await scanByHand(page, `]d2${shelf[0]}`);
      await seeMatch(page, shelf[0] ?? '');
      expect(await page.evaluate(() => (window as unknown as { seenKeys: string[] }).seenKeys.filter((key) => key.length === 1))).toEqual([
        ']',
      ]);
      await look(page);
      await withoutFaults(person);
    });

    it('may send ^ for the separator once its profile is chosen', async () => {
      const person = await signedIn(browser, node, PHARMACIST);
      const { page } = person;
      await person.go('Scan');
      await page.getByLabel('Scanner profile').selectOption({ label: 'Sends ^ as separator' });
      await scanByHand(page, shelf[1] ?? '', { separator: '^', end: 'Tab' });
      await seeMatch(page, shelf[1] ?? '');
      await withoutFaults(person);
    });

    it('is not typed into the search box that has the focus', async () => {
      const person = await signedIn(browser, node, PHARMACIST);
      const { page } = person;
      const asked: string[] = [];
      page.on('request', (request) => {
        const { operationName, variables } = (request.postDataJSON() ?? {}) as { operationName?: string; variables?: { search?: string } };
        if (operationName === 'Stock' && variables?.search) asked.push(variables.search);
      });
      await person.go('Stock');
      const search = page.getByRole('searchbox');
      await page.getByRole('row', { name: /Lumirex/ }).waitFor();
      await search.fill('corv');
      await page.getByRole('row', { name: /Lumirex/ }).waitFor({ state: 'detached' });
      await search.focus();
      await scanByHand(page, shelf[2] ?? '');
      await seeMatch(page, shelf[2] ?? '');
      expect(asked).toEqual(['corv']);

      const box = page.getByRole('textbox', { name: 'Barcode text' });
      await box.fill('half a thought');
      await scanByHand(page, shelf[0] ?? '');
      await seeMatch(page, shelf[0] ?? '');
      expect(await box.inputValue()).toBe('half a thought');
      await withoutFaults(person);
    });
  });

  it('a camera reads the code, and the verdict comes with its pedigree', async () => {
    const person = await signedIn(browser, node, { ...PHARMACIST, permissions: ['camera'] });
    const { page } = person;
    await person.go('Scan');
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await seeMatch(page, shelf[0] ?? '');
    await page.getByRole('button', { name: 'Close the camera' }).click();
    await page.getByLabel('Camera picture').waitFor({ state: 'detached' });
    await withoutFaults(person);
  });

  it('a picture of a code is read as well; one without a code says so', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await person.go('Scan');
    const choose = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Read a picture' }).click();
      await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
    };
    await choose('label.png', await symbolPicture(shelf[1] ?? ''));
    await seeMatch(page, shelf[1] ?? '');
    await choose('wall.png', await page.screenshot({ clip: { x: 0, y: 600, width: 200, height: 200 } }));
    await page.getByRole('alert').getByText('No barcode was found in the picture.').waitFor();
    await withoutFaults(person);
  });

  it('tells what to do about what has no data, is no package, or is no barcode at all', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    const told = async (text: string, headline: string, step: string) => {
      await scanByHand(page, text);
      await page.getByText(step).first().waitFor();
      expect(await verdict(page).getByRole('heading').innerText()).toBe(headline);
    };
    await told(
      `0100399998101302212UNKNOWN99\u001d1728031810CV2401`,
      'Put aside: check needed',
      'Put aside and ask the sender for the data.',
    );
    // It is not in the record, so nothing can be recorded of it.
    expect(await page.getByRole('button', { name: 'Quarantine' }).count()).toBe(0);
    expect(await page.getByLabel('Pedigree, newest last').count()).toBe(0);
    await told('00399998101302', 'No answer; not a finding', 'Scan the square code (DataMatrix).');
    await told('WHAT IS THIS', 'No answer; not a finding', 'Scan again, or type what is printed beside the code.');
    await told((shelf[0] ?? '').replace('CV2401', 'CV2402'), 'Put aside: check needed', 'The lot printed is not the lot recorded.');
    await look(page);
    await withoutFaults(person);
  });

  it('says that there was no answer when the server does not answer, and asks again', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await person.go('Scan');
    await page.context().setOffline(true);
    await scanByHand(page, shelf[0] ?? '');
    await verdict(page).getByRole('heading', { name: 'No answer; not a finding' }).waitFor();
    await page.context().setOffline(false);
    await scanByHand(page, shelf[0] ?? '');
    await seeMatch(page, shelf[0] ?? '');
    await person.leave();
  });

  it('a pharmacist receives the shipment on its way, scans a package of it, dispenses it, and scans it again', async () => {
    const [arriving = ''] = await packagesAt(node, { lot: 'CV2401', state: 'in_transit', organisation: 'Northside Pharmacy', count: 1 });
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await person.go('Scan');
    await scanByHand(page, arriving);
    await page.getByText('It is on its way to you and not received yet.').first().waitFor();

    await person.go('Shipments');
    await look(page);
    await page
      .getByRole('row', { name: /Expected/ })
      .getByRole('link', { name: 'Meridian Drug Distribution' })
      .click();
    await page.getByRole('heading', { name: 'From Meridian Drug Distribution' }).waitFor();
    await look(page);
    await page.getByRole('link', { name: 'Receive it' }).click();
    await page.getByRole('button', { name: 'Receive all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Receive' }).click();
    await page.getByRole('region', { name: 'Received' }).getByText('29 packages are in stock').waitFor();
    await page.getByRole('link', { name: 'Details and statement' }).click();
    await page.getByRole('region', { name: 'Units' }).getByText('Received').nth(1).waitFor();
    expect(await page.getByRole('link', { name: 'Receive it' }).count()).toBe(0);

    await scanByHand(page, arriving);
    await seeMatch(page, arriving);
    await page.getByRole('radiogroup', { name: 'Purpose' }).getByText('Dispense').click();
    await page.getByText('The record has nothing against dispensing it.').waitFor();
    await page.getByRole('button', { name: 'Dispense', exact: true }).click();
    await page.getByText(/Block \d+, transaction/).waitFor();

    await scanByHand(page, arriving);
    await page.getByText('You have just recorded this; the second scan changes nothing.').first().waitFor();
    expect(await page.getByRole('button', { name: 'Dispense', exact: true }).count()).toBe(0);
    await page.getByLabel('Pedigree, newest last').getByText('Dispensed: Northside Pharmacy').waitFor();

    // A mis-scan: taken back, and then dispensed after all.
    await page.getByRole('button', { name: 'Undo: it was not dispensed' }).click();
    await page.getByText('Undone: it is as it was before').waitFor();
    await scanByHand(page, arriving);
    await page.getByText('The record has nothing against dispensing it.').waitFor();
    await page.getByRole('button', { name: 'Dispense', exact: true }).click();
    await page.getByRole('button', { name: 'Scanned by mistake? Undo' }).waitFor();
    await look(page);

    await person.go('Stock');
    await look(page);
    await withoutFaults(person);
  });

  it('a recalled package says Do not use, why, and what to do', async () => {
    const [recalled = ''] = (await labelsOfLot(node, 'LX1107')).filter(({ kind }) => kind === 'PACKAGE').map(({ text }) => text);
    const person = await signedIn(browser, node, { ...PHARMACIST, colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    const { page } = person;
    await scanByHand(page, recalled);
    await verdict(page).getByRole('heading', { name: 'Do not use' }).waitFor();
    await page.getByText('The lot LX1107 is recalled.').first().waitFor();
    await look(page);
    await withoutFaults(person);
  });

  it('the pedigree is a picture, proven in the browser, and goes on paper', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await page.goto(`${node.url}/pedigree`);
    await page.getByRole('heading', { level: 1, name: 'Pedigree' }).waitFor();
    await scanByHand(page, shelf[0] ?? '');
    const chain = page.getByRole('list', { name: 'The chain of holders' });
    await chain.waitFor();
    expect((await chain.getByRole('listitem').allInnerTexts()).map((box) => box.split('\n')[0])).toEqual(['Halden Pharmaceuticals', 'Meridian Drug Distribution', 'Northside Pharmacy']);
    await page.getByText(/\d+ steps hold/).waitFor();
    const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Pedigree on paper' }).click()]);
    expect((await readFile(await paper.path())).subarray(0, 5).toString()).toBe('%PDF-');
    // Where the square code on that paper leads to.
    await page.goto(`${node.url}/01/${/\(01\)(\d{14})|^01(\d{14})/.exec((await page.locator('.mono').first().innerText()) ?? '')?.[1] ?? ''}/21/${serialOf(shelf[0] ?? '')}`);
    await chain.waitFor();
    await look(page);
    await withoutFaults(person);
  });

  it('the ledger page tells whom to trust, and opens a block’s transaction', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await person.go('Ledger');
    await page
      .getByRole('region', { name: 'Trust by mode' })
      .getByRole('row', { name: /in force/ })
      .getByText('The operator for everything else')
      .waitFor();
    const blocks = page.getByRole('region', { name: 'Blocks' });
    await blocks.getByText('between others').first().waitFor();
    await look(page);
    await blocks.getByRole('link', { name: 'Dispense' }).first().click();
    await page.getByRole('heading', { name: 'Transaction: dispense' }).waitFor();
    await page.getByText(/"type":"dispense"/).waitFor();
    await look(page);
    await withoutFaults(person);
  });
});
