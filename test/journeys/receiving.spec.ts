import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { startDemoNode } from '../support/demo-node';
import { serialOf } from '../support/demo-units';
import { sendTote, type Tote } from '../support/demo-tote';
import { scanByHand } from '../support/hand-scanner';
import { look } from '../support/look';
import type { NodeUnderTest } from '../support/node-under-test';
import { DEMO_PASSWORD, signedIn } from '../support/portal';
import { withoutFaults } from '../support/without-faults';

const PHARMACIST = { email: 'pharmacist@demo.example' };

describe('receiving at a pharmacy', () => {
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

  const last = (page: Page) => page.getByRole('region', { name: 'Last scan' });
  const lane = (page: Page, name: string) => page.getByRole('term').filter({ hasText: name }).locator('..').getByRole('definition');

  /** Scans, and waits for the sign of this very package. */
  async function scanned(page: Page, text: string): Promise<string> {
    await scanByHand(page, text);
    await last(page).getByText(serialOf(text)).waitFor();
    await last(page).getByRole('heading', { name: 'Waiting for an answer' }).waitFor({ state: 'detached' });
    return last(page).getByRole('heading').innerText();
  }
  /** Counts what a hand does beside the scanner: every key that is pressed through this, and every touch of mouse or screen. */
  async function handsOf(page: Page) {
    await page.evaluate(() => {
      Object.assign(window, { touches: 0 });
      for (const type of ['pointerdown', 'touchstart', 'mousedown'])
        document.addEventListener(type, ({ isTrusted }) => isTrusted && Object.assign(window, { touches: (window as unknown as { touches: number }).touches + 1 }), { capture: true });
    });
    let keys = 0;
    return {
      press: async (key: string) => {
        keys += 1;
        await page.keyboard.press(key);
      },
      keys: () => keys,
      touches: () => page.evaluate(() => (window as unknown as { touches: number }).touches),
    };
  }

  describe('a tote of 60 packages with one over, one short, one recalled and one of unknown origin', () => {
    let tote: Tote;
    let token: string;

    beforeAll(async () => {
      tote = await sendTote(node, { name: 'TA', good: 57, recalled: 1, short: 1, over: 1, unknown: 1 });
      token = await node.signIn(PHARMACIST.email);
    });

    it('is expected today, and what speaks against it is said before it is opened', async () => {
      const person = await signedIn(browser, node, PHARMACIST);
      const { page } = person;
      await page.getByRole('heading', { level: 1, name: 'Receiving' }).waitFor();
      const card = page.getByRole('region', { name: 'Today' }).getByRole('listitem').filter({ hasText: 'NS-TA' });
      await card.getByText('59 packages, 4 products').waitFor();
      await card.getByText('Data arrived').waitFor();
      await card.getByText('1 unit holds a recalled lot').waitFor();
      await card.getByRole('link', { name: 'Halden Pharmaceuticals' }).waitFor();
      await look(page);
      await withoutFaults(person);
    });

    it('is received with 60 scans and no more than 12 other keys, without a click; each odd one lies in its lane', async () => {
      const person = await signedIn(browser, node, PHARMACIST);
      const { page } = person;
      await page.getByRole('region', { name: 'Today' }).waitFor();
      const hand = await handsOf(page);
      const odd = new Map([
        [tote.recalled[0], 'Put aside: quarantine'],
        [tote.over[0], 'Put aside: not on this delivery'],
        [tote.unknown[0], 'Put aside: not on this delivery'],
      ]);
      // As they come out of the tote: the odd ones somewhere among the others.
      const pile = [...tote.good];
      [...odd.keys()].forEach((text, at) => pile.splice(7 + 19 * at, 0, text ?? ''));
      expect(pile).toHaveLength(60);
      for (const text of pile) expect(await scanned(page, text)).toBe(odd.get(text) ?? 'To stock');

      expect(await Promise.all(['To stock', 'Quarantine', 'Extra', 'Still to find'].map((name) => lane(page, name).innerText()))).toEqual(['57', '1', '2', '1']);
      await page.getByRole('region', { name: 'Put aside' }).getByText('is recalled').first().waitFor();
      await page.getByRole('region', { name: 'Against the delivery note' }).getByRole('row', { name: /Corvanta.*TA1/ }).getByText('19 / 20').waitFor();
      await look(page);

      await hand.press('Enter');
      const summary = page.getByRole('dialog', { name: 'Finish this delivery' });
      await summary.getByText('Into stock: 57 packages').waitFor();
      for (const text of [tote.recalled[0], tote.over[0], tote.unknown[0], tote.short[0]]) await summary.getByText(serialOf(text ?? '')).waitFor();
      await look(page);
      await hand.press('Enter');
      const result = page.getByRole('region', { name: 'Received' });
      await result.getByText('57 packages are in stock').waitFor();
      await result.getByText('1 in quarantine').waitFor();
      await result.getByText('2 extra: keep them apart').waitFor();
      await result.getByText('1 missing').waitFor();
      await result.getByText('What is odd was reported to the sender.').waitFor();
      await look(page);
      expect(hand.keys()).toBeLessThanOrEqual(12);
      expect(await hand.touches()).toBe(0);

      await page.getByRole('link', { name: 'Open the quarantine shelf' }).click();
      await page.getByRole('region', { name: 'On the shelf' }).getByRole('row').filter({ hasText: serialOf(tote.recalled[0] ?? '') }).getByText('The lot TA9 is recalled.').waitFor();
      await person.go('Stock');
      await page.getByRole('row', { name: /Corvanta.*19.*TA1/ }).waitFor();
      await person.go('Exceptions');
      await page.getByRole('row', { name: /Halden Pharmaceuticals/ }).first().waitFor();
      await withoutFaults(person);
    });

    it('the record has each where it belongs: in stock, in quarantine, with its sender, or still under way', async () => {
      const { stock } = await node.ask<{ stock: { lot: string; available: number; quarantined: number }[] }>('{ stock(search: "TA") { lot available quarantined } }', {}, token);
      expect(stock.filter(({ lot }) => lot.startsWith('TA')).sort((one, other) => one.lot.localeCompare(other.lot))).toEqual([
        { lot: 'TA1', available: 19, quarantined: 0 },
        { lot: 'TA2', available: 19, quarantined: 0 },
        { lot: 'TA3', available: 19, quarantined: 0 },
        { lot: 'TA9', available: 0, quarantined: 1 },
      ]);
      const of = async (text = '') =>
        (
          await node.ask<{ scan: { package: { state: string | null } | null; pedigree: { steps: { bizStep: string; completeness: string | null }[] } | null } }>(
            'query ($text: String!) { scan(text: $text) { package { state } pedigree { steps { bizStep completeness } } } }',
            { text },
            token,
          )
        ).scan;
      expect((await of(tote.good[0])).package?.state).toBe('ACTIVE');
      expect((await of(tote.good[0])).pedigree?.steps.at(-1)).toEqual({ bizStep: 'receiving', completeness: 'VERIFIED' });
      expect((await of(tote.recalled[0])).package?.state).toBe('QUARANTINED');
      expect((await of(tote.short[0])).package?.state).toBe('IN_TRANSIT');
      expect((await of(tote.short[0])).pedigree?.steps.at(-1)?.bizStep).toBe('missing');

      const { shipment } = await node.ask<{ shipment: { state: string; open: number } }>('query ($id: ID!) { shipment(id: $id) { state open } }', { id: tote.shipmentId }, token);
      expect(shipment).toEqual({ state: 'EXPECTED', open: 1 });
      const { exceptions } = await node.ask<{ exceptions: { items: { shipmentId: string; state: string; items: { kind: string; name: string }[] }[] } }>(
        '{ exceptions(first: 100) { items { shipmentId state items { kind name } } } }',
        {},
        token,
      );
      const cases = exceptions.items.filter(({ shipmentId }) => shipmentId === tote.shipmentId);
      expect(cases.map(({ state }) => state)).toEqual(['REPORTED']);
      const items = cases.flatMap((each) => each.items).map(({ kind, name }) => `${kind}: ${name}`);
      const expected = [
        ['DATA_NO_PRODUCT', tote.short[0]],
        ['PRODUCT_NO_DATA', tote.over[0]],
        ['PRODUCT_NO_DATA', tote.unknown[0]],
      ] as const;
      expect(items).toHaveLength(3);
      for (const [kind, text = ''] of expected) expect(items.some((item) => item.startsWith(kind) && item.includes(serialOf(text)))).toBe(true);
    });

    it('its sender sees the report at once', async () => {
      const seller = await node.signIn('manufacturer@demo.example');
      const { exceptions } = await node.ask<{ exceptions: { items: { partnerName: string; itemCount: number; raisedHere: boolean }[] } }>('{ exceptions { items { partnerName itemCount raisedHere } } }', {}, seller);
      expect(exceptions.items).toContainEqual({ partnerName: 'Northside Pharmacy', itemCount: 3, raisedHere: false });
    });
  });

  it('a closed tote with nothing recalled is received at once, by inference, and its pedigree says so', async () => {
    const tote = await sendTote(node, { name: 'TB', good: 6 });
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await page.getByRole('region', { name: 'Today' }).waitFor();
    await scanByHand(page, `]C100${tote.sscc}`);
    await page.getByText('1 case or tote, 6 packages, 3 products, nothing recalled').waitFor();
    await look(page);
    await page.keyboard.press('F2');
    await page.getByRole('dialog').getByText('in closed containers, not scanned').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Received' }).getByText('6 packages are in stock').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Receiving' }).waitFor();
    await page.getByText('NS-TB').waitFor({ state: 'detached' });
    await person.go('Scan');
    await scanByHand(page, tote.good[0] ?? '');
    await page.getByText('in a closed container, not scanned then').waitFor();
    await withoutFaults(person);
  });

  it('a sample drawn at random is scanned, the rest is received by inference, and what the sample brings to light is put aside', async () => {
    const tote = await sendTote(node, { name: 'TS', good: 9, recalled: 1 });
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    await page.getByRole('region', { name: 'Today' }).waitFor();
    await scanByHand(page, `]C100${tote.sscc}`);
    await page.getByRole('button', { name: 'Check a sample' }).click();
    await page.getByLabel('How many').fill('3');
    await page.getByRole('button', { name: 'Draw' }).click();
    await page.getByText('0 of 3 found').waitFor();
    const drawn = await page.getByRole('listitem').filter({ hasText: /serial/ }).allInnerTexts();
    expect(drawn).toHaveLength(3);
    for (const text of [...tote.good, ...tote.recalled].filter((each) => drawn.some((line) => line.includes(serialOf(each))))) await scanned(page, text);
    await page.getByText('3 of 3 found').waitFor();
    await look(page);
    await page.keyboard.press('Enter');
    // The recalled one is known to lie in the tote, in the sample or not: it is to be found and held.
    await page.getByRole('dialog').getByText('Into stock: 9 packages').waitFor();
    await page.getByRole('dialog').getByText(serialOf(tote.recalled[0] ?? '')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Received' }).getByText('9 packages are in stock').waitFor();
    const token = await node.signIn(PHARMACIST.email);
    const of = async (text = '') => (await node.ask<{ scan: { package: { state: string }; pedigree: { steps: { completeness: string | null }[] } } }>('query ($text: String!) { scan(text: $text) { package { state } pedigree { steps { completeness } } } }', { text }, token)).scan;
    expect((await of(tote.recalled[0])).package.state).toBe('QUARANTINED');
    expect((await of(tote.good[0])).pedigree.steps.at(-1)?.completeness).toBe('INFERRED');
    await withoutFaults(person);
  });

  it('a number on paper opens its delivery; one that no delivery carries says so', async () => {
    const person = await signedIn(browser, node, PHARMACIST);
    const { page } = person;
    const box = page.getByRole('textbox', { name: 'Number on paper' });
    await box.fill('NO-SUCH-NUMBER');
    await page.keyboard.press('Enter');
    await page.getByText('No expected delivery carries NO-SUCH-NUMBER.').waitFor();
    await box.fill('NS-TA');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'From Halden Pharmaceuticals' }).waitFor();
    await withoutFaults(person);
  });

  it('who works at several sites is asked where and for what, once; Enter takes the last ones', async () => {
    const operator = await node.signIn('operator@demo.example');
    const { organisations } = await node.ask<{ organisations: { id: string; name: string }[] }>('{ organisations { id name } }', {}, operator);
    const riverbend = organisations.find(({ name }) => name === 'Riverbend Pharmacy')?.id;
    await node.ask('mutation ($input: CreateSiteInput!) { createSite(input: $input) { gln } }', {
      input: { organisationId: riverbend, name: 'Riverbend, drive-through', gln: '0399994000036', timeZone: 'America/Chicago', address: { street: '9 Bridge Street', city: 'Nashville', state: 'TN', postalCode: '37201', country: 'US' } },
    }, operator);
    const person = await signedIn(browser, node, { email: 'riverbend@demo.example' });
    const { page } = person;
    await page.getByRole('heading', { level: 1, name: 'Where are you today?' }).waitFor();
    await look(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Scan' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Dispense' }).isChecked()).toBe(true);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Scan' }).waitFor();

    await page.getByRole('button', { name: 'Riverbend Pharmacy' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('riverbend@demo.example');
    await page.getByRole('textbox', { name: 'Password' }).fill(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Where are you today?' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Riverbend, drive-through' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Dispense' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Scan' }).waitFor();
    await withoutFaults(person);
  });
});
