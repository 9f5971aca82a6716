import fc from 'fast-check';
import type { XmlElement } from 'gs1-barcodes/epcis';
import { describe, expect, it } from 'vitest';
import { GOLDEN } from '../testing/trade.ts';
import type { DocumentRefusal } from './document-refusal.ts';
import { DocumentSplitter } from './split-document.ts';

interface Cut {
  readonly headers: XmlElement[];
  readonly events: XmlElement[];
  readonly refusal: DocumentRefusal | null;
}

function cut(pieces: readonly string[]): Cut {
  const headers: XmlElement[] = [];
  const events: XmlElement[] = [];
  const splitter = new DocumentSplitter({ root: () => {}, header: (element) => headers.push(element), event: (element) => events.push(element) });
  for (const piece of pieces) {
    const refusal = splitter.write(piece);
    if (refusal) return { headers, events, refusal };
  }
  return { headers, events, refusal: splitter.end() };
}

describe('a document cut into its parts', () => {
  it('gives one header, and each event with its path and line', () => {
    const { events, headers, refusal } = cut([GOLDEN]);
    expect(refusal).toBeNull();
    expect(headers.map(({ path }) => path)).toEqual(['/epcis:EPCISDocument/EPCISHeader']);
    expect(events.map(({ path }) => path.replace('/epcis:EPCISDocument/EPCISBody/EventList/', ''))).toEqual([
      'ObjectEvent[1]',
      'ObjectEvent[2]',
      'AggregationEvent[1]',
      'AggregationEvent[2]',
      'AggregationEvent[3]',
      'ObjectEvent[3]',
      'AggregationEvent[4]',
      'ObjectEvent[4]',
    ]);
    const lines = GOLDEN.split('\n');
    for (const { line, name } of events) expect(lines[line - 1]).toContain(`<${name}>`);
    const second = events[0]?.children.find(({ name }) => name === 'epcList')?.children[1];
    expect(second?.path).toBe('/epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent[1]/epcList/epc[2]');
    expect(lines[(second?.line ?? 0) - 1]).toContain(second?.text);
  });

  it('is the same however the text arrives', () => {
    const whole = cut([GOLDEN]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: GOLDEN.length - 1 }), { maxLength: 40 }), (cuts) => {
        const places = [0, ...[...cuts].sort((a, b) => a - b), GOLDEN.length];
        expect(cut(places.slice(1).map((to, i) => GOLDEN.slice(places[i], to)))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('reads the five entities, characters by number and CDATA as text', () => {
    const { events } = cut(['<d><EPCISBody><EventList><ObjectEvent><a>&lt;&amp;&#65;<![CDATA[<b>]]></a></ObjectEvent></EventList></EPCISBody></d>']);
    expect(events[0]?.children[0]?.text).toBe('<&A<b>');
  });

  it('finds events of later kinds in the extension of the list', () => {
    const { events } = cut(['<d><EPCISBody><EventList><extension><TransformationEvent/></extension><ObjectEvent/></EventList></EPCISBody></d>']);
    expect(events.map(({ name }) => name)).toEqual(['TransformationEvent', 'ObjectEvent']);
  });

  it('says what is wrong once, and takes no more', () => {
    const splitter = new DocumentSplitter({ root: () => {}, header: () => {}, event: () => {} });
    const refusal = splitter.write('<!DOCTYPE a>');
    expect(refusal).toMatchObject({ rule: 'XML_DTD', line: 1 });
    expect(splitter.write('<a/>')).toBe(refusal);
    expect(splitter.end()).toBe(refusal);
  });
});
