import { describe, expect, it } from 'vitest';
import { readEvent, readTradeEvent } from './read-event.ts';
import type { XmlElement } from './xml.ts';

const element = (name: string, content: string | readonly XmlElement[], attributes: Record<string, string> = {}): XmlElement => ({
  name,
  namespace: '',
  attributes,
  children: typeof content === 'string' ? [] : content,
  text: typeof content === 'string' ? content : '',
  path: `/${name}`,
  line: 7,
});
const unit = 'urn:epc:id:sscc:0614141.1234567890';
const common = [element('eventTime', '2026-01-01T00:00:00Z'), element('eventTimeZoneOffset', '+00:00')];
const packing = (more: readonly XmlElement[], action = 'OBSERVE') =>
  readEvent(element('AggregationEvent', [...common, element('childEPCs', [element('epc', unit)]), element('action', action), ...more]));
const observed = (more: readonly XmlElement[]) =>
  readEvent(element('ObjectEvent', [...common, element('epcList', [element('epc', unit)]), element('action', 'OBSERVE'), ...more]));

describe('reading an event', () => {
  it('keeps lot data on a packing event, which has no such field, and says so', () => {
    expect(packing([element('extension', [element('ilmd', [element('lotNumber', 'A')])])])).toMatchObject({
      ok: true,
      warnings: [{ code: 'FIELD_UNKNOWN', value: 'ilmd', line: 7 }],
      value: { event: { extensions: [{ name: 'ilmd', children: [{ name: 'lotNumber', text: 'A' }] }] } },
    });
  });
  it('allows an aggregation without parent only to be observed', () => {
    expect(packing([]).ok).toBe(true);
    expect(packing([], 'DELETE')).toMatchObject({ ok: false, issues: [{ code: 'FIELD_MISSING', path: '/AggregationEvent/parentID' }] });
  });
  it('gives the company prefixes that the URNs showed', () => {
    const read = observed([element('readPoint', [element('id', 'urn:epc:id:sgln:061414100.001.0')])]);
    expect(read.ok && read.value.companyPrefixes).toEqual(['0614141', '061414100']);
  });
  it('reads an error declaration out of the base extension, and refuses one without its time', () => {
    const declaration = (time: string) =>
      observed([
        element('baseExtension', [
          element('errorDeclaration', [element('declarationTime', time), element('reason', 'urn:epcglobal:cbv:er:did_not_occur')]),
        ]),
      ]);
    expect(declaration('2026-01-02T00:00:00Z')).toMatchObject({ value: { event: { errorDeclaration: { reason: 'did_not_occur' } } } });
    expect(declaration('yesterday')).toMatchObject({ ok: false, issues: [{ code: 'EVENT_TIME', value: 'yesterday' }] });
  });
  it('refuses a party that is no GLN and a type of party that CBV does not have', () => {
    const source = (type: string, party: string) => observed([element('sourceList', [element('source', party, { type })])]);
    expect(source('urn:epcglobal:cbv:sdt:owning_party', 'urn:epc:id:pgln:0614141.00001')).toMatchObject({
      value: { event: { sourceList: [{ type: 'owning_party', gln: '0614141000012' }] } },
    });
    expect(source('urn:epcglobal:cbv:sdt:owner', '0614141000012')).toMatchObject({ issues: [{ code: 'CBV_WORD_UNKNOWN' }] });
    expect(source('owning_party', '0614141000013')).toMatchObject({ issues: [{ code: 'PLACE_INVALID', cause: 'CHECK_DIGIT' }] });
  });
  it('keeps the words of other vocabularies', () => {
    const read = observed([element('bizStep', 'https://example.com/steps/odd')]);
    expect(read.ok && read.value.event.bizStep).toBe('https://example.com/steps/odd');
  });
  it('refuses an amount that is no number', () => {
    const amount = (quantity: string) =>
      observed([
        element('quantityList', [
          element('quantityElement', [element('epcClass', 'urn:epc:idpat:sgtin:0614141.012345.*'), element('quantity', quantity)]),
        ]),
      ]);
    expect(amount('12.5')).toMatchObject({
      value: { event: { quantityList: [{ epcClass: 'https://id.gs1.org/01/00614141123452', quantity: 12.5 }] } },
    });
    expect(amount('many')).toMatchObject({ issues: [{ code: 'QUANTITY_INVALID', value: 'many' }] });
    expect(amount('9'.repeat(400))).toMatchObject({ issues: [{ code: 'QUANTITY_INVALID' }] });
  });
  it('of the trade is one of packages and containers: other types and other keys are refused where they stand', () => {
    expect(readTradeEvent(element('TransformationEvent', 'whatever it holds'))).toMatchObject({
      ok: false,
      issues: [{ code: 'EVENT_TYPE_UNSUPPORTED', value: 'TransformationEvent', path: '/TransformationEvent', line: 7 }],
    });
    const asset = element('ObjectEvent', [
      ...common,
      element('epcList', [element('epc', 'urn:epc:id:giai:0614141.ABC')]),
      element('action', 'OBSERVE'),
    ]);
    expect(readEvent(asset)).toMatchObject({ ok: true, value: { event: { epcList: ['https://id.gs1.org/8004/0614141ABC'] } } });
    expect(readTradeEvent(asset)).toMatchObject({ ok: false, issues: [{ code: 'EPC_INVALID', cause: 'EPC_SCHEME' }] });
  });
});
