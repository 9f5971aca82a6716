import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { parseGln } from '../keys/gln.ts';
import { prefixResolver } from '../spelling/to-epc-urn.ts';
import { parseXml } from '../testing/parse-xml.ts';
import type { EpcisEvent } from './event.ts';
import {
  bizTransactionParts,
  childOf,
  descendantsOf,
  dscsaField,
  extensionText,
  GUIDELINE_R13,
  readEvent,
  readHeader,
  readMasterData,
  toXml,
  writeDocument,
  writeEvent,
  type EpcisDocument,
} from './index.ts';

const samplePath = fileURLToPath(new URL('../../../../../shared/fixtures/gs1us-dscsa-r13-sample.xml', import.meta.url));
const link = (gtin: string, serial: string) => `https://id.gs1.org/01/${gtin}/21/${serial}`;
const gcpLength = prefixResolver(['0614141', '0312345']);

/** Our own document: fictitious parties, one package in one case, shipped. */
const own = ownDocument();

describe('an EPCIS document', () => {
  it('comes back as it was written', () => {
    const text = writeDocument(own, gcpLength);
    if (!text.ok) throw new Error(text.issues[0]?.message);
    expect(readDocument(text.value)).toEqual({ document: { ...own, masterData: withPrefixes(own) }, warnings: [] });
  });

  it(`reads the DSCSA R1.3 sample whole, without a finding${existsSync(samplePath) ? '' : ' (sample absent: our own document is read instead)'}`, () => {
    const written = writeDocument(own, gcpLength);
    const text = existsSync(samplePath) ? readFileSync(samplePath, 'utf8') : written.ok ? written.value : '';
    const { document, warnings } = readDocument(text);
    expect(warnings).toEqual([]);
    if (!existsSync(samplePath)) return expect(document.events).toEqual(own.events);
    expect(document.events.map(({ type, bizStep, action }) => [type, bizStep, action].join(' '))).toEqual([
      'ObjectEvent commissioning ADD',
      'ObjectEvent commissioning ADD',
      'AggregationEvent packing ADD',
      'AggregationEvent packing ADD',
      'AggregationEvent packing ADD',
      'ObjectEvent commissioning ADD',
      'AggregationEvent packing ADD',
      'ObjectEvent shipping OBSERVE',
    ]);
    const [commissioned] = document.events;
    expect(commissioned).toMatchObject({
      ilmd: { lotNumber: 'A123', itemExpirationDate: '2025-03-27' },
      readPoint: { gln: '0300011111116' },
    });
    expect(commissioned?.type === 'ObjectEvent' && commissioned.epcList).toHaveLength(12);
    expect(commissioned?.type === 'ObjectEvent' && commissioned.epcList[0]).toBe('https://id.gs1.org/01/00300010123455/21/11');
    const shipped = document.events[7];
    expect(shipped).toMatchObject({
      epcList: ['https://id.gs1.org/00/403000112345678901'],
      disposition: 'in_transit',
      sourceList: [
        { type: 'owning_party', gln: '0300011111116' },
        { type: 'location', gln: '0300011111215' },
      ],
      destinationList: [
        { type: 'owning_party', gln: '0399999999991' },
        { type: 'location', gln: '0399993456780' },
      ],
    });
    expect(shipped && extensionText(shipped, 'dropShipment')).toBe('false');
    expect(shipped?.bizTransactionList?.map(({ bizTransaction }) => bizTransactionParts(bizTransaction))).toEqual([
      { gln: '0399999999991', number: 'XYZPO189' },
      { gln: '0300011111215', number: 'DEL100' },
    ]);
    expect(document.header).toMatchObject({
      sender: { gln: '0300011111116' },
      instanceIdentifier: '1100220001',
      guidelineVersion: GUIDELINE_R13,
      transactionStatement: { affirmed: true },
    });
    expect(document.masterData.products.map(({ gtin, ndc, strength }) => [gtin, ndc, strength])).toEqual([
      ['00300010123455', '0001-0123-45', '100mg'],
      ['10300010123452', '0001-0123-45', '100mg'],
    ]);
    expect(document.masterData.locations.map(({ gln, city }) => [gln, city])).toEqual([
      ['0300011111116', 'Thousand Oaks'],
      ['0300011111215', 'Westlake Village'],
      ['0399999999991', 'New York'],
      ['0399993456780', 'Louisville'],
    ]);
  });

  it(`writes what it read, and reads the same again${existsSync(samplePath) ? '' : ' (sample absent)'}`, () => {
    const first = existsSync(samplePath) ? readDocument(readFileSync(samplePath, 'utf8')).document : own;
    const text = writeDocument(first, prefixResolver(['030001', '039999', '0614141', '0312345']));
    if (!text.ok) throw new Error(text.issues[0]?.message);
    expect(readDocument(text.value).document.events).toEqual(first.events);
    expect(readDocument(text.value).document.header).toEqual(first.header);
  });

  it('is not written where the length of a company prefix is not known', () => {
    expect(writeDocument(own, prefixResolver(['0312345']))).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([expect.objectContaining({ code: 'GCP_LENGTH_UNKNOWN' })]) as object[],
    });
  });
});

describe('an EPCIS event', () => {
  it('comes back from XML whatever it holds', () => {
    const serial = fc.stringMatching(/^[!-"%-?A-Z_a-z]{1,20}$/).map(encodeURIComponent);
    const text = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'B', '&', '<', '>', '"', "'", 'é', '0', '/') });
    fc.assert(
      fc.property(
        fc.uniqueArray(serial, { minLength: 1, maxLength: 5 }),
        text,
        text,
        fc.constantFrom('ADD' as const, 'OBSERVE' as const, 'DELETE' as const),
        (serials, lotNumber, note, action) => {
          const gtin = appendCheckDigit('0061414112345') ?? '';
          const event: EpcisEvent = {
            type: 'ObjectEvent',
            eventTime: '2026-01-02T03:04:05.678Z',
            eventTimeZoneOffset: '-05:00',
            recordTime: '2026-01-02T03:04:06Z',
            eventID: 'urn:uuid:0b7f1f1e-0000-4000-8000-000000000001',
            errorDeclaration: { declarationTime: '2026-01-03T00:00:00Z', reason: 'incorrect_data', correctiveEventIDs: ['urn:x:1'] },
            action,
            bizStep: 'commissioning',
            readPoint: place('0614141000029'),
            bizLocation: { ...place('0614141000012'), extension: 'BIN/7' },
            disposition: 'https://example.com/vocabulary/odd',
            epcList: serials.map((one) => link(gtin, one)),
            quantityList: [{ epcClass: `https://id.gs1.org/01/${gtin}/10/L1`, quantity: 2.5, uom: 'KGM' }],
            ilmd: {
              lotNumber,
              itemExpirationDate: '2028-02-29',
              others: [{ namespace: 'https://example.com/ns', name: 'note', text: note, attributes: { kind: note } }],
            },
            extensions: [
              {
                namespace: 'https://example.com/ns',
                name: 'group',
                children: [{ namespace: 'https://example.com/ns', name: 'inner', text: note }],
              },
            ],
          };
          const node = writeEvent(event, gcpLength);
          if (!node.ok) throw new Error(node.issues[0]?.message);
          expect(readEvent(parseXml(toXml(node.value)))).toMatchObject({ ok: true, warnings: [], value: { event } });
        },
      ),
    );
  });

  it('is the same event, whether its keys are URNs or Digital Links and its words are URNs, links or bare', () => {
    const urns = objectEvent({
      epc: 'urn:epc:id:sgtin:0614141.012345.1',
      bizStep: 'urn:epcglobal:cbv:bizstep:shipping',
      place: 'urn:epc:id:sgln:0614141.00001.0',
    });
    const links = objectEvent({
      epc: 'https://example.com/01/00614141123452/10/L/21/1',
      bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping',
      place: 'https://id.gs1.org/414/0614141000012',
    });
    const bare = objectEvent({ epc: 'https://id.gs1.org/01/00614141123452/21/1', bizStep: 'shipping', place: '0614141000012' });
    const events = [urns, links, bare].map((text) => {
      const read = readEvent(parseXml(text));
      return read.ok ? read.value.event : read.issues;
    });
    expect(events[0]).toMatchObject({
      epcList: ['https://id.gs1.org/01/00614141123452/21/1'],
      bizStep: 'shipping',
      readPoint: { gln: '0614141000012' },
    });
    expect(events[1]).toEqual(events[0]);
    expect(events[2]).toEqual(events[0]);
  });

  it.each([
    ['EPC_INVALID', { epc: 'urn:epc:id:sgtin:0614141.12345.1' }],
    ['EPC_INVALID', { epc: 'hello' }],
    ['EPC_NOT_INSTANCE', { epc: 'urn:epc:class:lgtin:0614141.012345.L' }],
    ['EVENT_TIME', { time: '2026-02-30T00:00:00Z' }],
    ['EVENT_TIME', { time: '2026-02-03T00:00:00' }],
    ['TIME_ZONE_OFFSET', { offset: 'EST' }],
    ['ACTION', { action: 'add' }],
    ['CBV_WORD_UNKNOWN', { bizStep: 'urn:epcglobal:cbv:bizstep:shiping' }],
    ['PLACE_INVALID', { place: 'urn:epc:id:sgln:0614141.0001.0' }],
    ['DUPLICATE_EPC', { more: '<epc>urn:epc:id:sgtin:0614141.012345.1</epc>' }],
    ['LIST_EMPTY', { epc: '' }],
    [
      'EXPIRATION_DATE',
      {
        fields:
          '<extension><ilmd><m:itemExpirationDate xmlns:m="urn:epcglobal:cbv:mda">27.3.2025</m:itemExpirationDate></ilmd></extension>',
      },
    ],
    ['FIELD_REPEATED', { fields: '<action>ADD</action>' }],
  ])('is refused with %s, its line and its value', (code, change) => {
    const read = readEvent(parseXml(objectEvent(change)));
    const issues = read.ok ? [] : read.issues;
    expect(issues.map((one) => one.code)).toContain(code);
    for (const one of issues)
      expect(one).toMatchObject({ path: expect.stringMatching(/^\/ObjectEvent/) as string, line: expect.any(Number) as number });
  });

  it('keeps fields of other namespaces whole and can write them, whatever prefixes their attributes had', () => {
    const field =
      '<x:a xmlns:x="https://example.com/ns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" x:k="1" xsi:nil="true">t<x:b/></x:a>';
    const read = readEvent(parseXml(objectEvent({ fields: field })));
    const node = read.ok ? writeEvent(read.value.event, gcpLength) : read;
    const again = node.ok ? readEvent(parseXml(toXml(node.value))) : node;
    const [namespace, attributes] = ['https://example.com/ns', { '{https://example.com/ns}k': '1', 'xsi:nil': 'true' }];
    expect(again.ok && again.value.event.extensions).toEqual([
      { namespace, name: 'a', attributes, text: 't', children: [{ namespace, name: 'b' }] },
    ]);
  });
  it('of another type is refused by its name', () => {
    expect(readEvent(parseXml('<QuantityEvent/>'))).toMatchObject({
      ok: false,
      issues: [{ code: 'EVENT_TYPE_UNSUPPORTED', value: 'QuantityEvent', path: '/QuantityEvent', line: 1 }],
    });
  });
  it('keeps a field it does not know and says so', () => {
    expect(readEvent(parseXml(objectEvent({ fields: '<odd>1</odd>' })))).toMatchObject({
      ok: true,
      warnings: [{ code: 'FIELD_UNKNOWN', value: 'odd' }],
      value: { event: { extensions: [{ namespace: '', name: 'odd', text: '1' }] } },
    });
  });
  it('of packing needs its parent, and the parent is no child of itself', () => {
    const packing = (parent: string) =>
      `<AggregationEvent><eventTime>2026-01-01T00:00:00Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset>${parent}<childEPCs><epc>urn:epc:id:sscc:0614141.1234567890</epc></childEPCs><action>ADD</action></AggregationEvent>`;
    expect(readEvent(parseXml(packing('')))).toMatchObject({ issues: [{ code: 'FIELD_MISSING', path: '/AggregationEvent/parentID' }] });
    expect(readEvent(parseXml(packing('<parentID>urn:epc:id:sscc:0614141.1234567890</parentID>')))).toMatchObject({
      issues: [{ code: 'PARENT_AMONG_CHILDREN' }],
    });
  });
});

function place(digits: string) {
  const gln = parseGln(digits);
  if (!gln.ok) throw new Error(digits);
  return { gln: gln.value };
}

function objectEvent(
  change: Partial<Record<'epc' | 'more' | 'time' | 'offset' | 'action' | 'bizStep' | 'place' | 'fields', string>>,
): string {
  const { epc = 'urn:epc:id:sgtin:0614141.012345.1', more = '', time = '2026-01-01T00:00:00Z', offset = '+00:00' } = change;
  const { action = 'ADD', bizStep = 'shipping', place = '0614141000012', fields = '' } = change;
  return `<ObjectEvent>
    <eventTime>${time}</eventTime><eventTimeZoneOffset>${offset}</eventTimeZoneOffset>
    <epcList>${epc === '' ? '' : `<epc>${epc}</epc>`}${more}</epcList>
    <action>${action}</action><bizStep>${bizStep}</bizStep><readPoint><id>${place}</id></readPoint>${fields}
  </ObjectEvent>`;
}

function readDocument(text: string): { document: EpcisDocument; warnings: readonly object[] } {
  const root = parseXml(text);
  const head = childOf(root, 'EPCISHeader') ?? root;
  const header = readHeader(head);
  const masterData = readMasterData(head);
  const events = (descendantsOf(root, 'EventList')[0]?.children ?? []).map(readEvent);
  const issues = [header, masterData, ...events].flatMap((read) => (read.ok ? read.warnings : read.issues));
  if (!header.ok || !masterData.ok || events.some((event) => !event.ok)) throw new Error(JSON.stringify(issues));
  return {
    document: {
      header: header.value.header,
      masterData: masterData.value,
      events: events.flatMap((event) => (event.ok ? [event.value.event] : [])),
    },
    warnings: issues,
  };
}

function withPrefixes({ masterData }: EpcisDocument): EpcisDocument['masterData'] {
  return {
    products: masterData.products.map((product) => ({ ...product, companyPrefix: '0312345' })),
    locations: masterData.locations.map((location) => ({ ...location, companyPrefix: '0614141' })),
  };
}

function ownDocument(): EpcisDocument {
  const master = readMasterData(
    parseXml(`<EPCISMasterData><Vocabulary type="urn:epcglobal:epcis:vtype:EPCClass"><VocabularyElementList>
      <VocabularyElement id="https://id.gs1.org/01/00312345678906">
        <attribute id="urn:epcglobal:cbv:mda#additionalTradeItemIdentification">12345-6789-0</attribute>
        <attribute id="urn:epcglobal:cbv:mda#additionalTradeItemIdentificationTypeCode">US_FDA_NDC</attribute>
        <attribute id="urn:epcglobal:cbv:mda#regulatedProductName">Examplin &amp; water</attribute>
        <attribute id="https://example.com/storage">2-8 °C</attribute>
      </VocabularyElement></VocabularyElementList></Vocabulary>
      <Vocabulary type="urn:epcglobal:epcis:vtype:Location"><VocabularyElementList><VocabularyElement id="https://id.gs1.org/414/0614141000012/254/DOCK-4">
        <attribute id="urn:epcglobal:cbv:mda#name">Example Distribution</attribute><attribute id="urn:epcglobal:cbv:mda#city">Springfield</attribute>
      </VocabularyElement></VocabularyElementList></Vocabulary></EPCISMasterData>`),
  );
  if (!master.ok) throw new Error(JSON.stringify(master.issues));
  const place = master.value.locations[0];
  if (place === undefined) throw new Error('no place');
  const [gln, dock] = [{ gln: place.gln }, { gln: place.gln, extension: 'DOCK-4' }];
  const [pack, box] = [link('00312345678906', 'A%2F1'), 'https://id.gs1.org/00/106141412345678908'];
  const at = { eventTime: '2026-05-01T08:00:00Z', eventTimeZoneOffset: '-05:00' };
  return {
    header: {
      sender: gln,
      receiver: dock,
      instanceIdentifier: 'EX-1',
      creationDate: '2026-05-01T09:00:00Z',
      guidelineVersion: GUIDELINE_R13,
      transactionStatement: { affirmed: true, legalNotice: 'Seller has complied with each applicable subsection.' },
    },
    masterData: master.value,
    events: [
      {
        type: 'ObjectEvent',
        ...at,
        action: 'ADD',
        bizStep: 'commissioning',
        disposition: 'active',
        readPoint: gln,
        bizLocation: gln,
        epcList: [pack],
        ilmd: { lotNumber: 'L1', itemExpirationDate: '2028-05-31' },
      },
      {
        type: 'AggregationEvent',
        ...at,
        action: 'ADD',
        bizStep: 'packing',
        disposition: 'in_progress',
        readPoint: dock,
        parentID: box,
        childEPCs: [pack],
      },
      {
        type: 'ObjectEvent',
        ...at,
        action: 'OBSERVE',
        bizStep: 'shipping',
        disposition: 'in_transit',
        readPoint: dock,
        bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epcglobal:cbv:bt:0614141000012:PO1' }],
        sourceList: [{ type: 'owning_party', ...gln }],
        destinationList: [{ type: 'location', ...dock }],
        epcList: [box],
        extensions: [dscsaField('dropShipment', 'false')],
      },
    ],
  };
}
