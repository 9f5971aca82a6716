import fc from 'fast-check';
import type { AggregationEvent, TradeEvent, ObjectEvent } from 'gs1-barcodes/epcis';
import { describe, expect, it } from 'vitest';
import { sgtinLink, ssccLink } from '../../documents/unit-link.ts';
import { commissionTree } from '../../handoffs/plan/commission-tree.ts';
import { fold, type Step } from './fold.ts';
import type { CapturedEvent } from './read-capture.ts';

const here = { eventTime: '2026-05-02T06:45:16Z', eventTimeZoneOffset: '-05:00' };
const ilmd = { lotNumber: 'L1', itemExpirationDate: '2028-03-31' };
const made = (epcList: string[], more: object = {}): ObjectEvent => ({ type: 'ObjectEvent', ...here, action: 'ADD', bizStep: 'commissioning', epcList, ...more });
const packed = (parentID: string, childEPCs: string[]): AggregationEvent => ({ type: 'AggregationEvent', ...here, action: 'ADD', bizStep: 'packing', parentID, childEPCs });
const shipped = (epcList: string[]): ObjectEvent => ({ type: 'ObjectEvent', ...here, action: 'OBSERVE', bizStep: 'shipping', epcList });
const sscc = (n: number): string => ssccLink(String(n).padStart(18, '0'));
const pack = (n: number): string => sgtinLink('00361414567894', `S${n}`);
const captured = (events: readonly TradeEvent[]): CapturedEvent[] => events.map((event, index) => ({ index, path: `/${index}`, line: index, event }));

/** So many cases of so many packages each, commissioned by one event each way, then shipped. */
function cases(count: number, each: number): TradeEvent[] {
  const contents = Array.from({ length: count }, (_, c) => Array.from({ length: each }, (_unused, p) => pack(c * each + p)));
  const containers = contents.map((_, c) => sscc(c));
  return [made(contents.flat(), { ilmd }), made(containers), ...contents.map((children, c) => packed(containers[c] as string, children)), shipped(containers)];
}

const stepsOf = (events: readonly TradeEvent[], role: 'seller' | 'buyer' = 'seller'): Step[] => {
  const steps = fold(captured(events), { baseOf: (gtin) => gtin, role });
  if ('code' in steps) throw new Error(steps.message);
  return steps;
};
const commissions = (steps: readonly Step[]) => steps.flatMap((step) => (step.kind === 'commission' ? [step] : []));

describe('folding the events of a file into commands', () => {
  it('makes one command of what fits one, and leaves its events as they are', () => {
    const events = cases(3, 4);
    const steps = stepsOf(events);
    expect(steps.map(({ kind, n }) => [kind, n])).toEqual([['registerLot', 0], ['commission', 1], ['ship', 2]]);
    expect(commissions(steps)[0]?.events).toEqual(events.slice(0, -1));
  });

  it('cuts what is too much for one command between containers, never through one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_100 }), fc.integer({ min: 1, max: 3 }), (count, each) => {
        const events = cases(count, each);
        const parts = commissions(stepsOf(events));
        expect(parts.length).toBe(Math.max(1, Math.ceil(count / 898)));
        const seen = new Set<string>();
        for (const { events: some } of parts) {
          expect(some.length).toBeLessThanOrEqual(900);
          const tree = commissionTree(some);
          if ('code' in tree) throw new Error(tree.message);
          for (const link of tree.units.keys()) {
            expect(seen.has(link)).toBe(false);
            seen.add(link);
          }
        }
        expect(seen.size).toBe(count * (each + 1));
      }),
      { numRuns: 12 },
    );
  });

  it('makes of each shipment to its buyer one attested commission with that shipping event', () => {
    const all = cases(4, 2);
    const events = [...all.slice(0, -1), shipped([sscc(0), sscc(1)]), shipped([sscc(2)])];
    const parts = commissions(stepsOf(events, 'buyer'));
    expect(parts.map(({ shipping }) => shipping?.epcList)).toEqual([[sscc(0), sscc(1)], [sscc(2)]]);
    // What was not shipped to the buyer is none of its business.
    const links = parts.flatMap(({ events: some }) => some.flatMap((event) => (event.type === 'ObjectEvent' ? event.epcList : [])));
    expect(links).not.toContain(sscc(3));
    expect(links).toHaveLength(9);
  });

  it('numbers commands by the file alone', () => {
    const events = cases(2, 2);
    expect(stepsOf(events)).toEqual(stepsOf(events));
  });
});
