import { describe, expect, it } from 'vitest';
import { add, drop, mark, NOTHING_COUNTED, tick, toReceive } from './receive-count';

const open = new Map([
  ['00/1', 'epc:1'],
  ['00/2', 'epc:2'],
  ['00/3', 'epc:3'],
]);

describe('counting a shipment', () => {
  it('ticks off a scanned unit, once', () => {
    const first = tick(NOTHING_COUNTED, open, '00/1');
    expect(first.ticked).toBe('ticked');
    const again = tick(first.count, open, '00/1');
    expect(again.ticked).toBe('again');
    expect(toReceive(again.count).units).toEqual(['epc:1']);
  });

  it('asks the record about what is none of the open units', () => {
    expect(tick(NOTHING_COUNTED, open, '00/9').ticked).toBe('unknown');
    expect(tick(NOTHING_COUNTED, open, null).ticked).toBe('unknown');
  });

  it('takes back the mark of a unit that had not come when it turns up', () => {
    const away = mark(NOTHING_COUNTED, 'epc:2', 'away');
    expect(toReceive(tick(away, open, '00/2').count).units).toEqual(['epc:2']);
  });

  it('keeps a mark of damaged when the unit is scanned again', () => {
    const damaged = mark(NOTHING_COUNTED, 'epc:2', 'damaged');
    expect(toReceive(tick(damaged, open, '00/2').count).damaged).toEqual(['epc:2']);
  });

  it('receives damaged units, and leaves open what has not come', () => {
    const count = mark(mark(mark(NOTHING_COUNTED, 'epc:1', 'here'), 'epc:2', 'damaged'), 'epc:3', 'away');
    expect(toReceive(count)).toEqual({ units: ['epc:1', 'epc:2'], missing: [], damaged: ['epc:2'], extra: [] });
  });

  it('names what is missing inside a container, what came singly and what is extra, each once', () => {
    const twice = (['singles', 'absent', 'extra'] as const).reduce((count, to) => add(add(count, to, to), to, to), NOTHING_COUNTED);
    expect(toReceive(twice)).toEqual({ units: ['singles'], missing: ['absent'], damaged: [], extra: ['extra'] });
    expect(toReceive(drop(twice, 'extra', 'extra')).extra).toEqual([]);
  });

  it('leaves the count it was given as it was', () => {
    tick(NOTHING_COUNTED, open, '00/1');
    expect(NOTHING_COUNTED.marks.size).toBe(0);
  });
});
