import type { EpcisEvent } from 'gs1-barcodes/epcis';
import { identityOf } from '../../documents/unit-link.ts';

/** Why an event of a file is kept to be read and is no handoff here. */
export const KEPT_REASONS = {
  ERROR_DECLARED: 'It declares an earlier event to be wrong.',
  OTHER_TYPE: 'Events of its type hand nothing over.',
  NO_STEP: 'It names no business step.',
  OTHER_STEP: 'Files bring commissioning, packing and shipping; who takes another step records it in the portal.',
  OTHER_SHAPE: 'Commissioning is an ObjectEvent with ADD, packing an AggregationEvent with ADD, shipping an ObjectEvent with OBSERVE.',
  NO_INSTANCES: 'It tells of quantities; what is handed over is named unit by unit.',
  OTHER_KEYS: 'It names things that are neither packages nor containers.',
} as const satisfies Record<string, string>;

export type KeptReason = keyof typeof KEPT_REASONS;

/** What is recorded from files, and the disposition that goes with each. */
export const HANDOFF_SHAPES = {
  'ObjectEvent commissioning ADD': ['active'],
  'AggregationEvent packing ADD': ['in_progress'],
  'ObjectEvent shipping OBSERVE': ['in_transit', 'returned'],
} as const satisfies Record<string, readonly string[]>;

export const shapeOf = ({ action, bizStep, type }: EpcisEvent): string => `${type} ${bizStep ?? 'without bizStep'}${action ? ` ${action}` : ''}`;

/** Why an event is no handoff that is recorded from files; null when it is one. */
export function whyKept(event: EpcisEvent): KeptReason | null {
  if (event.errorDeclaration) return 'ERROR_DECLARED';
  if (event.type !== 'ObjectEvent' && event.type !== 'AggregationEvent') return 'OTHER_TYPE';
  if (event.bizStep === undefined) return 'NO_STEP';
  if (!STEPS.has(event.bizStep)) return 'OTHER_STEP';
  if (!Object.hasOwn(HANDOFF_SHAPES, shapeOf(event))) return 'OTHER_SHAPE';
  const [units, quantities] = event.type === 'ObjectEvent' ? [event.epcList, event.quantityList] : [event.childEPCs, event.childQuantityList];
  if (units.length === 0 && quantities) return 'NO_INSTANCES';
  const isParent = event.type === 'ObjectEvent' || (event.parentID !== undefined && isUnit(event.parentID));
  return isParent && units.every(isUnit) ? null : 'OTHER_KEYS';
}

const STEPS: ReadonlySet<string> = new Set(Object.keys(HANDOFF_SHAPES).map((shape) => shape.split(' ')[1] as string));

const isUnit = (link: string): boolean => identityOf(link) !== null;
