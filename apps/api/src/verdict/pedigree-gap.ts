import type { LedgerStep } from '../read-model/pedigree.ts';

type Link = Pick<LedgerStep, 'type' | 'by_party' | 'owner' | 'holder' | 'state' | 'shipment'>;

/** Acts by which goods come to another holder. */
const HANDS_OVER = new Set(['receive', 'transferOwnership']);

/**
 * Whether a chain of steps has a break: somebody holds what nobody handed over, or acts on what another holds. The contract lets none of these
 * happen; what is read here went through documents, other nodes and a projection since, so it is looked at once more, by another road. Pure.
 */
export function hasGap(steps: readonly Link[], addressees: ReadonlyMap<string, { readonly from_party: string; readonly to_party: string }>): boolean {
  const [first] = steps;
  if (first && first.type !== 'commission' && first.type !== 'pack') return true;
  return steps.some((step, i) => {
    const before = steps[i - 1];
    if (!before) return false;
    if (before.state === 'in_transit') {
      const shipment = before.shipment === null ? undefined : addressees.get(before.shipment);
      if (!shipment) return false;
      return step.type === 'receive' ? step.by_party !== shipment.to_party : step.type === 'cancelShipment' && step.by_party !== shipment.from_party;
    }
    return !HANDS_OVER.has(step.type) && step.holder !== null && before.holder !== null && step.holder !== before.holder && step.state !== 'in_transit';
  });
}
