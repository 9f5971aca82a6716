import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packingPlan, planSentence } from './packing-plan';

describe('the packing plan', () => {
  it('says what will be made', () => {
    expect(planSentence(packingPlan(1000, 48, 20))).toBe('1,000 packages in 21 cases on 2 pallets');
    expect(planSentence(packingPlan(1, null, null))).toBe('1 package');
  });

  it('needs cases for pallets', () => {
    expect(packingPlan(100, null, 10)).toMatchObject({ cases: 0, pallets: 0 });
  });

  it('puts every package into a case and overfills none', () => {
    const some = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 80 }), (packages, perCase, perPallet) => {
        const plan = packingPlan(packages, perCase, perPallet);
        expect((plan.cases - 1) * perCase + plan.lastCase).toBe(packages);
        expect(plan.lastCase).toBeGreaterThan(0);
        expect(plan.lastCase).toBeLessThanOrEqual(perCase);
        expect((plan.pallets - 1) * perPallet + plan.lastPallet).toBe(plan.cases);
      }),
    );
  });
});
