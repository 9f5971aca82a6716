import type { Birth, LedgerStep } from './pedigree.ts';
import type { PlacedUnit } from './placed-units.ts';

/** Of the states on a climb the first of these holds. */
const RESTRICTIVE = ['decommissioned', 'dispensed', 'illegitimate', 'in_transit', 'quarantined', 'partially_dispensed', 'active'];
const NESTING_MAX = 5;

/**
 * Where a unit is, told from its steps and those of its containers, when these are at hand already: the same as the view `readmodel.placed` tells from
 * facts, which are what the last steps came to. Pure.
 */
export function placedBySteps(ref: string, { births, steps }: { births: ReadonlyMap<string, Birth>; steps: ReadonlyMap<string, readonly LedgerStep[]> }): PlacedUnit | null {
  const birth = births.get(ref);
  if (!birth) return null;
  const climb: { ref: string; last: LedgerStep | undefined }[] = [];
  for (let at: string | null = ref; at !== null && climb.length <= NESTING_MAX; ) {
    const last: LedgerStep | undefined = steps.get(at)?.at(-1);
    climb.push({ ref: at, last });
    at = last ? last.in_after : (births.get(at)?.parent ?? null);
  }
  const facts = climb.flatMap(({ last }) => last ?? []);
  const outermost = <T>(of: (step: LedgerStep) => T | null): T | null => facts.reduceRight<T | null>((found, step) => found ?? of(step), null);
  const [issuer = '', key = ''] = ref.split('/');
  const { gtin, kind, lotKey, serial, sscc } = birth;
  return {
    ...{ ref, issuer, key, kind, gtin, serial, sscc },
    lot_key: lotKey,
    container: climb[1]?.ref ?? null,
    top: climb.findLast(({ last }) => last !== undefined)?.ref ?? null,
    owner: outermost(({ owner }) => owner),
    holder: outermost(({ holder }) => holder),
    shipment: outermost(({ shipment }) => shipment),
    state: RESTRICTIVE.find((state) => facts.some((step) => step.state === state)) ?? null,
  };
}
