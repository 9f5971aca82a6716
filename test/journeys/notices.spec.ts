import { commandIdAt } from '@packtrail/ledger';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { comeBackUntil } from '../support/come-back';
import { startDemoNode } from '../support/demo-node';
import { labelsOfLot, packagesAt, serialOf } from '../support/demo-units';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';

const PHARMACIST = { email: 'pharmacist@demo.example' };
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

describe('what a pharmacist is told without asking', () => {
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

  it('that a code of hers was seen in other hands: she looks at the package, says what she found, and goes on to a case', async () => {
    const [text = ''] = await packagesAt(node, { lot: 'CV2401', state: 'dispensed', organisation: 'Northside Pharmacy', count: 1 });
    const { page, leave, faults, go } = await signedIn(browser, node, PHARMACIST);
    await go('Notices');
    await page.getByText('Nothing to look at').waitFor();
    await look(page, 'notices-none');
    await leave();

    const elsewhere = await signedIn(browser, node, { email: 'riverbend@demo.example', ...PHONE });
    await scanByHand(elsewhere.page, text);
    await elsewhere.page.getByText('A package with this serial was recorded as dispensed elsewhere before.').first().waitFor();
    await elsewhere.page.getByRole('link', { name: 'Open a case' }).waitFor();
    await look(elsewhere.page, 'notices-seen-phone');

    const counter = await signedIn(browser, node, PHARMACIST);
    const counted = counter.page.getByRole('link', { name: 'Notices, 1 to look at' });
    await comeBackUntil(counted);
    await counted.click();
    await counter.page.getByText('A package with the same code was scanned after that.').waitFor();
    await counter.page.getByText(serialOf(text)).waitFor();
    expect(await counter.page.getByText('Riverbend').count()).toBe(0);
    await look(counter.page, 'notices-open');
    await counter.page.getByRole('button', { name: 'Something differs' }).click();
    await counter.page.getByRole('textbox', { name: 'Note (optional)' }).fill('The seal is of another colour.');
    await look(counter.page, 'notices-confirm');
    await counter.page.getByRole('button', { name: 'Record it' }).click();
    await counter.page.getByText('Nothing to look at').waitFor();
    await counter.page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
    await counter.page.getByRole('radiogroup', { name: 'Which notices' }).getByText('Settled').click();
    await counter.page.getByText('The seal is of another colour.').waitFor();
    await counter.page.getByRole('link', { name: 'Open a case' }).waitFor();
    await look(counter.page, 'notices-settled');

    await elsewhere.page.getByRole('button', { name: 'Menu' }).click();
    const hers = elsewhere.page.getByRole('link', { name: 'Notices, 1 to look at' });
    await comeBackUntil(hers);
    await hers.click();
    await elsewhere.page.getByText('after one with the same code was recorded as dispensed or decommissioned.').waitFor();
    expect(await elsewhere.page.getByText('Northside').count()).toBe(0);
    await look(elsewhere.page, 'notices-open-phone');
    expect([...faults, ...counter.faults, ...elsewhere.faults]).toEqual([]);
    await counter.leave();
    await elsewhere.leave();
  });

  it('that data have come for what she scanned before them', async () => {
    const pallets = (await labelsOfLot(node, 'OS3301')).filter(({ sscc }) => sscc !== null);
    const [pack] = (await labelsOfLot(node, 'OS3301')).filter(({ kind }) => kind === 'PACKAGE');
    const { page, leave, faults, go } = await signedIn(browser, node, PHARMACIST);
    await go('Scan');
    await page.getByRole('radiogroup', { name: 'Purpose' }).getByText('Receive').click();
    await scanByHand(page, pack?.text ?? '');
    await page.getByText('The record does not have it in your custody.').first().waitFor();
    await page.getByRole('heading', { name: 'Waiting for data' }).waitFor();
    await look(page, 'notices-waiting');
    await go('Stock');

    const maker = await node.signIn('manufacturer@demo.example');
    const { ship } = await node.ask<{ ship: { txId?: string } }>('mutation ($input: ShipInput!) { ship(input: $input) { ... on Receipt { txId } ... on Refusal { code message } } }', {
      input: { commandId: commandIdAt(Date.now()), toGln: '0399995000011', units: pallets.map(({ text }) => text) },
    }, maker);
    expect(ship.txId).toBeDefined();
    const told = page.getByText('New data: Matches the record');
    await comeBackUntil(told);
    await told.click();
    await page.getByRole('heading', { level: 1, name: 'Scan' }).waitFor();
    await page.getByRole('region', { name: 'Verdict' }).getByText(serialOf(pack?.text ?? '')).waitFor();
    await page.getByRole('button', { name: 'Receive this package' }).waitFor();
    await page.getByRole('heading', { name: 'Waiting for data' }).waitFor({ state: 'detached' });
    await look(page, 'notices-arrived');
    expect(faults).toEqual([]);
    await leave();
  });

  it('what the answers mean, in her own language', async () => {
    const { page, leave, faults, go } = await signedIn(browser, node, PHARMACIST);
    await go('Scan');
    await page.getByRole('link', { name: 'What the answers mean' }).click();
    await page.getByText('A package with this code is recorded as stolen.').waitFor();
    await page.getByRole('radiogroup', { name: 'Purpose' }).getByText('Dispense').click();
    await page.getByText('Do not dispense: quarantine.').first().waitFor();
    expect(await page.getByText('It is in your stock already.').count()).toBe(0);
    await look(page, 'notices-legend');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByText('Un envase con este código consta como robado.').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await look(page, 'notices-legend-es-phone');
    expect(faults).toEqual([]);
    await leave();
  });
});

