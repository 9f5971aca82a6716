import { BIZ_STEPS, DISPOSITIONS } from 'gs1-barcodes/epcis';
import type { EventBook } from './event-book.ts';
import { EVENT_TYPES } from './parameters.ts';

/** A resource of EPCIS 2.0 that events are grouped by: its path, what its values are asked for by, and where they are listed from. */
export interface EventResource {
  readonly path: string;
  /** The parameter of the path. */
  readonly name: string;
  readonly parameter: string;
  /** A list that the standard fixes, beside what the events hold. */
  readonly words: readonly string[];
  readonly column: Parameters<EventBook['values']>[1] | null;
}

export const EVENT_RESOURCES: readonly EventResource[] = [
  { path: 'eventTypes', name: 'eventType', parameter: 'eventType', words: EVENT_TYPES, column: null },
  { path: 'epcs', name: 'epc', parameter: 'MATCH_anyEPC', words: [], column: 'epcs' },
  { path: 'bizSteps', name: 'bizStep', parameter: 'EQ_bizStep', words: BIZ_STEPS.words, column: 'biz_step' },
  { path: 'bizLocations', name: 'bizLocation', parameter: 'EQ_bizLocation', words: [], column: 'biz_location' },
  { path: 'readPoints', name: 'readPoint', parameter: 'EQ_readPoint', words: [], column: 'read_point' },
  { path: 'dispositions', name: 'disposition', parameter: 'EQ_disposition', words: DISPOSITIONS.words, column: 'disposition' },
];
