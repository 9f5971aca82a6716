import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launchBrowser } from '../support/browser';
import { look } from '../support/look';
import { type NodeUnderTest, startNode } from '../support/node-under-test';
import { arrive, signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

let node: NodeUnderTest;
let browser: Browser;
beforeAll(async () => {
  node = await startNode({ environment: { PACKTRAIL_MODE: 'live' } });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});

const linksIn = (output: string) => [...output.matchAll(/http\S+\/first-operator#token=\S+/g)].map(([link]) => new URL(link));

it('a live node prints a link once; it makes the operator, who is then signed in, and is good no second time', async () => {
  const health = (await (await fetch(`${node.url}/health`)).json()) as { mode: string };
  expect(health.mode).toBe('live');
  // The node answers a moment before it has printed.
  await vi.waitFor(() => expect(linksIn(node.output())).not.toEqual([]), { timeout: 15_000 });
  const [link] = linksIn(node.output());
  if (!link) throw new Error(`the start printed no link:\n${node.output()}`);
  const stranger = await arrive(browser, node, '/first-operator#token=made-up');
  const { page, faults, leave } = await arrive(browser, node, `${link.pathname}${link.hash}`);
  const password = 'a first long password';
  for (const each of [stranger.page, page]) {
    await each.getByRole('textbox', { name: 'Organisation' }).fill('Prairie Health');
    await each.getByLabel('GLN').fill('0399991000015');
    await each
      .getByRole('combobox', { name: 'Kinds of trading partner' })
      .or(each.getByRole('textbox', { name: 'Kinds of trading partner' }))
      .first()
      .click();
    await each.getByRole('option', { name: 'Dispenser' }).click();
    await each.keyboard.press('Escape');
    for (const [field, value] of Object.entries({ Street: '5 Mill Road', City: 'Peoria', State: 'IL', 'Postal code': '61602' }))
      await each.getByLabel(field).fill(value);
    await each.getByLabel('Your name or role').fill('Node operator');
    await each.getByLabel('E-mail').fill('operator@prairie.example');
    await each.getByRole('textbox', { name: 'Password' }).fill(password);
  }
  await stranger.page.getByRole('button', { name: 'Become the operator' }).click();
  await stranger.page.getByRole('alert').getByText('This link was used').waitFor();

  await look(page);
  await page.getByRole('button', { name: 'Become the operator' }).click();
  await page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor();
  await page.getByRole('row', { name: /Prairie Health.*Active/ }).waitFor();
  expect(await page.getByText('Demo data').count()).toBe(0);
  expect(faults).toEqual([]);
  await leave();

  const operator = await signedIn(browser, node, { email: 'operator@prairie.example', password });
  await operator.page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor();
  await look(operator.page);
  await withoutFaults(operator);
});

it('the next start prints none, and the sign-in page offers no demo', async () => {
  const { data } = node;
  await node.stop();
  node = await startNode({ data, environment: { PACKTRAIL_MODE: 'live' } });
  expect(linksIn(node.output())).toEqual([]);
  const { page, leave } = await arrive(browser, node, '/');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await page.getByRole('button', { name: /Pharmacist/ }).count()).toBe(0);
  await leave();
});
