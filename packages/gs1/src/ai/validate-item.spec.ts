import { describe, expect, it } from 'vitest';
import { parseBracketed } from '../scan/bracketed.ts';
import { validateItem } from './validate-item.ts';

/** What is said of carriers with these texts: code, AI, and which of them. */
function said(...texts: readonly string[]) {
  const messages = texts.map((text) => {
    const read = parseBracketed(text);
    if (!read.ok) throw new Error(`${text}: ${read.issues[0]?.message}`);
    return read.value;
  });
  return validateItem(messages).map(({ code, ai, severity, carriers = [] }) => `${severity} ${code} (${ai}) on ${carriers.join(', ')}`);
}

const unit = '(00)403000112345678901';
const content = '(02)00300010123455(37)12(10)A123';
const pack = '(01)00300010123455(21)11(17)250327(10)A123';

describe('the carriers of one item', () => {
  it('complete one another: content and count need the SSCC on the other label', () => {
    expect(said(unit, content)).toEqual([]);
    expect(said(content, unit)).toEqual([]);
    expect(said(content)).toEqual(['error AI_REQUIRED (37) on 0']);
    expect(said(unit, '(02)00300010123455')).toEqual(['error AI_REQUIRED (02) on 1']);
  });
  it('may say the same twice', () => {
    expect(said(pack, '(01)00300010123455')).toEqual([]);
    expect(said(pack, '(01)00300010123455(10)A123', pack)).toEqual([]);
  });
  it.each([
    ['product', '(01)00300010123462', '01'],
    ['lot', '(01)00300010123455(10)A124', '10'],
    ['expiry', '(01)00300010123455(17)250328', '17'],
    ['serial', '(01)00300010123455(21)12', '21'],
  ])('must agree on the %s', (_, other, ai) => {
    expect(said(pack, other)).toEqual([`error AI_REPEATED_DIFFERENT (${ai}) on 0, 1`]);
    expect(said('(01)00300010123455', pack, pack, other).filter((line) => !line.includes('(01)'))).toEqual(
      ai === '01' ? [] : [`error AI_REPEATED_DIFFERENT (${ai}) on 1, 3`],
    );
  });
  it('must not exclude each other: what contains is not what is contained', () => {
    expect(said(unit, content, '(01)00300010123455')).toEqual(['error AI_PAIR_INVALID (02) on 1, 2', 'error AI_PAIR_INVALID (01) on 1, 2']);
  });
});
