import type { PedigreeStep } from './pedigree-timeline';

/** One stay of a unit with a holder, as the steps tell it. */
export interface Holding {
  readonly holder: string | null;
  readonly places: readonly string[];
  readonly from: PedigreeStep;
  readonly to: PedigreeStep;
  readonly steps: number;
  /** The containers that it lay in meanwhile, in order; null: loose. */
  readonly containers: readonly (string | null)[];
  /** The step by which it left; null: it is there still, as far as is told. */
  readonly left: PedigreeStep | null;
}

/** The chain of holders, oldest first: steps in a row by one organisation are one stay, which a shipment ends. Pure. */
export function holdingsOf(steps: readonly PedigreeStep[]): Holding[] {
  const stays: PedigreeStep[][] = [];
  for (const step of steps) {
    const stay = stays.at(-1);
    const before = stay?.at(-1);
    const goesOn = before && before.organisation?.name === step.organisation?.name && !isShipping(before);
    // A shipment that was cancelled never left.
    if (stay && before && (goesOn || step.bizStep.endsWith('void_shipping'))) stay.push(step);
    else stays.push([step]);
  }
  return stays.flatMap((stay) => {
    const [from] = stay;
    const to = stay.at(-1);
    if (!from || !to) return [];
    const containers = stay.map(({ container }) => container);
    return [
      {
        holder: from.organisation?.name ?? null,
        places: [...new Set(stay.flatMap(({ place }) => place?.name ?? []))],
        from,
        to,
        steps: stay.length,
        containers: containers.filter((container, i) => container !== containers[i - 1] || i === 0),
        left: isShipping(to) ? to : null,
      },
    ];
  });
}

const isShipping = ({ bizStep }: PedigreeStep): boolean => /(^|[^_])shipping$/.test(bizStep);
