import { describe, expect, it } from 'vitest';
import { GOLDEN, GOLDEN_NOW } from '../testing/trade.ts';
import { catalogueOf } from './catalogue.ts';
import { checkEvents } from './check-events.ts';
import { checkGoods } from './check-goods.ts';
import { CaptureReader, type CapturedFile } from './read-capture.ts';

function read(text: string): CapturedFile {
  const reader = new CaptureReader();
  reader.write(new TextEncoder().encode(text));
  const file = reader.end();
  if ('rule' in file) throw new Error(file.message);
  return file;
}

function found(text: string, nowMs = GOLDEN_NOW): { rule: string; severity: string; eventIndex: number | null }[] {
  const file = read(text);
  checkEvents(file, { findings: file.findings, now: new Date(nowMs) });
  return file.findings.list().map(({ eventIndex, rule, severity }) => ({ rule, severity, eventIndex }));
}

describe('what is odd and does not refuse a file', () => {
  it('is nothing in our own file', () => {
    expect(found(GOLDEN)).toEqual([]);
  });

  it.each([
    ['the NDC codes of both guidelines', GOLDEN.replace('US_FDA_NDC', 'FDA_NDC_11'), 'MIXED_GUIDELINE', null],
    ['the NDC code of R1.3 without its version', GOLDEN.replace(/ *<gs1ushc:guidelineVersion>.*\n/, ''), 'MIXED_GUIDELINE', null],
    ['the NDC code of R1.2 under R1.3', GOLDEN.replaceAll('US_FDA_NDC', 'FDA_NDC_11'), 'MIXED_GUIDELINE', null],
    ['an older schema', GOLDEN.replace('schemaVersion="1.2"', 'schemaVersion="2.0"'), 'SCHEMA_VERSION', null],
    ['a disposition that does not go with its step', GOLDEN.replace('disp:in_progress', 'disp:active'), 'INVALID_DISPOSITION', 2],
    ['no word on drop shipment', GOLDEN.replace(/ *<gs1ushc:dropShipment>.*\n/, ''), 'DROP_SHIPMENT_MISSING', 7],
    ['no purchase order', GOLDEN.replace(/ *<bizTransactionList>.*<\/bizTransactionList>\n/s, ''), 'MISSING_BUSINESS_TRANSACTION', 7],
    ['no place of departure', GOLDEN.replace(/ *<source type="urn:epcglobal:cbv:sdt:location">.*\n/, ''), 'LOCATION_MISSING', 7],
  ])('%s', (_, text, rule, eventIndex) => {
    expect(found(text)).toEqual([{ rule, severity: 'warning', eventIndex }]);
  });

  it('an event of more than a year ago, and none of five minutes ahead', () => {
    expect(found(GOLDEN, Date.parse('2027-05-03T00:00:00Z')).map(({ rule }) => rule)).toEqual(Array.from({ length: 5 }, () => 'STALE_EVENT'));
    expect(found(GOLDEN, Date.parse('2026-05-04T07:43:16Z'))).toEqual([]);
    expect(found(GOLDEN, Date.parse('2026-05-04T07:43:15.999Z'))).toEqual([{ rule: 'FUTURE_EVENT_TIME', severity: 'error', eventIndex: 7 }]);
  });
});

describe('the products that a file describes', () => {
  const catalogue = (text: string, registered: Parameters<typeof catalogueOf>[0] = []) => {
    const file = read(text);
    const { findings, headerAt, masterData } = file;
    return { ...catalogueOf(registered, { findings, headerAt, masterData, goods: checkGoods(file.events, findings) }), rules: findings.list().map(({ rule }) => rule) };
  };
  const [PACKAGE, CASE] = ['00361414567894', '50361414567899'];

  it('are one where package and case share their NDC and name', () => {
    const { drafts, items, rules } = catalogue(GOLDEN);
    expect(drafts.map(({ details }) => [details.gtin, details.caseGtin])).toEqual([[PACKAGE, CASE]]);
    expect(items.get(CASE)).toEqual({ gtin: CASE, base: PACKAGE, level: 'case' });
    expect(rules).toEqual([]);
  });

  it('add the case to a product that is registered by its package', () => {
    const { cases, drafts } = catalogue(GOLDEN, [{ gtin: PACKAGE, base: PACKAGE, level: 'package' }]);
    expect([drafts, cases]).toEqual([[], [{ base: PACKAGE, gtin: CASE }]]);
  });

  it('are refused without a name, and where units are packed into what is a package', () => {
    expect(catalogue(GOLDEN.replaceAll(/ *<attribute id="urn:epcglobal:cbv:mda#regulatedProductName">.*\n/g, '')).rules).toEqual(['PRODUCT_UNNAMED']);
    const apart = GOLDEN.replace('61414-567-89', '61414-567-88');
    expect(catalogue(apart).rules).toContain('PACKED_INTO_PACKAGE');
  });

  it('tell what transaction information will lack', () => {
    expect(catalogue(GOLDEN.replaceAll(/ *<attribute id="urn:epcglobal:cbv:mda#strengthDescription">.*\n/g, '')).rules).toEqual(['INFORMATION_INCOMPLETE']);
  });
});
