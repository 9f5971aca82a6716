import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { packagesAt } from '../support/demo-units';
import { demoSaleFile } from '../support/epcis-file';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

const as = (name: string) => ({ email: `${name}@demo.example` });

/** What people do with the portal from lot to recall, once, whatever ledger the node runs on: nothing changes for them. */
export const describeTrade = (name: string, start: () => Promise<NodeUnderTest>) => describe(name, () => {
  let node: NodeUnderTest;
  let browser: Browser;
  beforeAll(async () => {
    node = await start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  const recorded = (page: Page) => page.getByText(/Block \d+, transaction/).waitFor();
  async function choose(page: Page, field: string, option: string): Promise<void> {
    await page
      .getByRole('combobox', { name: field })
      .or(page.getByRole('textbox', { name: field }))
      .first()
      .click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  it('a manufacturer registers a product and a lot, makes serials in cases on a pallet, sees their labels, ships the pallet, and its buyer receives it by one scan', async () => {
    const maker = await signedIn(browser, node, as('manufacturer'));
    const { page } = maker;
    await maker.go('Products');
    await page.getByRole('button', { name: 'Register a product' }).click();
    const product = page.getByRole('dialog');
    await product.getByLabel('Name').fill('Velarin');
    await product.getByLabel('Strength').fill('5 mg');
    await product.getByLabel('Dosage form').fill('TABLET');
    await product.getByLabel('Net content').fill('28 tablets');
    await product.getByLabel('GTIN of the package').fill('00399998440281');
    await product.getByText(/check digit/i).waitFor();
    await product.getByLabel('GTIN of the package').fill('00399998440289');
    await product.getByLabel('GTIN of the case').fill('20399998440283');
    await look(page);
    await product.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('row', { name: /Velarin/ }).waitFor();

    await maker.go('Lots');
    await look(page);
    await page.getByRole('button', { name: 'Register a lot' }).click();
    await choose(page, 'Product', 'Velarin, 5 mg, 28 tablets');
    await page.getByLabel('Lot number').fill('VL0001');
    await page.getByLabel('Expiry').fill('2029-06-30');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Lot VL0001' }).waitFor();

    await page.getByLabel('Packages', { exact: true }).fill('24');
    await page.getByLabel('Packages per case').fill('6');
    await page.getByLabel('Cases per pallet').fill('4');
    await page.getByText('24 packages').first().waitFor();
    await page.getByRole('button', { name: 'Commission' }).click();
    await recorded(page);
    await look(page);

    await page.getByRole('link', { name: 'Labels' }).click();
    await page.getByText('29 of 29 labels on this sheet').waitFor();
    const pictures = page.getByRole('img', { name: /^Barcode: / });
    await pictures.nth(28).waitFor();
    // Drawn, not only named: every symbol has a size of its own.
    expect(await pictures.evaluateAll((all) => all.filter((each) => (each as HTMLImageElement).naturalWidth > 0).length)).toBe(29);
    await look(page);
    const sscc = /\d{18}/.exec(await page.getByText('SSCC (00)').innerText())?.[0] ?? '';

    await maker.go('Shipments');
    await page.getByRole('link', { name: 'Ship', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Ship', exact: true }).waitFor();
    await scanByHand(page, `]C100${sscc}`);
    await page.getByText(`SSCC ${sscc}`).first().waitFor();
    await choose(page, 'Partner', 'Meridian Drug Distribution');
    await page.getByLabel('Purchase order').fill('MD-50001');
    await look(page);
    await page.getByRole('button', { name: 'Ship 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ship' }).click();
    await page.getByRole('heading', { level: 1, name: 'To Meridian Drug Distribution' }).waitFor();
    await page.getByText('Statement affirmed').waitFor();
    await withoutFaults(maker);

    const buyer = await signedIn(browser, node, as('distributor'));
    await buyer.go('Shipments');
    await buyer.page
      .getByRole('row', { name: /MD-50001/ })
      .getByText('Expected')
      .waitFor();
    await buyer.go('Scan');
    await scanByHand(buyer.page, `]C100${sscc}`);
    await buyer.page.getByText('Receive its shipment first.').first().waitFor();
    await buyer.page.getByRole('button', { name: 'Receive this container' }).click();
    await recorded(buyer.page);
    await buyer.go('Shipments');
    await buyer.page
      .getByRole('row', { name: /MD-50001/ })
      .getByText('Received')
      .waitFor();
    await buyer.go('Stock');
    await buyer.page.getByRole('row', { name: /Velarin.*24.*VL0001/ }).waitFor();
    await withoutFaults(buyer);
  });

  it('a seller drops an EPCIS file, and its buyer finds the shipment; a broken file is refused with event, path and rule, and a repeated one changes nothing', async () => {
    const seller = await signedIn(browser, node, as('manufacturer'));
    const { page } = seller;
    await seller.go('Import');
    const file = demoSaleFile();
    await drop(
      page,
      'broken sale.xml',
      file.replaceAll('0399998.556789.CS03', '0399998.556789.CS04').replace('0399998.556789.CS04', '0399998.556789.CS03'),
    );
    await page.getByText('Refused; nothing was recorded').waitFor();
    await page.getByRole('heading', { level: 1, name: 'broken sale.xml' }).waitFor();
    const findings = page.getByRole('region', { name: 'Findings' }).getByRole('row');
    const first = await findings.nth(1).getByRole('cell').allInnerTexts();
    expect(first[0]).toMatch(/^\d+$/);
    expect(first[4]).toMatch(/^[A-Z_]+$/);
    expect(first[5]).toContain('Event');
    await look(page);

    await page.getByRole('link', { name: 'Import another file' }).click();
    await drop(page, 'sale.xml', file);
    await page.getByText(/events became \d+ ledger entries/).waitFor();
    await page.getByRole('link', { name: 'Open the shipment' }).click();
    await page.getByRole('heading', { level: 1, name: 'To Meridian Drug Distribution' }).waitFor();
    await page.getByText('Packages').first().waitFor();

    await seller.go('Import');
    await look(page);
    await drop(page, 'sale again.xml', file);
    await page.getByText('Already recorded').waitFor();
    await withoutFaults(seller);

    const buyer = await signedIn(browser, node, as('distributor'));
    await buyer.go('Shipments');
    await buyer.page
      .getByRole('row', { name: /Halden Pharmaceuticals.*Expected.*12/ })
      .getByRole('link')
      .click();
    await buyer.page.getByRole('link', { name: 'Receive it' }).click();
    await buyer.page.getByRole('button', { name: 'Receive all' }).click();
    await buyer.page.getByRole('dialog').getByRole('button', { name: 'Receive' }).click();
    await buyer.page.getByRole('region', { name: 'Received' }).getByText('12 packages are in stock').waitFor();
    await withoutFaults(buyer);
  });

  it('a recall takes two people; the next scan of a pharmacist says so, he answers, and the regulator sees who holds how many', async () => {
    const [held = ''] = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Northside Pharmacy', count: 1 });
    const pharmacist = await signedIn(browser, node, as('pharmacist'));
    await scanByHand(pharmacist.page, held);
    await pharmacist.page.getByRole('heading', { name: 'Matches the record' }).waitFor();

    const maker = await signedIn(browser, node, as('manufacturer'));
    await maker.go('Recalls');
    await maker.page.getByRole('link', { name: 'Propose a recall' }).click();
    await maker.page.getByLabel('GTIN and lot, one a line').fill('00399998101302 CV2401');
    await maker.page
      .getByRole('region', { name: 'Lots' })
      .getByRole('row', { name: /Corvanta/ })
      .waitFor();
    await maker.page.getByLabel('Reason').fill('Two cartons of the lot carry the leaflet of another strength.');
    await maker.page.getByLabel('What holders are to do').fill('Keep every package of the lot apart and return it.');
    await maker.page.getByLabel('Contact').fill('recall@halden.example');
    await look(maker.page);
    await maker.page.getByRole('button', { name: 'Propose' }).click();
    await maker.page.getByText('A draft: nothing is stopped yet').waitFor();
    expect(await maker.page.getByRole('button', { name: 'Confirm the recall' }).isDisabled()).toBe(true);
    const address = new URL(maker.page.url()).pathname;
    await withoutFaults(maker);

    const quality = await signedIn(browser, node, as('quality'));
    await quality.go('Recalls');
    await quality.page
      .getByRole('row', { name: /Corvanta.*Draft/ })
      .getByRole('link')
      .click();
    await quality.page.getByRole('button', { name: 'Confirm the recall' }).click();
    const dialog = quality.page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Recall now' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Type RECALL to go on').fill('recall');
    await dialog.getByRole('button', { name: 'Recall now' }).click();
    await quality.page.getByText('In force', { exact: true }).waitFor();
    await look(quality.page);
    await withoutFaults(quality);

    const { page } = pharmacist;
    await page.getByRole('radiogroup', { name: 'Purpose' }).getByText('Dispense').click();
    await page.getByText('Do not dispense: quarantine.').first().waitFor();
    await page.getByText('Two cartons of the lot carry the leaflet of another strength.').waitFor();
    await page.getByText('Keep every package of the lot apart and return it.').waitFor();
    expect(await page.getByRole('button', { name: 'Dispense', exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: 'Open the recall' }).click();
    await page.getByRole('heading', { name: 'Your affected stock' }).waitFor();
    await page.getByLabel('Not found').fill('1');
    await look(page);
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('You have answered this recall').waitFor();
    await withoutFaults(pharmacist);

    const regulator = await signedIn(browser, node, as('regulator'));
    await regulator.page.goto(`${node.url}${address}`);
    const holders = regulator.page.getByRole('region', { name: 'Holders' });
    await holders.getByRole('row', { name: /Northside Pharmacy.*Answered/ }).waitFor();
    await holders.getByRole('row', { name: /Meridian Drug Distribution.*Open/ }).waitFor();
    const counts = async (name: string) =>
      (await holders.getByRole('row', { name }).getByRole('cell').allInnerTexts()).slice(1, 5).map(Number);
    // In stock, in transit (at its sender), quarantined, dispensed: two cases of 24, one package of them dispensed and one quarantined since.
    expect(await counts('Northside Pharmacy')).toEqual([46, 0, 1, 1]);
    expect(await counts('Riverbend Pharmacy')).toEqual([48, 0, 0, 0]);
    expect(await counts('Meridian Drug Distribution')).toEqual([115, 29, 0, 0]);
    await look(regulator.page);
    await withoutFaults(regulator);
  });

  it('an operator creates an organisation, a site and a user, who signs in', async () => {
    const operator = await signedIn(browser, node, as('operator'));
    const { page } = operator;
    await operator.go('Organisations');
    await look(page);
    const address = async () => {
      for (const [field, value] of Object.entries({ Street: '12 Orchard Row', City: 'Dayton', State: 'OH', 'Postal code': '45402' }))
        await page.getByRole('dialog').getByLabel(field).fill(value);
    };
    await page.getByRole('button', { name: 'Add an organisation' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Orchard Pharmacy');
    await page.getByRole('dialog').getByLabel('GLN').fill('0399991000015');
    await choose(page, 'Kinds of trading partner', 'Dispenser');
    await address();
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    const row = page.getByRole('row', { name: /Orchard Pharmacy.*Active/ });
    await row.getByRole('button', { name: 'Add a site' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Orchard, counter');
    await page.getByRole('dialog').getByLabel('GLN').fill('0399991000022');
    await address();
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await row.getByText('Orchard, counter').waitFor();
    await row.getByRole('button', { name: 'Licences of Orchard Pharmacy' }).click();
    const licences = page.getByRole('dialog');
    await licences.getByText('None is recorded').waitFor();
    await licences.getByLabel('State or authority').fill('OH');
    await licences.getByLabel('Number').fill('TDD 02-1');
    await licences.getByLabel('Last day on which it is good').fill('2020-03-31');
    await licences.getByRole('button', { name: 'Record the licence' }).click();
    await licences.getByText('OH, TDD 02-1, good to 31 Mar 2020').waitFor();
    await licences.getByText('Ended').waitFor();
    await look(page);
    await page.keyboard.press('Escape');

    await operator.go('Users');
    await page.getByRole('button', { name: 'Add a user' }).click();
    await choose(page, 'Organisation', 'Orchard Pharmacy');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Counter pharmacist');
    await page.getByRole('dialog').getByLabel('E-mail').fill('orchard@demo.example');
    await page.getByRole('dialog').getByRole('textbox', { name: 'First password' }).fill('a long first password');
    await look(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('row', { name: /orchard@demo.example/ }).waitFor();
    await withoutFaults(operator);

    const newcomer = await signedIn(browser, node, { email: 'orchard@demo.example', password: 'a long first password' });
    await newcomer.go('Shipments');
    await newcomer.page.getByText('Nothing is on its way to you').waitFor();
    await newcomer.page.getByRole('button', { name: 'Orchard Pharmacy' }).click();
    await newcomer.page.getByRole('menuitem', { name: 'Orchard, counter' }).waitFor();
    await withoutFaults(newcomer);
  });
});

/** Drops a file onto the page as from a folder beside the browser. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dropped = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ''], fileName ?? '', { type: 'text/xml' }));
      return transfer;
    },
    [name, text],
  );
  const target = page.getByText('Drop an EPCIS file here');
  for (const type of ['dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer: dropped });
}
