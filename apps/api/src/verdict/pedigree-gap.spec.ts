import { describe, expect, it } from 'vitest';
import { hasGap } from './pedigree-gap.ts';

type Step = Parameters<typeof hasGap>[0][number];
const step = (type: string, by: string, more: Partial<Step> = {}): Step => ({ type, by_party: by, owner: by, holder: by, state: 'active', shipment: null, ...more });
const shipments = new Map([['s1', { from_party: 'maker', to_party: 'pharmacy' }]]);
const shipped = step('ship', 'maker', { state: 'in_transit', shipment: 's1' });

describe('a gap in a chain of holders', () => {
  it.each<[string, Step[], boolean]>([
    ['made and held', [step('commission', 'maker')], false],
    ['shipped and received', [step('commission', 'maker'), shipped, step('receive', 'pharmacy'), step('dispense', 'pharmacy', { state: 'dispensed' })], false],
    ['shipped and taken back', [step('commission', 'maker'), shipped, step('cancelShipment', 'maker')], false],
    ['still under way', [step('commission', 'maker'), shipped], false],
    ['without a beginning', [step('receive', 'pharmacy')], true],
    ['received by another than it was sent to', [step('commission', 'maker'), shipped, step('receive', 'other')], true],
    ['held by another without a handoff', [step('commission', 'maker'), step('dispense', 'pharmacy', { state: 'dispensed' })], true],
  ])('%s', (_, steps, expected) => expect(hasGap(steps, shipments)).toBe(expected));
});
