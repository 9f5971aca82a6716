import { CALIBRATION_FIELDS, toElementString } from 'gs1-barcodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProfile } from './find-profile';
import { heardOf } from './heard';
import { keepProfile, readProfile, unframe, type WedgeProfile } from './profiles';
import { IDLE, press, silence, type KeyPress, type WedgeState } from './wedge';

const GS = '\u001d';
const PACK = `0100300010123455172712311` + `0ABC123${GS}21SN0001`;

interface Scanner {
  separator: string;
  prefix?: string;
  suffix?: string;
  aim?: string;
  end: 'Enter' | 'Tab' | null;
  gapMs?: number;
}

/** The keys that a scanner so set up sends for a symbol. */
function keysOf(text: string, { aim = '', end, gapMs = 10, prefix = '', separator, suffix = '' }: Scanner): KeyPress[] {
  const shown = prefix + aim + text.replaceAll(GS, separator) + suffix;
  const names = [...[...shown].map((each) => (each === GS ? { key: ']', ctrl: true, code: 'BracketRight' } : { key: each })), ...(end === null ? [] : [{ key: end }])];
  return names.map((name, index) => ({ code: '', ctrl: false, alt: false, meta: false, repeat: false, at: index * gapMs, ...name }));
}
const symbol = toElementString(CALIBRATION_FIELDS, { fnc1: GS });
const finding = (scanner: Scanner, text = symbol) => findProfile(heardOf(keysOf(text, scanner)));

/** What the portal makes of a package's symbol, sent by this scanner under that profile. */
function readBy(profile: WedgeProfile, scanner: Scanner): string | undefined {
  let state: WedgeState = IDLE;
  let scan: string | undefined;
  for (const key of keysOf(PACK, scanner)) {
    const step = press(state, key, profile);
    state = step.state;
    scan ??= step.scan;
  }
  scan ??= silence(state, profile).scan;
  return scan === undefined ? undefined : unframe(scan, profile).replace(/^\]d2/, '');
}

describe('setting a scanner up', () => {
  it.each([
    [{ separator: GS, end: 'Enter' }, 'standard'],
    [{ separator: GS, end: 'Tab', aim: ']d2' }, 'standard'],
    [{ separator: '^', end: 'Enter' }, 'caret'],
    [{ separator: '~', end: 'Enter' }, 'tilde'],
    [{ separator: '|', end: 'Enter' }, 'pipe'],
    [{ separator: GS, end: null }, 'silent'],
    [{ separator: GS, end: 'Enter', gapMs: 60 }, 'slow'],
    [{ separator: '<GS>', end: 'Enter' }, 'measured'],
    [{ separator: GS, end: 'Enter', prefix: 'SCAN:' }, 'measured'],
  ] satisfies [Scanner, string][])('%j is %s', (scanner, id) => {
    const found = finding(scanner);
    expect(found.ok && found.profile.id).toBe(id);
  });

  it('finds a profile under which every later scan is read as it is printed, and keeps it on the device', () => {
    fc.assert(
      fc.property(
        fc.record({
          separator: fc.constantFrom(GS, '^', '~', '|', '<GS>', '{GS}', '%1D'),
          prefix: fc.constantFrom('', 'SCAN:', '#1 '),
          suffix: fc.constantFrom('', ';', '>>'),
          aim: fc.constantFrom('', ']d2'),
          end: fc.constantFrom('Enter' as const, 'Tab' as const, null),
          gapMs: fc.integer({ min: 2, max: 70 }),
        }),
        (scanner) => {
          const found = finding(scanner);
          if (!found.ok) throw new Error(found.code);
          let kept = '';
          keepProfile({ setItem: (_, value) => void (kept = value) }, found.profile);
          expect(readBy(readProfile({ getItem: () => kept }), scanner)).toBe(PACK);
        },
      ),
    );
  });

  it.each([
    ['the separator is dropped', finding({ separator: '', end: 'Enter' }), 'SEPARATOR_DROPPED'],
    ['capitals are swapped', finding({ separator: GS, end: 'Enter' }, symbol.replace(/[A-Za-z]/g, (each) => (each < 'a' ? each.toLowerCase() : each.toUpperCase()))), 'CASE_SWAPPED'],
    ['another keyboard is typed on', finding({ separator: GS, end: 'Enter' }, symbol.replaceAll('/', '-').replaceAll('y', 'z').replaceAll('Y', 'Z')), 'KEYBOARD_LAYOUT'],
    ['another symbol was scanned', finding({ separator: GS, end: 'Enter' }, PACK), 'NOT_TEST_SYMBOL'],
  ])('finds no profile where %s, and says so', (_, found, code) => expect(found).toMatchObject({ ok: false, code }));

  it('tells what it sends: separator, end, pauses, what stands around the scan', () => {
    const heard = heardOf(keysOf(symbol, { separator: GS, end: 'Tab', gapMs: 12 }));
    expect(heard).toEqual({ text: symbol, separatorKey: 'Ctrl+]', ended: 'Tab', pauseMsMax: 12 });
    expect(finding({ separator: '^', end: 'Enter', prefix: '>', suffix: '<' })).toMatchObject({ separator: '^', prefix: '>', suffix: '<', saysSymbology: false });
  });

  it.each(['', 'no such profile', '{', '{"id":"measured"}', 'null'])('begins with the standard profile where %j is kept', (kept) => {
    expect(readProfile({ getItem: () => kept }).id).toBe('standard');
  });
});
