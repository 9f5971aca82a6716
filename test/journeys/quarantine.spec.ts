import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { packagesAt, serialOf } from '../support/demo-units';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

describe('the quarantine shelf of a pharmacy', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  /** A package in stock whose printed lot is not the lot recorded. */
  let odd: string;
  let good: string;

  beforeAll(async () => {
    node = await startDemoNode();
    const [first = '', second = ''] = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Northside Pharmacy', count: 2 });
    [odd, good] = [first.replace('CV2401', 'CV2402'), second];
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  const row = (page: Page) => page.getByRole('region', { name: 'On the shelf' }).getByRole('row').filter({ hasText: serialOf(odd) });

  it('one key puts there what a verdict speaks against, and its label says why, who and since when', async () => {
    const { faults, go, leave, page } = await signedIn(browser, node, { email: 'pharmacist@demo.example' });
    await scanByHand(page, odd);
    await page.getByRole('region', { name: 'Verdict' }).getByText(serialOf(odd)).waitFor();
    await page.getByRole('button', { name: 'Quarantine (Q)' }).waitFor();
    await page.keyboard.press('q');
    await page.getByRole('link', { name: 'Print its label' }).click();
    const label = page.getByRole('listitem').filter({ hasText: serialOf(odd) });
    await label.getByText('QUARANTINE').waitFor();
    await label.getByText('The lot printed is not the lot recorded.').waitFor();
    await label.getByText('Counter pharmacist').waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
    await look(page);
    await page.emulateMedia({ media: 'print' });
    expect([await label.isVisible(), await page.getByRole('navigation', { name: 'Main' }).isVisible(), await page.getByRole('heading', { level: 1 }).isVisible()]).toEqual([true, false, false]);
    await page.emulateMedia({ media: 'screen' });

    await go('Quarantine');
    await row(page).getByText('today').waitFor();
    // What the demo put there days ago stands before it, with its age.
    await page.getByRole('region', { name: 'On the shelf' }).getByRole('row').nth(1).getByText(/^\d days$/).waitFor();
    await look(page);
    expect(faults).toEqual([]);
    await leave();
  });

  it('a letter of the scanner is no key of a person: a scan puts nothing there', async () => {
    const { go, leave, page } = await signedIn(browser, node, { email: 'pharmacist@demo.example' });
    await go('Scan');
    await scanByHand(page, odd.replace(serialOf(odd), serialOf(good)));
    await page.getByRole('button', { name: 'Quarantine (Q)' }).waitFor();
    await scanByHand(page, 'q0399998101302');
    await page.getByText('No answer; not a finding').first().waitFor();
    await scanByHand(page, good);
    await page.getByRole('region', { name: 'Verdict' }).getByRole('heading', { name: 'Matches the record' }).waitFor();
    await leave();
  });

  it('who put it there is told who may release it; another person releases it with a reason, and it is stock again', async () => {
    const first = await signedIn(browser, node, { email: 'pharmacist@demo.example' });
    await first.go('Quarantine');
    await row(first.page).getByText('You put it there: another person releases it. Who may: Second pharmacist.').waitFor();
    expect(await row(first.page).getByRole('button', { name: 'Release' }).count()).toBe(0);
    await withoutFaults(first);

    const second = await signedIn(browser, node, { email: 'pharmacist2@demo.example', colorScheme: 'dark' });
    const { page } = second;
    await second.go('Scan');
    await scanByHand(page, odd.replace('CV2402', 'CV2401'));
    await page.getByRole('link', { name: 'Release from quarantine' }).click();
    await row(page).getByRole('button', { name: 'Release' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Release it' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Why the hold ends').fill('A smudge of the printer; the code says CV2401.');
    await look(page);
    await dialog.getByRole('button', { name: 'Release it' }).click();
    await row(page).waitFor({ state: 'detached' });
    await withoutFaults(second);

    const token = await node.signIn('pharmacist@demo.example');
    const { scan } = await node.ask<{ scan: { package: { state: string } } }>('query ($text: String!) { scan(text: $text) { package { state } } }', { text: odd }, token);
    expect(scan.package.state).toBe('ACTIVE');
  });
});
