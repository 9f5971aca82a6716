import { hash } from 'node:crypto';
import { type EpcisEvent, type EventType, eventHashId, linkOfPlace, preHash, type Quantity } from 'gs1-barcodes/epcis';
import { eventTerms } from './event-terms.ts';

/** A readable event as the store keeps it. */
export interface EventRow {
  /** Its place among the events of its source. */
  readonly position: number;
  /** As told, else the hash id. */
  readonly eventId: string;
  readonly hashId: string;
  readonly preHash: string;
  readonly document: string | null;
  /** JSON text. */
  readonly body: string | null;
  readonly keptAs: string | null;
  readonly eventTime: string;
  readonly offset: string;
  readonly type: EventType;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  /** Canonical Digital Links. */
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  readonly inError: boolean;
  readonly errorTime: string | null;
  readonly errorReason: string | null;
  readonly parent: string | null;
  readonly epcs: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly classes: readonly string[];
  readonly inputClasses: readonly string[];
  readonly outputClasses: readonly string[];
  readonly terms: readonly string[];
  readonly amountTerms: readonly string[];
  readonly amounts: readonly number[];
}

/** What an event is beside itself: a document of the ledger, by its hash, or one that is kept and no handoff, with the code of the reason. */
export type EventPlace = { readonly position: number } & ({ readonly document: string } | { readonly keptAs: string });

/** CBV 2.0 section 8.9 in the order that the standard lists; see `preHash`. */
export const HASH_PROFILE = 'cbv';

const EVENT_TYPES: ReadonlySet<unknown> = new Set<EventType>(['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent']);

/** Whether a document is an EPCIS event: a transaction statement or a notice of recall is none. */
export const isEpcisEvent = (document: object): document is EpcisEvent => 'type' in document && EVENT_TYPES.has(document.type);

/** The row of an event. Pure; its texts must be free of U+0000, which no XML holds and PostgreSQL cannot. */
export function eventRow(event: EpcisEvent, place: EventPlace): EventRow {
  const text = preHash(event, HASH_PROFILE);
  const hashId = eventHashId(hash('sha256', text));
  const { amounts, terms } = eventTerms(event);
  const isTransformation = event.type === 'TransformationEvent';
  const { errorDeclaration } = event;
  return {
    position: place.position,
    eventId: event.eventID ?? hashId,
    hashId,
    preHash: text,
    document: 'document' in place ? place.document : null,
    body: 'document' in place ? null : JSON.stringify(event),
    keptAs: 'document' in place ? null : place.keptAs,
    eventTime: instantOf(event.eventTime),
    offset: event.eventTimeZoneOffset,
    type: event.type,
    action: event.action ?? null,
    bizStep: event.bizStep ?? null,
    disposition: event.disposition ?? null,
    readPoint: event.readPoint ? linkOfPlace(event.readPoint) : null,
    bizLocation: event.bizLocation ? linkOfPlace(event.bizLocation) : null,
    inError: errorDeclaration !== undefined,
    errorTime: errorDeclaration ? instantOf(errorDeclaration.declarationTime) : null,
    errorReason: errorDeclaration?.reason ?? null,
    parent: ('parentID' in event ? event.parentID : undefined) ?? null,
    epcs: [...('epcList' in event ? event.epcList : []), ...('childEPCs' in event ? event.childEPCs : [])],
    inputs: (isTransformation ? event.inputEPCList : undefined) ?? [],
    outputs: (isTransformation ? event.outputEPCList : undefined) ?? [],
    classes: classesOf('quantityList' in event ? event.quantityList : 'childQuantityList' in event ? event.childQuantityList : []),
    inputClasses: classesOf(isTransformation ? event.inputQuantityList : []),
    outputClasses: classesOf(isTransformation ? event.outputQuantityList : []),
    terms,
    amountTerms: amounts.map(([of]) => of),
    amounts: amounts.map(([, amount]) => amount),
  };
}

const classesOf = (quantities: readonly Quantity[] = []): string[] => [...new Set(quantities.map(({ epcClass }) => epcClass))];

/** PostgreSQL knows no year 0, which EPCIS lets pass: such an event is before all others. */
const instantOf = (time: string): string => (time.startsWith('0000-') ? '-infinity' : time);
