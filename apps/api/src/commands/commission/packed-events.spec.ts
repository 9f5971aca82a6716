import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commissionTree } from '../../handoffs/plan/commission-tree.ts';
import { packedEvents, splitIntoCommands } from './packed-events.ts';

const here = { eventTime: '2026-11-22T12:00:00.000Z', eventTimeZoneOffset: '+00:00' };
const lot = { gtin: '00300010123455', case_gtin: '10300010123452', number: 'A1', expires_on: '2027-06-30' };
const numbered = (count: number, of: string) => Array.from({ length: count }, (_, i) => `${of}${i}`);

describe('a lot packed into cases on pallets', () => {
  it('cuts into commands that name every package once and no container twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.option(fc.integer({ min: 1, max: 500 })), fc.option(fc.integer({ min: 1, max: 100 })), (count, packagesPerCase, pallets) => {
        const casesPerPallet = packagesPerCase ? pallets : null;
        const parts = splitIntoCommands(count, { packagesPerCase, casesPerPallet });
        expect(parts[0]?.from).toBe(0);
        expect(parts.at(-1)?.to).toBe(count);
        const whole = (packagesPerCase ?? 1) * (casesPerPallet ?? 1);
        parts.slice(1).forEach(({ from }, i) => {
          expect(from).toBe(parts[i]?.to);
          expect(from % whole).toBe(0);
        });
        for (const { from, to } of parts) {
          const cases = packagesPerCase ? Math.ceil((to - from) / packagesPerCase) : 0;
          const documents = 3 + cases + (casesPerPallet ? Math.ceil(cases / casesPerPallet) : 0);
          expect(packagesPerCase ? documents : to - from).toBeLessThanOrEqual(1_000);
        }
      }),
    );
  });
  it('becomes trees that hold every package', () => {
    const events = packedEvents({ here, lot, serials: numbered(25, 'P'), packagesPerCase: 4, casesPerPallet: 3, caseSerials: numbered(7, 'C'), ssccs: ['003000100000000017', '003000100000000024', '003000100000000031'] });
    const tree = commissionTree(events);
    if ('code' in tree) throw new Error(tree.message);
    expect(tree.outermost).toHaveLength(3);
    expect(tree.units.size).toBe(25 + 7 + 3);
  });
});
