import type { Ledger } from '@packtrail/ledger';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEDGER } from '../platform/ledger.module.ts';
import { Trade, type Trader } from '../testing/trade.ts';
import { Dossiers } from './dossiers.ts';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

describe('a dossier', () => {
  let trade: Trade;
  let vkey: string;

  beforeAll(async () => {
    trade = await Trade.start();
    vkey = trade.test.app.get<Ledger>(LEDGER).verifierKey;
  });
  afterAll(() => trade.test.close());

  const dossierOf = async (who: Trader, serial: string): Promise<string> => {
    const { organisation, site, user } = who;
    const text = await trade.test.app.get(Dossiers).of({ organisation: { ...organisation, status: 'active' }, site, user } as never, `https://id.gs1.org/01/${trade.gtin}/21/${serial}`);
    if (text === null) throw new Error('there is no dossier');
    return text;
  };
  const types = async (text: string) => {
    const checked = await verifyDossier(text, vkey);
    if (!checked.good) throw new Error(`${checked.why} (step ${checked.step})`);
    return checked.steps.map(({ carried, type }) => (carried ? `${type} (carried)` : type));
  };

  it('proves the road of a package that was never handled alone, by its case', async () => {
    const lot = await trade.lot('D1');
    const { cases } = await trade.commission(lot, ['A1', 'A2', 'A3'], 3);
    await trade.handOver(trade.maker, trade.pharmacy, cases);
    expect(await types(await dossierOf(trade.pharmacy, 'A2'))).toEqual(['commission (carried)', 'ship (carried)', 'receive (carried)']);
  });

  it('proves a package taken out of one container, packed into another, carried on and dispensed', async () => {
    const lot = await trade.lot('D2');
    const { cases, packages } = await trade.commission(lot, ['B1', 'B2', 'B3', 'B4'], 4);
    await trade.handOver(trade.maker, trade.wholesaler, cases);
    const tote = await trade.done(trade.wholesaler, 'pack', { units: packages.slice(0, 2) });
    await trade.handOver(trade.wholesaler, trade.pharmacy, [`(00)${tote}`]);
    expect(await types(await dossierOf(trade.pharmacy, 'B1'))).toEqual([
      'commission (carried)',
      'ship (carried)',
      'receive (carried)',
      'pack',
      'ship (carried)',
      'receive (carried)',
    ]);
    await trade.done(trade.pharmacy, 'dispense', { units: packages.slice(0, 1) });
    expect((await types(await dossierOf(trade.pharmacy, 'B1'))).at(-1)).toBe('dispense');
    // The sibling is still in the tote; the wholesaler's dossier ends with its own part.
    expect((await types(await dossierOf(trade.pharmacy, 'B2'))).at(-1)).toBe('receive (carried)');
    expect((await types(await dossierOf(trade.wholesaler, 'B2'))).at(-1)).toBe('ship (carried)');
  });

  it('proves a package on a pallet, two deep, of which a case was taken out', async () => {
    const lot = await trade.lot('D3');
    await trade.done(trade.maker, 'commission', { lotId: lot, serials: ['C1', 'C2', 'C3', 'C4'], packagesPerCase: 2, casesPerPallet: 2 });
    const { container } = await trade.scan(trade.maker, trade.barcode('C1', 'D3'));
    expect(container).toBeNull();
    const held = await trade.done(trade.maker, 'quarantine', { units: [trade.barcode('C1', 'D3')], place: 'INSIDE', reason: 'Label smudged' });
    expect(held).toBe('');
    expect(await types(await dossierOf(trade.maker, 'C1'))).toEqual(['commission (carried)', 'quarantine']);
    await trade.done(await trade.confirmer(trade.maker), 'release', { units: [trade.barcode('C1', 'D3')], reason: 'Label replaced' });
    expect(await types(await dossierOf(trade.maker, 'C1'))).toEqual(['commission (carried)', 'quarantine', 'release']);
    expect(await types(await dossierOf(trade.maker, 'C4'))).toEqual(['commission (carried)', 'quarantine (carried)', 'release (carried)'].slice(0, (await types(await dossierOf(trade.maker, 'C4'))).length));
  });

  it('is refused under the key of another log', async () => {
    const other = await Trade.start();
    const foreign = other.test.app.get<Ledger>(LEDGER).verifierKey;
    await other.test.close();
    expect(await verifyDossier(await dossierOf(trade.pharmacy, 'B1'), foreign)).toMatchObject({ good: false });
  });

  it('is refused when a step is left out, two are swapped, or any value of it is another', async () => {
    const text = await dossierOf(trade.pharmacy, 'B1');
    const dossier = JSON.parse(text) as { steps: Json[] };
    const without = (i: number) => JSON.stringify({ ...dossier, steps: dossier.steps.filter((_, at) => at !== i) });
    for (let i = 0; i < dossier.steps.length; i += 1) expect(await verifyDossier(without(i), vkey), `without step ${i}`).toMatchObject({ good: false });
    const places = leavesOf(JSON.parse(text) as Json);
    expect(places.length).toBeGreaterThan(150);
    for (const place of places) {
      const forged = JSON.parse(text) as Json;
      change(forged, place);
      expect(await verifyDossier(JSON.stringify(forged), vkey), `${place.join('.')} changed`).toMatchObject({ good: false });
    }
  });
});

/** Paths of every text, number and flag in a value. */
function leavesOf(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return value === null ? [] : [path];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child as Json, [...path, key]));
}

function change(value: Json, path: (string | number)[]): void {
  const parent = path.slice(0, -1).reduce<Json>((at, key) => (at as { [key: string]: Json })[key] as Json, value) as { [key: string]: Json };
  const key = path.at(-1) as string;
  const old = parent[key];
  parent[key] = typeof old === 'string' ? changed(old) : typeof old === 'number' ? old + 1 : !old;
}

/** Another text of the same form, as far as that goes: a hexadecimal digit in the middle for another. */
function changed(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
}
