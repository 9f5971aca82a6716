import { describe, expect, it } from 'vitest';
import { BROKEN, changed, VALID } from '../testing/event-cases.ts';
import { parseXml } from '../testing/parse-xml.ts';
import { EPCIS_RULES, readEvent, readJsonEvent, toXml, writeEvent } from './index.ts';

const lineOf = (pointer: string) => 100 + pointer.split('/').length;
const readAt = (json: ReturnType<typeof changed>) => readJsonEvent(json, { path: '/e', lineOf });

describe('an event', () => {
  it.each(VALID)('is read with %s, and reads the same in XML', (_, type, change) => {
    const read = readAt(changed(type, change));
    expect(read).toMatchObject({ ok: true, warnings: [] });
    const node = read.ok ? writeEvent(read.value.event, { version: '2.0' }) : read;
    const again = node.ok ? readEvent(parseXml(toXml(node.value))) : node;
    expect(again.ok && again.value.event).toEqual(read.ok && read.value.event);
  });

  it.each(BROKEN)('is refused with %s at %s (%s %j)', (code, path, type, change) => {
    const read = readAt(changed(type, change));
    const [first, ...more] = read.ok ? [] : read.issues;
    expect(first).toMatchObject({ code, severity: 'error', message: expect.any(String) as string });
    expect(first?.path).toMatch(path === '/@context' ? /^\/e\/@context\/1$/ : new RegExp(`^/e${path}$`));
    // A field that is missing is said at what lacks it.
    expect(first?.line).toBe(lineOf(code === 'FIELD_MISSING' ? (first?.path ?? '').replace(/\/[^/]*$/, '') : (first?.path ?? '')));
    expect(first?.message).not.toContain('{');
    expect(more.filter((one) => one.code !== code && !FOLLOWS.has(`${code} ${one.code}`))).toEqual([]);
  });

  it('breaks every rule of an event in one of these', () => {
    const ofDocuments = [
      'PRODUCT_INVALID',
      'NDC_INVALID',
      'HEADER_MISSING',
      'BOOLEAN_INVALID',
      'FIELD_REPEATED',
      'FIELD_UNKNOWN',
      'CONTEXT_UNKNOWN',
    ];
    expect([...new Set(BROKEN.map(([code]) => code)), ...ofDocuments].sort()).toEqual(Object.keys(EPCIS_RULES).sort());
    expect([VALID.length >= 40, BROKEN.length >= 60]).toEqual([true, true]);
  });
});

/** What cannot but be said too: without its context the names of an event mean nothing. */
const FOLLOWS = new Set(['CONTEXT_MISSING PREFIX_UNKNOWN']);
