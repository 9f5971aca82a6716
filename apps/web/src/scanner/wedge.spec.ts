import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILES, type WedgeProfile } from './profiles';
import { IDLE, patienceMs, press, silence, type KeyPress, type WedgeState, type WedgeStep } from './wedge';

const GS = '\u001d';
const profile = (id: string): WedgeProfile => {
  const found = PROFILES.find((each) => each.id === id);
  if (!found) throw new Error(`no profile ${id}`);
  return found;
};
const standard = profile('standard');

function key(name: string, at: number, more: Partial<KeyPress> = {}): KeyPress {
  return { key: name, code: '', ctrl: false, alt: false, meta: false, repeat: false, at, ...more };
}

/** Plays keys `gap` apart; a GS in the text is sent as Ctrl+]. */
function burst(text: string, gap: number, from = 0): KeyPress[] {
  return [...text].map((each, index) =>
    each === GS ? key(']', from + index * gap, { ctrl: true, code: 'BracketRight' }) : key(each, from + index * gap),
  );
}

function play(keys: KeyPress[], used: WedgeProfile = standard): { state: WedgeState; steps: WedgeStep[]; scans: string[]; typed: string } {
  let state = IDLE;
  const steps: WedgeStep[] = [];
  let typed = '';
  for (const each of keys) {
    const step = press(state, each, used);
    typed += step.replay ?? '';
    if (!step.suppress && each.key.length === 1 && !each.ctrl) typed += each.key;
    steps.push(step);
    state = step.state;
  }
  return { state, steps, scans: steps.flatMap((step) => step.scan ?? []), typed };
}

describe('the keyboard wedge', () => {
  it('takes keys 10 ms apart, ended by Enter, for a scan', () => {
    const text = `]d20100300010123455${'17271231'}10ABC${GS}21SN0001`;
    const { scans } = play([...burst(text, 10), key('Enter', text.length * 10)]);
    expect(scans).toEqual([text]);
  });

  it('takes Tab for the end as well, and keeps it from moving the focus', () => {
    const { scans, steps } = play([...burst('0100300010123455', 10), key('Tab', 160)]);
    expect(scans).toEqual(['0100300010123455']);
    expect(steps.at(-1)?.suppress).toBe(true);
  });

  it('reads Ctrl+] and F8 as the group separator', () => {
    const { scans } = play([
      ...burst('10LOT', 10),
      key(']', 50, { ctrl: true, code: 'BracketRight' }),
      ...burst('21A', 10, 60),
      key('F8', 90),
      ...burst('30', 10, 100),
      key('Enter', 120),
    ]);
    expect(scans).toEqual([`10LOT${GS}21A${GS}30`]);
  });

  it('knows Ctrl+] by the place of the key where the layout has no bracket there', () => {
    const { scans } = play([
      ...burst('10LOT', 10),
      key('+', 50, { ctrl: true, code: 'BracketRight' }),
      ...burst('21A', 10, 60),
      key('Enter', 90),
    ]);
    expect(scans).toEqual([`10LOT${GS}21A`]);
  });

  it('reads ^ as the separator only in the profile that sends it, and as the dead key it is on some layouts', () => {
    expect(play([...burst('10LOT^21A', 10), key('Enter', 90)]).scans).toEqual(['10LOT^21A']);
    expect(play([...burst('10LOT^21A', 10), key('Enter', 90)], profile('caret')).scans).toEqual([`10LOT${GS}21A`]);
    expect(play([...burst('10LOT', 10), key('Dead', 50), ...burst('21A', 10, 60), key('Enter', 90)], profile('caret')).scans).toEqual([
      `10LOT${GS}21A`,
    ]);
  });

  it('leaves a person alone who types, and Enter keeps its meaning', () => {
    const { scans, steps, typed } = play([...burst('atorvastatin', 120), key('Enter', 12 * 120)]);
    expect(scans).toEqual([]);
    expect(steps.some((step) => step.suppress)).toBe(false);
    expect(typed).toBe('atorvastatin');
  });

  it('gives back what it held when two keys of a person fell together', () => {
    const { typed } = play([key('t', 0), key('h', 15), key('e', 200)]);
    expect(typed).toBe('the');
  });

  it('holds back the keys of a scan after the first, whatever they mean to the browser', () => {
    const { steps } = play([
      ...burst('0100', 10),
      key('j', 40, { ctrl: true, code: 'KeyK' }),
      key('d', 50, { ctrl: true }),
      ...burst('3000', 10, 60),
    ]);
    expect(steps[0]?.begin).toBe(true);
    expect(steps.slice(1).every((step) => step.suppress)).toBe(true);
  });

  it('asks for five more keys than one: a short burst before Enter is no scan', () => {
    expect(play([...burst('12345', 10), key('Enter', 50)]).scans).toEqual([]);
  });

  it('ignores a key held down', () => {
    const held = Array.from({ length: 20 }, (_, index) => key('x', index * 30, { repeat: index > 0 }));
    expect(play([...held, key('Enter', 610)]).scans).toEqual([]);
  });

  it('never passes on a scan that broke off, for half a serial looks like a serial', () => {
    const { state } = play(burst('010030001012345521SN', 10));
    expect(silence(state, standard)).toEqual({ state: IDLE, broken: '010030001012345521SN' });
  });

  it('takes silence for the end where the profile says that no key follows', () => {
    const { state } = play(burst('010030001012345521SN', 10), profile('silent'));
    expect(silence(state, profile('silent')).scan).toBe('010030001012345521SN');
  });

  it('waits longer for the rest of what looks like a scan: a busy computer hands keys over late, with their own instants', () => {
    const begun = play(burst('0100300010123455', 10)).state;
    expect(patienceMs(begun, standard)).toBeGreaterThan(500);
    expect(patienceMs(play(burst('01', 10)).state, standard)).toBeLessThan(150);
    expect(patienceMs(begun, profile('silent'))).toBeLessThan(150);
  });

  it('keeps apart two scans that follow one another', () => {
    const { scans } = play([
      ...burst('0100300010123455', 10),
      key('Enter', 160),
      ...burst('00403000112345678901', 10, 260),
      key('Enter', 460),
    ]);
    expect(scans).toEqual(['0100300010123455', '00403000112345678901']);
  });

  it('ignores shift keys inside a scan', () => {
    const { scans } = play([...burst('21ab', 10), key('Shift', 40), ...burst('CD', 10, 45), key('Enter', 65)]);
    expect(scans).toEqual(['21abCD']);
  });

  it('gives every scan back as it was sent, whatever is in it', () => {
    const text = fc.string({ unit: fc.constantFrom(...'!"%&\'()*+,-./0189:;<=>?AZ_az', GS), minLength: 6, maxLength: 90 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (sent, gap) => {
        expect(play([...burst(sent, gap), key('Enter', sent.length * gap)]).scans).toEqual([sent]);
      }),
    );
  });

  it('loses no letter of a person, however the keys fall', () => {
    const keys = fc.array(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 1, max: 300 })), { maxLength: 5 });
    fc.assert(
      fc.property(keys, (pressed) => {
        let at = 0;
        const { state, typed } = play(pressed.map(([letter, gap]) => key(letter, (at += gap))));
        expect(typed + (silence(state, standard).replay ?? '')).toBe(pressed.map(([letter]) => letter).join(''));
      }),
    );
  });
});
