import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

const PHARMACIST = { email: 'pharmacist@demo.example' };
const DISTRIBUTOR = { email: 'distributor@demo.example' };
/** A package that nobody commissioned. */
const UNKNOWN = '(01)00300010123455(21)NOBODY1(17)280331(10)ZZ9';

describe('with partners', () => {
  let node: NodeUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    node = await startDemoNode();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  it('what does not fit together is reported from the scan, answered by the partner, and settled', async () => {
    const counter = await signedIn(browser, node, PHARMACIST);
    const { page } = counter;
    await counter.go('Exceptions');
    await page.getByText('Everything fits').waitFor();
    await look(page, 'empty');
    await counter.go('Scan');
    await page.getByRole('textbox', { name: 'Barcode text' }).fill(UNKNOWN);
    await page.getByRole('textbox', { name: 'Barcode text' }).press('Enter');
    await page.getByRole('link', { name: 'Ask the sender' }).click();
    await page.getByRole('heading', { name: 'Report an exception' }).waitFor();
    await page.getByText('serial NOBODY1').waitFor();
    await page.getByRole('combobox', { name: 'Partner' }).fill('Meridian');
    await page.getByRole('option', { name: /Meridian/ }).click();
    await page.getByRole('textbox', { name: 'Purchase order' }).fill('PO-4711');
    await look(page, 'report');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('heading', { level: 1, name: 'Product without data' }).waitFor();
    await page.getByText('Product without data, purchase order PO-4711').waitFor();
    await page.getByRole('button', { name: 'Tell the partner' }).click();
    await page.getByText('Your partner has been told.').waitFor();
    await look(page, 'told');

    const partner = await signedIn(browser, node, { ...DISTRIBUTOR, colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    await partner.page.getByRole('button', { name: 'Menu' }).click();
    await partner.go('Exceptions');
    await look(partner.page, 'partner-list');
    await partner.page.getByRole('link', { name: 'Product without data' }).click();
    await partner.page.getByText('Your partner waits for an answer').waitFor();
    await partner.page.getByRole('radio', { name: 'Decline' }).check();
    await partner.page.getByRole('textbox', { name: 'Comment' }).fill('Sent to the wrong branch');
    await partner.page.getByRole('combobox', { name: 'Offered instead' }).selectOption('Return product');
    await look(partner.page, 'answering');
    await partner.page.getByRole('button', { name: 'Send the answer' }).click();
    await partner.page.getByText('You have answered.').waitFor();
    await withoutFaults(partner);

    await page.reload();
    await page.getByText('Offers: Return product').waitFor();
    await page.getByText('Sent to the wrong branch').waitFor();
    await look(page, 'answered');
    await page.getByRole('button', { name: 'Settle' }).click();
    await page.getByRole('textbox', { name: 'How it was settled' }).fill('Sent back');
    await page.getByRole('dialog').getByRole('button', { name: 'Settle' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await counter.go('Exceptions');
    await page.getByText('Nothing is open.').waitFor();
    await page.getByText('Settled', { exact: true }).first().click();
    await page.getByRole('row', { name: /Product without data.*Sent back/ }).waitFor();
    await look(page, 'settled');
    await withoutFaults(counter);
  });

  it('a connection is made, a token is shown once, and a shipment says how far its documents have come', async () => {
    const desk = await signedIn(browser, node, DISTRIBUTOR);
    const { page } = desk;
    await desk.go('Connections');
    await page.getByText('No connection yet').waitFor();
    await look(page, 'connections-empty');
    await page.getByRole('button', { name: 'Connect a partner' }).click();
    await page.getByRole('combobox', { name: 'Partner' }).fill('Riverbend');
    await page.getByRole('option', { name: /Riverbend/ }).click();
    await page.getByRole('textbox', { name: 'Capture endpoint' }).fill('http://192.168.1.9/capture');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText(/Only https/).waitFor();
    await page.getByRole('textbox', { name: 'Capture endpoint' }).fill('https://epcis.riverbend.example/capture');
    await look(page, 'connections-form');
    await page.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row', { name: /Riverbend/ });
    await row.getByText('https://epcis.riverbend.example/capture').waitFor();
    await row.getByRole('button', { name: 'New token' }).click();
    await page.getByRole('button', { name: 'Make the token' }).click();
    expect(await page.getByRole('textbox', { name: 'Token' }).inputValue()).toMatch(/^.{40,}$/);
    await look(page, 'connections-token');
    await page.keyboard.press('Escape');
    await row.getByText('Good').waitFor();
    await look(page, 'connections');

    await desk.go('Shipments');
    await page.getByText('Outbound').click();
    await page.getByRole('row', { name: /Northside/ }).first().getByRole('link').click();
    await page.getByRole('heading', { name: 'Transaction information and statement' }).waitFor();
    await look(page, 'shipment');
    await desk.go('Import');
    await page.getByRole('heading', { name: 'What DSCSA asks of you' }).waitFor();
    await look(page, 'import');
    // The one that was provoked.
    expect(desk.faults.filter((fault) => !fault.includes('192.168.1.9'))).toEqual([]);
    await desk.leave();
  });
});
