import { commandIdAt } from '@packtrail/ledger';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { packagesAt, serialOf } from '../support/demo-units';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

const PHARMACIST = { email: 'pharmacist@demo.example' };

describe('exceptions that are mended in the record', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let extra = '';

  beforeAll(async () => {
    node = await startDemoNode();
    browser = await launchBrowser();
    [extra = ''] = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Meridian Drug Distribution', count: 1 });
    const token = await node.signIn(PHARMACIST.email);
    const { shipments } = await node.ask<{ shipments: { items: { id: string }[] } }>('{ shipments(direction: INBOUND, state: EXPECTED) { items { id } } }', {}, token);
    // One package too many lies in the tote.
    await node.ask(
      'mutation ($input: ReceiveInput!) { receive(input: $input) { ... on Receipt { txId } ... on Refusal { code message } } }',
      { input: { commandId: commandIdAt(Date.now()), shipmentId: shipments.items[0]?.id, extra: [extra] } },
      token,
    );
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  it('one package too many: told, mended by its sender with one confirm, received, and settled by itself', async () => {
    const counter = await signedIn(browser, node, PHARMACIST);
    const { page } = counter;
    await counter.go('Exceptions');
    await page.getByRole('row', { name: /Product without data.*left/ }).waitFor();
    await look(page, 'cockpit-list');
    await page.getByRole('link', { name: 'Product without data' }).click();
    await page.getByRole('heading', { name: 'What to do', exact: true }).waitFor();
    await page.getByText('Put it aside, apart from the stock.').waitFor();
    await look(page, 'cockpit-mine');
    await page.getByRole('button', { name: 'Tell the partner' }).click();
    await page.getByText('Your partner has been told.').waitFor();

    const sender = await signedIn(browser, node, { email: 'distributor@demo.example', colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    await sender.page.getByRole('button', { name: 'Menu' }).click();
    await sender.go('Exceptions');
    await sender.page.getByRole('link', { name: 'Product without data' }).click();
    await sender.page.getByRole('heading', { name: 'Mend the record' }).waitFor();
    expect(await sender.page.getByRole('checkbox', { name: new RegExp(serialOf(extra)) }).isChecked()).toBe(true);
    expect(await sender.page.getByRole('button', { name: 'Take back what did not arrive' }).count()).toBe(0);
    await look(sender.page, 'cockpit-mend');
    await sender.page.getByRole('button', { name: 'Send a correction shipment' }).click();
    await sender.page.getByRole('dialog').getByRole('button', { name: 'Send a correction shipment' }).click();
    await sender.page.getByText('Mended in the record').first().waitFor();
    await sender.page.getByText('Correction under way').waitFor();
    await withoutFaults(sender);

    await page.reload();
    await page.getByText('Correction under way').waitFor();
    await look(page, 'cockpit-correction');
    await page.getByRole('link', { name: 'Receive the correction shipment' }).click();
    await page.getByRole('button', { name: 'Receive all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Receive' }).click();
    await page.getByRole('region', { name: 'Received' }).getByText('1 package is in stock').waitFor();
    await counter.go('Exceptions');
    await page.getByText('Nothing is open.').waitFor();
    await page.getByText('Settled', { exact: true }).first().click();
    await page.getByRole('row', { name: /Product without data.*The record was corrected/ }).waitFor();
    await counter.go('Scan');
    await page.getByRole('textbox', { name: 'Barcode text' }).fill(extra);
    await page.getByRole('textbox', { name: 'Barcode text' }).press('Enter');
    await page.getByRole('heading', { name: 'Matches the record' }).waitFor();
    await withoutFaults(counter);
  });
});
