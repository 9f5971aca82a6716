import { commandIdAt } from '@packtrail/ledger';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { labelsOfLot, packagesAt, serialOf } from '../support/demo-units';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { signedIn } from '../support/portal';
import { smallerPng } from '../support/smaller-png';
import { withoutFaults } from '../support/without-faults';

const LOT = 'CV2401';

describe('a suspect package', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  let one = '';

  beforeAll(async () => {
    node = await startDemoNode();
    browser = await launchBrowser();
    [one = ''] = await packagesAt(node, { lot: LOT, state: 'active', organisation: 'Northside Pharmacy', count: 1 });
  });
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  /** What the node answers a pharmacist who would ship or dispense units all the same. */
  const tryTo = async (name: 'dispense' | 'ship', input: object): Promise<string> => {
    const token = await node.signIn('pharmacist@demo.example');
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const { answer } = await node.ask<{ answer: { code?: string } }>(
      `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ... on Refusal { code } } }`,
      { input: { commandId: commandIdAt(Date.now()), ...input } },
      token,
    );
    return answer.code ?? 'recorded';
  };

  it('is worked from the scan to the notification and its termination, held all the while; the partner sees it and answers', async () => {
    const counter = await signedIn(browser, node, { email: 'pharmacist@demo.example' });
    const { page } = counter;
    await counter.go('Cases');
    await page.getByText('No suspect product').waitFor();
    await look(page, 'cases-empty');

    // From a doubt at the counter.
    await page.getByRole('link', { name: 'Open a case' }).click();
    await page.getByRole('heading', { level: 1, name: 'Open a case' }).waitFor();
    await scanByHand(page, one);
    await page.getByText(serialOf(one)).first().waitFor();
    await page.getByRole('combobox', { name: 'What you suspect' }).selectOption('COUNTERFEIT');
    await page.getByRole('textbox', { name: 'Why' }).fill('The seal was glued again.');
    await look(page, 'case-new');
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByRole('heading', { name: 'Investigate, then decide' }).waitFor();
    await look(page, 'case-suspect');

    // Held, with the case that it lies in, while the others of the lot can go on.
    expect(await tryTo('dispense', { units: [one] })).toBe('HELD');
    const { me } = await node.ask<{ me: { organisation: { gln: string } } }>('{ me { organisation { gln } } }', {}, await node.signIn('pharmacist@demo.example'));
    const cases = (await labelsOfLot(node, LOT)).filter(({ kind }) => kind === 'CASE');
    const codes = await Promise.all(cases.map(({ text }) => tryTo('ship', { toGln: me.organisation.gln, units: [text], purpose: 'RETURN' })));
    expect(codes.filter((code) => code === 'IN_CASE')).toHaveLength(1);
    expect(await tryTo('ship', { toGln: me.organisation.gln, units: [one], purpose: 'DESTRUCTION' })).toBe('IN_CASE');

    // The investigation: three questions, a sample by chance, a note and a picture.
    await page.getByRole('radiogroup', { name: 'Does the package look as it should?' }).getByText('No', { exact: true }).click();
    await page.getByText('Answered: Does the package look as it should?').waitFor();
    await page.getByRole('button', { name: 'Draw the sample' }).click();
    await page.getByText(/packages of \d+ at hand are to be verified/).waitFor();
    const drawn = (await page.getByText(/^\(01\)\d{14}\(21\)/).allInnerTexts())[0] ?? '';
    const label = (await labelsOfLot(node, LOT)).find(({ serial }) => serial !== null && drawn.endsWith(`(21)${serial}`));
    await scanByHand(page, label?.text ?? '');
    await page.getByText('Matches the record').first().waitFor();
    await page.getByRole('textbox', { name: 'Note' }).fill('Glue at the flap, and the foil is another.');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByRole('textbox', { name: 'What it shows' }).fill('The flap');
    await page.locator('input[type=file]').setInputFiles({ name: 'flap.png', mimeType: 'image/png', buffer: smallerPng(await page.screenshot()) });
    await page.getByRole('img', { name: 'The flap' }).waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('img')].every((image) => image.complete && image.naturalWidth > 0));
    await look(page, 'case-investigated');
    expect(await page.getByRole('button', { name: 'Clear it' }).isDisabled()).toBe(true);

    // Found illegitimate: no way back, and the clock runs.
    await page.getByRole('button', { name: 'Found illegitimate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'The evidence' }).fill('The manufacturer never made this serial.');
    expect(await dialog.getByRole('button', { name: 'Found illegitimate' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Type ILLEGITIMATE to go on' }).fill('illegitimate');
    await dialog.getByRole('button', { name: 'Found illegitimate' }).click();
    await page.getByRole('timer', { name: 'Notify FDA and your partners within' }).getByText(/^23 h 5\d min$/).waitFor();
    await page.getByRole('row', { name: /Meridian Drug Distribution.*sold it to you/ }).waitFor();
    await page.getByText(/items still need a word from you/).waitFor();
    await look(page, 'case-illegitimate');
    await page.getByRole('button', { name: 'Complete the form' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: '8 Drug use' }).selectOption('Human use');
    await page.getByRole('dialog').getByRole('textbox', { name: '9 Drug description' }).fill('Finished prescription drug');
    await look(page, 'case-form');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Nothing is missing.').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Print (PDF)' }).click();
    expect((await download).suggestedFilename()).toMatch(/^form-3911-initial-.*\.pdf$/);
    await page.getByRole('button', { name: 'I have submitted it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Recorded as submitted.').waitFor();
    await page.getByRole('button', { name: 'Tell them now' }).click();
    await page.getByText('FDA and your partners were notified within 24 hours.').waitFor();
    await look(page, 'case-notified');

    // The message can be taken away, for a partner who is not here: by mail, and on a sheet of its own.
    await page.getByRole('button', { name: 'Message: Meridian Drug Distribution' }).click();
    expect(await page.getByRole('link', { name: 'Mail' }).getAttribute('href')).toMatch(/^mailto:\?subject=Notification%20of%20illegitimate%20product.*lot%20CV2401/);
    const sheet = page.waitForEvent('popup');
    await page.getByRole('dialog').getByRole('button', { name: 'Print' }).click();
    expect(await (await sheet).locator('pre').innerText()).toContain(`(21)${serialOf(one)}`);
    await (await sheet).close();
    await page.keyboard.press('Escape');

    // The partner, on a telephone in the dark.
    const partner = await signedIn(browser, node, { email: 'distributor@demo.example', colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    await partner.page.getByRole('button', { name: 'Menu' }).click();
    await partner.go('Cases');
    await partner.page.getByRole('link', { name: 'From partners (1)' }).click();
    await partner.page.getByText('Waits for your answer').waitFor();
    await partner.page.getByText(/You have \d+ packages of these lots at hand/).waitFor();
    await partner.page.getByRole('link', { name: `See the packages of lot ${LOT}` }).waitFor();
    await look(partner.page, 'case-received');
    await partner.page.getByRole('button', { name: 'None found' }).click();
    await partner.page.getByRole('textbox', { name: 'Where you looked' }).fill('Both aisles and the returns cage');
    await partner.page.getByRole('dialog').getByRole('button', { name: 'Answer' }).click();
    await partner.page.getByText('You found none', { exact: true }).waitFor();
    await withoutFaults(partner);

    // To the end.
    await page.reload();
    await page.getByRole('row', { name: /Meridian.*Found none.*Both aisles/ }).waitFor();
    await page.getByRole('combobox', { name: 'How' }).selectOption('DESTROYED');
    await page.getByRole('textbox', { name: 'By whom' }).fill('Incinerated, two witnesses');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
    await page.getByRole('heading', { name: 'End the notification with FDA' }).waitFor();
    await page.getByRole('textbox', { name: 'Incident number that FDA gave' }).fill('INC-2026-0042');
    await page.getByRole('button', { name: 'Record the number' }).click();
    await page.getByText('FDA gave a number').waitFor();
    await page.getByRole('button', { name: 'Complete the form' }).first().click();
    await page.getByRole('dialog').getByRole('textbox', { name: '18 Why' }).fill('All of it was destroyed.');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Nothing is missing.').waitFor();
    await look(page, 'case-ending');
    await page.getByRole('button', { name: 'I have submitted it' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
    await page.getByRole('heading', { name: 'Wait for FDA, then end the case' }).waitFor();
    await page.getByRole('textbox', { name: 'How FDA agreed' }).fill('Letter of today');
    await page.getByRole('button', { name: 'FDA agreed: end the case' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the case' }).click();
    await page.getByRole('heading', { name: 'The case is over' }).waitFor();
    await page.getByText('Told of the termination').waitFor();
    await look(page, 'case-over');
    await counter.go('Cases');
    await page.getByText('Over', { exact: true }).click();
    await page.getByRole('row', { name: /Corvanta.*Terminated/ }).waitFor();
    await withoutFaults(counter);
  });

  it('is decided package by package: one is cleared, one is found illegitimate, the third goes on in a case of its own', async () => {
    const three = await packagesAt(node, { lot: LOT, state: 'active', organisation: 'Northside Pharmacy', count: 3 });
    const [good = '', bad = '', open = ''] = three.map((text) => `(21)${serialOf(text)}`);
    const first = await node.signIn('pharmacist@demo.example');
    const { opened } = await node.ask<{ opened: { id: string } }>(
      'mutation ($input: OpenCaseInput!) { opened: openCase(input: $input) { ... on SuspectCase { id } } }',
      { input: { commandId: commandIdAt(Date.now()), units: three, kind: 'COUNTERFEIT', reason: 'Three odd seals' } },
      first,
    );
    const colleague = await signedIn(browser, node, { email: 'pharmacist2@demo.example' });
    const { page } = colleague;
    await page.goto(`${node.url}/cases/${opened.id}`);
    const dialog = page.getByRole('dialog');
    const leaveOut = async (...serials: string[]) => {
      for (const serial of serials) await dialog.getByRole('checkbox', { name: serial }).uncheck();
    };

    await page.getByRole('button', { name: 'Clear it' }).click();
    await leaveOut(bad, open);
    await dialog.getByText('The others stay in quarantine, and in this case.').waitFor();
    await dialog.getByRole('textbox', { name: 'What the investigation found' }).fill('The maker knows this seal.');
    await look(page, 'case-clear-part');
    await dialog.getByRole('button', { name: 'Clear it' }).click();
    await page.getByRole('row', { name: new RegExp(`${good.slice(4)}.*Cleared`) }).waitFor();
    await page.getByRole('heading', { name: 'Investigate, then decide' }).waitFor();

    await page.getByRole('button', { name: 'Found illegitimate' }).click();
    await dialog.getByRole('checkbox', { name: bad }).waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(2);
    await leaveOut(open);
    await dialog.getByText('go on in a case of their own').waitFor();
    await dialog.getByRole('textbox', { name: 'The evidence' }).fill('Never made.');
    await dialog.getByRole('textbox', { name: 'Type ILLEGITIMATE to go on' }).fill('illegitimate');
    await dialog.getByRole('button', { name: 'Found illegitimate' }).click();
    await page.getByRole('timer', { name: 'Notify FDA and your partners within' }).waitFor();
    await look(page, 'case-found-part');
    await page.getByRole('link', { name: 'Open the other case' }).click();
    await page.getByRole('heading', { name: 'Investigate, then decide' }).waitFor();
    await page.getByRole('row', { name: new RegExp(open.slice(4)) }).waitFor();
    expect(await page.getByRole('row', { name: new RegExp(bad.slice(4)) }).count()).toBe(0);
    expect(colleague.faults).toEqual([]);
    await colleague.leave();
  });
});
