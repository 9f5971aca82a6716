import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import type { NodeUnderTest } from '../support/node-under-test';
import { look } from '../support/look';
import { signedIn } from '../support/portal';

describe('the sites of a trading partner', () => {
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

  it('are corrected by the operator, who is told what is wrong where it is wrong', async () => {
    const { faults, leave, page } = await signedIn(browser, node, { email: 'operator@demo.example' });
    const edit = page.getByRole('button', { name: /^Edit / }).first();
    await edit.click();
    const form = page.getByRole('dialog', { name: /^Edit / });
    const gln = await form.getByLabel('GLN').inputValue();
    expect(gln).toMatch(/^\d{13}$/);
    expect(await form.getByLabel('GLN').getAttribute('readonly')).not.toBeNull();
    await form.getByLabel('Name').fill('North dock');
    await form.getByLabel('Latitude').fill('141.88');
    await form.getByText('Degrees from -90 to 90').waitFor();
    await form.getByLabel('Latitude').fill('41,88');
    await form.getByLabel('Longitude').fill('');
    await form.getByText('A point has both').waitFor();
    expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await look(page);
    await form.getByLabel('Longitude').fill('-87.63');
    await form.getByLabel('Country').fill('Illinois');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').getByText('country').waitFor();
    await form.getByLabel('Country').fill('US');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('North dock').waitFor();
    await page.getByRole('button', { name: 'Edit North dock' }).click();
    const again = page.getByRole('dialog', { name: 'Edit North dock' });
    expect([await again.getByLabel('GLN').inputValue(), await again.getByLabel('Latitude').inputValue(), await again.getByLabel('Longitude').inputValue()]).toEqual([gln, '41.88', '-87.63']);
    expect(faults).toEqual([]);
    await leave();
  });
});
