import { describe, expect, it } from 'vitest';
import { readAsSent } from '../scan/as-sent.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { toElementString } from '../spelling/render.ts';
import { seeded } from './chance.ts';
import { mutate } from './mutate.ts';
import { randomBarcode, readDamaged } from './mutation-run.ts';
import { AMBIGUOUS, randomPack, readThroughWedges, UNAMBIGUOUS } from './wedge-run.ts';

describe('the quick way through a plain scan', () => {
  it('comes to what the whole examination comes to, on sound and on damaged barcodes', () => {
    const chance = seeded(9);
    let quick = 0;
    for (let number = 0; number < 8_000; number++) {
      const sound =
        number % 2 === 0 ? randomBarcode(chance) : `]d2${toElementString(randomPack(chance), { fnc1: chance() < 0.5 ? '\u001d' : '' })}`;
      const text = chance() < 0.7 ? sound : mutate(chance, sound);
      const mode = chance() < 0.3 ? 'strict' : 'tolerant';
      quick += readAsSent(text, { mode }) === undefined ? 0 : 1;
      // A profile, be it empty, always leads to the whole examination.
      expect({ text, mode, scan: decodeScan(text, { mode }) }).toEqual({ text, mode, scan: decodeScan(text, { mode, profile: {} }) });
    }
    expect(quick).toBeGreaterThan(2_000);
  }, 60_000);
});

describe('damaged barcodes', () => {
  it('never throw, never take over 10 ms, and say what they said where they are read (50,000 of them)', () => {
    const report = readDamaged({ count: 50_000, seed: 5, clock: () => performance.now() });
    expect(report.failures).toEqual([]);
    // Both ways must have been gone.
    expect(Math.min(report.accepted, report.refused)).toBeGreaterThan(5_000);
  }, 60_000);
});

describe('a wedge that changes the separator', () => {
  it('is seen through where its character cannot be data, and reported with the true reading where it can', () => {
    const report = readThroughWedges({ rounds: 20, seed: 3 });
    expect(report.failures).toEqual([]);
    expect({ repaired: report.repaired, reported: report.reported }).toEqual({
      repaired: 20 * UNAMBIGUOUS.length,
      reported: 20 * AMBIGUOUS.length,
    });
    expect(UNAMBIGUOUS.length).toBeGreaterThan(170);
  });
});
