import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressOf } from './action-address';
import { exceptionOf } from './exception-of';

describe('from a verdict to an exception', () => {
  it.each([
    [['NO_DATA_YET'], 'PRODUCT_NO_DATA'],
    [['ON_ITS_WAY'], 'PRODUCT_NO_DATA'],
    [['STATEMENT_MISSING'], 'PRODUCT_NO_DATA'],
    [['EXPIRED', 'LOT_MISMATCH'], 'MISALIGNMENT'],
    [['EXPIRY_MISMATCH'], 'MISALIGNMENT'],
    [['LOT_AND_EXPIRY_MISMATCH'], 'MISALIGNMENT'],
  ])('%j is %s', (codes, kind) => expect(exceptionOf(codes)).toBe(kind));
});

describe('where an action leads', () => {
  const named = { text: ']d201A&B', codes: ['NO_DATA_YET'], shipmentId: 's1', recallId: 'r1' };
  it.each([
    ['OPEN_SHIPMENT', '/shipments/s1'],
    ['OPEN_RECALL', '/recalls/r1'],
    ['OPEN_CASE', '/cases/new?text=%5Dd201A%26B'],
    ['OPEN_NOTICES', '/notices'],
    ['UNPACK', '/packing'],
    ['ASK_SENDER', '/exceptions/new?kind=PRODUCT_NO_DATA&text=%5Dd201A%26B'],
    ['RELEASE', '/quarantine?text=%5Dd201A%26B'],
    ['QUARANTINE', null],
  ])('%s: %s', (action, address) => expect(addressOf(action, named)).toBe(address));

  it('is a page of the portal, whatever it is', () => {
    const routes = [...readFileSync(new URL('../../app/routes.tsx', import.meta.url), 'utf8').matchAll(/page\('([^']+)'/g)].map(([, path = '']) => new RegExp(`^/${path.replace(/:\w+/g, '[^/]+')}$`));
    for (const action of ['OPEN_SHIPMENT', 'OPEN_RECALL', 'OPEN_CASE', 'OPEN_NOTICES', 'UNPACK', 'ASK_SENDER', 'REPORT_EXCEPTION', 'RELEASE']) {
      const path = addressOf(action, named)?.split('?')[0];
      if (path) expect(routes.some((route) => route.test(path)), `${action}: ${path}`).toBe(true);
    }
  });

  it('to the dock, for what is on its way here', () => expect(addressOf('OPEN_SHIPMENT', { ...named, codes: ['NOT_RECEIVED_YET'] })).toBe('/receiving/s1'));
});
