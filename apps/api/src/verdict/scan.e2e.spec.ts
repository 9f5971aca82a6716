import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, Trade } from '../testing/trade.ts';

describe('a scan', () => {
  let trade: Trade;
  let lotId: string;

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('A1');
  });
  afterAll(() => trade.test.close());

  it('tells the whole road of a package that went from maker to wholesaler to pharmacy in its case', async () => {
    const { cases, packages } = await trade.commission(lotId, ['W1', 'W2', 'W3', 'W4'], 4);
    await trade.handOver(trade.maker, trade.wholesaler, cases);
    await trade.handOver(trade.wholesaler, trade.pharmacy, cases);
    const scanned = await trade.scan(trade.pharmacy, packages[1] as string);
    expect(scanned).toMatchObject({
      verdict: 'MATCHES',
      reasons: [],
      unit: { kind: 'PACKAGE' },
      product: { name: 'Epcistra', ndc: '0001-0123-45' },
      package: { serial: 'W2', lot: 'A1', expiry: '2027-11-30', state: 'ACTIVE' },
    });
    expect(scanned.pedigree?.steps.map(({ bizStep, counterpart, organisation }) => [bizStep, organisation?.name, counterpart?.name ?? null])).toEqual([
      ['commissioning', 'Halden Pharma', null],
      ['packing', 'Halden Pharma', null],
      ['shipping', 'Halden Pharma', 'Meridian Distribution'],
      ['receiving', 'Meridian Distribution', 'Halden Pharma'],
      ['shipping', 'Meridian Distribution', 'Northside Pharmacy'],
      ['receiving', 'Northside Pharmacy', 'Meridian Distribution'],
    ]);
    const container = await trade.scan(trade.pharmacy, cases[0] as string);
    expect(container).toMatchObject({ verdict: 'MATCHES', unit: { kind: 'CONTAINER' }, container: { contents: [{ lot: 'A1', count: 4 }], packageCount: 4 } });
  });

  it('says what to do with what is on its way, received, dispensed twice, or someone else’s', async () => {
    const { packages } = await trade.commission(lotId, ['D1', 'D2']);
    const [one = '', two = ''] = packages;
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: packages });
    expect(await trade.scan(trade.pharmacy, one, 'RECEIVE')).toMatchObject({ verdict: 'MATCHES', reasons: [{ code: 'NOT_RECEIVED_YET' }], shipment: { id: shipment } });
    expect(await trade.scan(trade.pharmacy, one, 'DISPENSE')).toMatchObject({ verdict: 'CHECK_NEEDED', reasons: [{ code: 'NOT_RECEIVED_YET' }] });
    await trade.done(trade.pharmacy, 'receive', { shipmentId: shipment });
    await trade.done(trade.pharmacy, 'dispense', { units: [one] });
    expect(codesOf(await trade.scan(trade.pharmacy, one, 'DISPENSE'))).toEqual(['ALREADY_RECORDED']);
    trade.now += 3_600_000;
    expect(await trade.scan(trade.pharmacy, one, 'DISPENSE')).toMatchObject({ verdict: 'DO_NOT_USE', reasons: [{ code: 'ALREADY_DISPENSED' }] });
    expect(await trade.scan(trade.otherPharmacy, one)).toMatchObject({ verdict: 'DO_NOT_USE' });
    expect(await trade.scan(trade.otherPharmacy, two)).toMatchObject({ verdict: 'CHECK_NEEDED' });
  });

  it('shows an organisation that never held a package no lot, expiry, party or place of it', async () => {
    const { packages } = await trade.commission(lotId, ['S1']);
    const scanned = await trade.scan(trade.otherPharmacy, `]d201${trade.gtin}21S1`);
    expect(codesOf(scanned)).toContain('NOT_IN_YOUR_CUSTODY');
    expect(JSON.stringify(scanned)).not.toMatch(/A1|2027|Halden|Meridian|Epcistra/);
    expect(codesOf(await trade.scan(trade.otherPharmacy, packages[0] as string))).toContain('LOT_AND_EXPIRY_AGREE');
    expect(codesOf(await trade.scan(trade.otherPharmacy, trade.barcode('S1', 'B9')))).toContain('LOT_MISMATCH');
  });

  it('shows upstream of one’s own holding and nothing downstream, and leaves a line in the log of whose data it was', async () => {
    const { packages } = await trade.commission(lotId, ['U1']);
    await trade.handOver(trade.maker, trade.wholesaler, packages);
    await trade.handOver(trade.wholesaler, trade.pharmacy, packages);
    const seen = await trade.scan(trade.wholesaler, packages[0] as string);
    expect(seen.pedigree?.steps.map(({ bizStep }) => bizStep)).toEqual(['commissioning', 'shipping', 'receiving', 'shipping']);
    expect(seen.package?.state).toBeNull();
    const { data } = await trade.ask(trade.maker, '{ accessLog(first: 1) { reader subject purpose } }');
    expect(data).toMatchObject({ accessLog: [{ reader: 'Meridian Distribution', subject: `https://id.gs1.org/01/${trade.gtin}/21/U1`, purpose: 'scan: check' }] });
  });

  it('answers what is no barcode of a package with a way out, never with an error', async () => {
    expect(codesOf(await trade.scan(trade.pharmacy, 'hello'))).toEqual(['BARCODE_NOT_READ']);
    expect(codesOf(await trade.scan(trade.pharmacy, trade.gtin.slice(1)))).toEqual(['LINEAR_CODE']);
    expect(codesOf(await trade.scan(trade.pharmacy, `]d201${trade.gtin}10A1`))).toContain('NO_SERIAL');
    // A lost separator: the lot has swallowed the serial, or a field has become too long to be read at all.
    for (const lost of ['1727033110ABC12321SN0001', '21SERIAL000001172503271099A']) {
      const scanned = await trade.scan(trade.pharmacy, `]d201${trade.gtin}${lost}`);
      expect(scanned).toMatchObject({ verdict: 'CHECK_NEEDED', reasons: expect.arrayContaining([expect.objectContaining({ code: 'BARCODE_AMBIGUOUS', actions: ['SHOW_CANDIDATES'] })]) });
    }
    expect(await trade.scan(trade.pharmacy, trade.barcode('NEVER'))).toMatchObject({ verdict: 'CHECK_NEEDED', reasons: [{ code: 'NO_DATA_YET' }] });
  });

  it('answers the others of a crowd when one sends what no database can keep', async () => {
    const { packages } = await trade.commission(lotId, ['C1', 'C2', 'C3', 'C4']);
    const odd = (variables: object) => trade.ask(trade.maker, 'query ($text: String!, $siteGln: String, $scanId: ID) { scan(text: $text, siteGln: $siteGln, scanId: $scanId) { verdict reasons { code } } }', variables);
    const [text = ''] = packages;
    const [scanned, ...odds] = await Promise.all([
      Promise.all(packages.map((each) => trade.scan(trade.maker, each))),
      odd({ text: 'a\u0000b' }),
      odd({ text: 'half \ud800 a letter' }),
      odd({ text, siteGln: '\u0000' }),
      odd({ text, scanId: 'x\u0000' }),
    ]);
    expect(scanned.map(({ verdict }) => verdict)).toEqual(['MATCHES', 'MATCHES', 'MATCHES', 'MATCHES']);
    expect(odds.slice(0, 2).map(({ data }) => data)).toMatchObject([{ scan: { reasons: [{ code: 'BARCODE_NOT_READ' }] } }, { scan: { reasons: [{ code: 'BARCODE_NOT_READ' }] } }]);
    expect(odds.slice(2).map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(['BAD_INPUT', 'BAD_INPUT']);
  });
});
