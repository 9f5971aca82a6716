import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Current } from '../../identity/current.ts';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import { UserRole } from '../../identity/user-role.ts';
import { linesOf, packagesIn, spreadOf } from './places.ts';

const maker: Current = {
  user: { id: 'u', email: 'e', name: 'n', role: UserRole.MANUFACTURER },
  organisation: { id: 'p0', name: 'Maker', gln: '1', kinds: [TradingPartnerKind.MANUFACTURER], status: 'active' },
  site: null,
};
const counts = fc.array(
  fc.record({ party: fc.constantFrom('p0', 'p1', 'p2', 'p3', 'p4'), state: fc.constantFrom('active', 'partially_dispensed', 'in_transit', 'quarantined', 'illegitimate', 'dispensed'), count: fc.integer({ min: 1, max: 50 }) }),
);

describe('lines of holders', () => {
  it('add up to every package, whoever may be named', () => {
    fc.assert(
      fc.property(counts, fc.uniqueArray(fc.constantFrom('p1', 'p2', 'p3')), (placed, consignees) => {
        const lines = linesOf(maker, placed, { consignees: new Set(consignees), names: new Map() });
        expect(lines.reduce((sum, line) => sum + packagesIn(line), 0)).toBe(placed.reduce((sum, { count }) => sum + count, 0));
        expect(lines.filter(({ named }) => !named).length).toBeLessThanOrEqual(1);
        for (const { named, parties } of lines) if (named) expect(['p0', ...consignees]).toEqual(expect.arrayContaining([...parties]));
      }),
    );
  });
  it('leave out what was decommissioned', () => {
    expect(packagesIn(spreadOf([{ state: 'decommissioned', count: 3 }, { state: 'active', count: 1 }]))).toBe(1);
  });
});
