import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGln } from '../keys/gln.ts';
import type { EpcisEvent, ObjectEvent } from './event.ts';
import { eventHashId, preHash } from './pre-hash.ts';
import { utcMilliseconds } from './time.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const place = (digits: string) => {
  const gln = parseGln(digits);
  if (!gln.ok) throw new Error(digits);
  return { gln: gln.value };
};
const at = { eventTimeZoneOffset: '-05:00' };
const [maker, makerDc, buyer, buyerDc] = ['0300011111116', '0300011111215', '0399999999991', '0399993456780'].map(place);
if (!maker || !makerDc || !buyer || !buyerDc) throw new Error('no places');

const commissioning: ObjectEvent = {
  type: 'ObjectEvent',
  eventTime: '2023-03-27T06:45:16Z',
  ...at,
  action: 'ADD',
  bizStep: 'commissioning',
  disposition: 'active',
  readPoint: maker,
  bizLocation: maker,
  epcList: Array.from({ length: 12 }, (_, index) => `https://id.gs1.org/01/00300010123455/21/${11 + index}`),
  ilmd: { lotNumber: 'A123', itemExpirationDate: '2025-03-27' },
};
const shipping: ObjectEvent = {
  type: 'ObjectEvent',
  eventTime: '2023-04-01T07:48:16Z',
  ...at,
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  readPoint: makerDc,
  epcList: ['https://id.gs1.org/00/403000112345678901'],
  bizTransactionList: [
    { type: 'po', bizTransaction: 'urn:epcglobal:cbv:bt:0399999999991:XYZPO189' },
    { type: 'desadv', bizTransaction: 'urn:epcglobal:cbv:bt:0300011111215:DEL100' },
  ],
  sourceList: [
    { type: 'owning_party', ...maker },
    { type: 'location', ...makerDc },
  ],
  destinationList: [
    { type: 'owning_party', ...buyer },
    { type: 'location', ...buyerDc },
  ],
  extensions: [{ namespace: 'http://epcis.gs1us.org/hc/ns', name: 'dropShipment', text: 'false' }],
};

describe('the event hash', () => {
  it('of the DSCSA sample is what the GS1 reference program gives', () => {
    expect(eventHashId(sha256(preHash(commissioning, 'reference')))).toBe(
      'ni:///sha-256;06709e6b28d37a664e69e981e6dcd83a651698a0403dfadc1bee38ef7d63dff3?ver=CBV2.0',
    );
    expect(sha256(preHash(shipping, 'reference'))).toBe('646b50e766fbef0c1de567b7eb5bd666cbb44d64188a63dc891bba0b5f263758');
  });
  it('with sources first is the other known one', () => {
    expect(sha256(preHash(shipping))).toBe('2e8182a5f7d557552a4c948da341b85533c42b9011e46acb602132709205c8ac');
  });
  it('does not depend on the order of lists, the spelling of the time, record time, event id or error declaration', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...commissioning.epcList], { minLength: 12 }), (epcList) => {
        const told: EpcisEvent = {
          ...commissioning,
          epcList,
          eventTime: '2023-03-27T01:45:16.0000-05:00',
          recordTime: '2024-01-01T00:00:00Z',
          eventID: 'urn:uuid:1',
        };
        expect(preHash({ ...told, errorDeclaration: { declarationTime: '2024-01-01T00:00:00Z' } })).toBe(preHash(commissioning));
      }),
    );
  });
  it('depends on every field it covers', () => {
    const changes: Partial<ObjectEvent>[] = [
      { eventTime: '2023-04-01T07:48:17Z' },
      { eventTimeZoneOffset: '-06:00' },
      { action: 'ADD' },
      { bizStep: 'receiving' },
      { disposition: 'active' },
      { readPoint: { ...makerDc, extension: 'A' } },
      { bizLocation: maker },
      { epcList: [] },
      { bizTransactionList: [] },
      { sourceList: [] },
      { destinationList: [] },
      { ilmd: { lotNumber: 'B' } },
      { quantityList: [{ epcClass: 'https://id.gs1.org/01/00300010123455', quantity: 1 }] },
      { extensions: [{ namespace: 'http://epcis.gs1us.org/hc/ns', name: 'dropShipment', text: 'true' }] },
    ];
    const texts = changes.map((change) => preHash({ ...shipping, ...change }));
    expect(new Set([preHash(shipping), ...texts]).size).toBe(changes.length + 1);
  });
  it.each([
    ['2020-01-01T00:00:00.1235+01:00', '2019-12-31T23:00:00.124Z'],
    ['2020-01-01T00:00:00.99951Z', '2020-01-01T00:00:01.000Z'],
    ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000Z'],
  ])('rounds %s to %s', (time, utc) => expect(utcMilliseconds(time)).toBe(utc));
});

describe('the event hash of EPCIS 2.0', () => {
  const observed: ObjectEvent = { type: 'ObjectEvent', eventTime: '2026-03-04T10:00:00Z', ...at, action: 'OBSERVE', epcList: [] };
  const tail = (event: ObjectEvent, profile?: 'reference') => preHash(event, profile).replace(/^.*action=OBSERVE/, '');

  it('has lasting dispositions behind the disposition, what is set before what is unset', () => {
    const event: ObjectEvent = {
      ...observed,
      disposition: 'in_transit',
      persistentDisposition: { unset: ['expired'], set: ['stolen', 'recalled'] },
    };
    const disp = 'https://ref.gs1.org/cbv/Disp-';
    expect(tail(event)).toBe(`disposition=${disp}in_transitpersistentDispositionset=${disp}recalledset=${disp}stolenunset=${disp}expired`);
    expect(tail({ ...observed, persistentDisposition: {} })).toBe('');
  });
  it('has sensors with their fields in order, words and keys written out, numbers and times in one form', () => {
    const event: ObjectEvent = {
      ...observed,
      sensorElementList: [
        {
          sensorMetadata: {
            deviceID: 'urn:epc:id:giai:0614141.111',
            time: '2026-03-04T10:00:00+01:00',
            '{https://example.com/ns}note': 'n',
          },
          sensorReport: [
            { uom: 'CEL', value: '26.0', type: 'Temperature', sDev: '1e-1' },
            { type: 'Speed', component: 'x', value: '+5', uom: 'KMH', booleanValue: '1' },
          ],
          extensions: [{ namespace: 'https://example.com/ns', name: 'more', text: '1' }],
        },
      ],
    };
    expect(tail(event)).toBe(
      'sensorElementListsensorElementsensorMetadatatime=2026-03-04T09:00:00.000ZdeviceID=https://id.gs1.org/8004/0614141111{https://example.com/ns}note=n' +
        'sensorReporttype=https://gs1.org/voc/Speedvalue=5component=https://ref.gs1.org/cbv/Comp-xbooleanValue=trueuom=KMH' +
        'sensorReporttype=https://gs1.org/voc/Temperaturevalue=26sDev=0.1uom=CEL{https://example.com/ns}more=1',
    );
  });
  it('has the sensors before the lists in the reading of the reference program, behind them in that of the standard', () => {
    const event: ObjectEvent = { ...shipping, sensorElementList: [{ sensorReport: [{ type: 'Temperature' }] }], ilmd: { lotNumber: 'A' } };
    const order = (text: string) => text.match(/(?:sensorElement|bizTransaction|source|destination)List|ilmd/g);
    expect(order(preHash(event))).toEqual(['bizTransactionList', 'sourceList', 'destinationList', 'sensorElementList', 'ilmd']);
    expect(order(preHash(event, 'reference'))).toEqual([
      'sensorElementList',
      'bizTransactionList',
      'destinationList',
      'ilmd',
      'sourceList',
    ]);
  });
  it('leaves out comments and certificates, and keeps what other namespaces say of a place beside it', () => {
    const field = (namespace: string, name: string) => ({ namespace, name, text: 'x' });
    const event: ObjectEvent = {
      ...observed,
      certificationInfo: ['https://example.com/certificate/1'],
      readPoint: maker,
      readPointExtensions: [field('https://example.com/ns', 'gate')],
      extensions: [field('http://www.w3.org/2000/01/rdf-schema#', 'comment')],
    };
    expect(tail(event)).toBe('readPointid=https://id.gs1.org/414/0300011111116{https://example.com/ns}gate=x');
  });
  it('tells a party from a place, and writes keys in business transactions out', () => {
    const event: ObjectEvent = {
      ...observed,
      sourceList: [{ type: 'owning_party', ...maker, pgln: true }],
      bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:0614141.11111.123' }],
    };
    expect(tail(event)).toContain('source=https://id.gs1.org/417/0300011111116');
    expect(tail(event)).toContain('bizTransaction=https://id.gs1.org/253/0614141111114123');
  });
});
