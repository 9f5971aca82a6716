import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../testing/parse-xml.ts';
import { randomEvent, randomEvents, randomPrefix, spelled } from '../testing/random-event.ts';
import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, ERROR_REASONS, SOURCE_DESTINATION_TYPES, type Vocabulary } from './cbv.ts';
import {
  eventHashId,
  preHash,
  readEvent,
  readJsonEvent,
  toXml,
  writeEvent,
  writeJsonEvent,
  type EpcisEvent,
  type EpcisResult,
  type Json,
  type JsonObject,
  type ReadEvent,
  type Spelling,
} from './index.ts';
import { isList, isObject } from './json.ts';

const gcpLength = randomPrefix;
const SPELLINGS = {
  'EPCIS 1.2 with EPC URNs': { version: '1.2', gcpLength },
  'EPCIS 2.0 with EPC URNs': { version: '2.0', gcpLength },
  'EPCIS 2.0 with Digital Links': { version: '2.0' },
} as const satisfies Record<string, Spelling>;

describe('an event of any type with any of its fields', { timeout: 60_000 }, () => {
  describe.each(Object.entries(randomEvents))('%s', (_, events) => {
    it.each(Object.entries(SPELLINGS))('comes back from XML of %s', (_name, spelling) => {
      fc.assert(
        fc.property(events, (event) => {
          expect(eventIn(readEvent(parseXml(xmlOf(event, spelling))))).toEqual(event);
        }),
      );
    });
    it.each([
      ['Digital Links', {}],
      ['EPC URNs', { gcpLength }],
    ])('comes back from JSON with %s', (_name, spelling) => {
      fc.assert(
        fc.property(events, (event) => {
          expect(eventIn(readJsonEvent(viaText(jsonOf(event, spelling))))).toEqual(event);
        }),
      );
    });
    it('loses nothing on the way from XML to JSON to XML', () => {
      fc.assert(
        fc.property(events, (event) => {
          const text = xmlOf(event, SPELLINGS['EPCIS 2.0 with Digital Links']);
          const json = viaText(jsonOf(eventIn(readEvent(parseXml(text))), {}));
          expect(xmlOf(eventIn(readJsonEvent(json)), SPELLINGS['EPCIS 2.0 with Digital Links'])).toBe(text);
        }),
      );
    });
  });

  it('has one key a unit, one text to hash and one hash id in seven spellings', () => {
    fc.assert(
      fc.property(randomEvent, fc.constantFrom('+00:00', '-11:30', '+13:45'), (event, zone) => {
        const links = viaText(jsonOf(event, {}));
        const told = [
          ...Object.values(SPELLINGS).map((spelling) => readEvent(parseXml(xmlOf(event, spelling)))),
          ...[links, viaText(jsonOf(event, { gcpLength })), withCuries(links), retold(links, zone)].map((json) => readJsonEvent(json)),
        ].map(eventIn);
        expect(told).toHaveLength(7);
        expect(new Set(told.map((one) => JSON.stringify(unitsOf(one)))).size).toBe(1);
        for (const profile of ['cbv', 'reference'] as const) {
          const texts = new Set(told.map((one) => preHash(one, profile)));
          expect([...texts]).toEqual([preHash(event, profile)]);
          expect(new Set([...texts].map((text) => eventHashId(createHash('sha256').update(text).digest('hex')))).size).toBe(1);
        }
      }),
    );
  });
});

const xmlOf = (event: EpcisEvent, spelling: Spelling): string => toXml(valueOf(writeEvent(event, spelling)));
const jsonOf = (event: EpcisEvent, spelling: Pick<Spelling, 'gcpLength'>): JsonObject => valueOf(writeJsonEvent(event, spelling));
const viaText = (json: JsonObject): JsonObject => JSON.parse(JSON.stringify(json)) as JsonObject;

function valueOf<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly object[] }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** The event that was read, without a finding. */
function eventIn(read: EpcisResult<ReadEvent>): EpcisEvent {
  expect(read.ok ? read.warnings : []).toEqual([]);
  return valueOf(read).event;
}

/** Every link of a unit that an event names, list by list. */
function unitsOf(event: EpcisEvent): readonly string[] {
  const lists = Object.entries(event).filter(([name]) => /EPC|parentID|epcList/.test(name));
  return lists.flatMap(([name, links]) => [links as string | string[]].flat().map((link) => `${name} ${link}`)).sort();
}

/** The same JSON with its words as compact IRIs, such as `cbv:BizStep-shipping`. */
function withCuries(json: Json, member = '', parent = ''): JsonObject & string {
  if (isList(json)) return json.map((item) => withCuries(item, member, parent)) as never;
  if (isObject(json)) {
    const inner = (name: string) => (/^(?:set|unset)$/.test(name) ? 'disposition' : name);
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, withCuries(value, inner(name), member)])) as never;
  }
  if (typeof json !== 'string' || json.includes(':')) return json as never;
  const curie = (vocabulary: Vocabulary<string>) => `cbv:${vocabulary.web.slice('https://ref.gs1.org/cbv/'.length)}${json}`;
  if (member === 'bizStep') return curie(BIZ_STEPS) as never;
  if (member === 'disposition') return curie(DISPOSITIONS) as never;
  if (member === 'reason') return curie(ERROR_REASONS) as never;
  if (member === 'type' && parent === 'bizTransactionList') return curie(BIZ_TRANSACTION_TYPES) as never;
  if (member === 'type' && /^(?:source|destination)List$/.test(parent)) return curie(SOURCE_DESTINATION_TYPES) as never;
  if (/^(?:type|exception)$/.test(member) && parent === 'sensorReport') return `gs1:${json}` as never;
  return (member === 'component' && parent === 'sensorReport' ? `cbv:Comp-${json}` : json) as never;
}

/** The same JSON told in another order, and of instants in another zone. */
function retold(json: Json, zone: string, member = ''): JsonObject & string {
  if (isList(json)) return [...json].reverse().map((item) => retold(item, zone, member)) as never;
  if (isObject(json)) {
    return Object.fromEntries(
      Object.entries(json)
        .reverse()
        .map(([name, value]) => [name, retold(value, zone, name)]),
    ) as never;
  }
  return (/^(?:eventTime|time|startTime|endTime)$/.test(member) ? spelled(Date.parse(String(json)), zone) : json) as never;
}
