import { formatNumber } from '../../ui/number';
import { wordsOf } from '../../words';

export interface PackingPlan {
  packages: number;
  cases: number;
  pallets: number;
  /** Packages in the last case, and cases on the last pallet, where they are not full. */
  lastCase: number;
  lastPallet: number;
}

/** How many cases and pallets a number of packages fills; the last of each may be part full. */
export function packingPlan(packages: number, packagesPerCase: number | null, casesPerPallet: number | null): PackingPlan {
  const cases = packagesPerCase ? Math.ceil(packages / packagesPerCase) : 0;
  const pallets = cases > 0 && casesPerPallet ? Math.ceil(cases / casesPerPallet) : 0;
  return {
    packages,
    cases,
    pallets,
    lastCase: cases > 0 && packagesPerCase ? packages - (cases - 1) * packagesPerCase : 0,
    lastPallet: pallets > 0 && casesPerPallet ? cases - (pallets - 1) * casesPerPallet : 0,
  };
}

export function planSentence({ packages, cases, pallets }: PackingPlan): string {
  const t = wordsOf('products');
  const said = (count: number, unit: 'packages' | 'cases' | 'pallets') =>
    t(`plan.${unit}`, { count, number: formatNumber(count) });
  return [said(packages, 'packages'), cases > 0 && said(cases, 'cases'), pallets > 0 && said(pallets, 'pallets')].filter(Boolean).join(' ');
}
