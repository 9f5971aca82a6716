import type { Sgln } from '../keys/sgln.ts';
import type { BizStep, Disposition, ErrorReason, SourceDestinationType, BizTransactionType } from './cbv.ts';

/**
 * One EPCIS event in one form, whatever it came in: field names of EPCIS 2.0 JSON-LD, bare words of the Core Business Vocabulary,
 * units as canonical Digital Links, places and parties as GLNs.
 */
export type EpcisEvent = ObjectEvent | AggregationEvent;

export interface ObjectEvent extends EventBase {
  readonly type: 'ObjectEvent';
  readonly epcList: readonly UnitLink[];
  readonly quantityList?: readonly Quantity[];
  readonly ilmd?: Ilmd;
}

export interface AggregationEvent extends EventBase {
  readonly type: 'AggregationEvent';
  /** Absent only where the action is OBSERVE. */
  readonly parentID?: UnitLink;
  /** Empty with the action DELETE: everything is taken out. */
  readonly childEPCs: readonly UnitLink[];
  readonly childQuantityList?: readonly Quantity[];
}

export interface EventBase {
  /** As given: a date and time with its zone. */
  readonly eventTime: string;
  /** `+hh:mm`, the local time of the place. */
  readonly eventTimeZoneOffset: string;
  readonly recordTime?: string;
  readonly eventID?: string;
  readonly errorDeclaration?: ErrorDeclaration;
  readonly action: Action;
  readonly bizStep?: BizStep | Foreign;
  readonly disposition?: Disposition | Foreign;
  readonly readPoint?: Sgln;
  readonly bizLocation?: Sgln;
  readonly bizTransactionList?: readonly BizTransaction[];
  readonly sourceList?: readonly (Sgln & { readonly type: SourceDestinationType | Foreign })[];
  readonly destinationList?: readonly (Sgln & { readonly type: SourceDestinationType | Foreign })[];
  /** Fields of other namespaces, whole and in their order. */
  readonly extensions?: readonly Extension[];
}

export type Action = 'ADD' | 'OBSERVE' | 'DELETE';
/** `https://id.gs1.org/01/{gtin14}/21/{serial}` or `https://id.gs1.org/00/{sscc}`. */
export type UnitLink = string;
/** A word of another vocabulary: a URI, kept as it is. */
export type Foreign = string & {};

export interface Quantity {
  /** `https://id.gs1.org/01/{gtin14}`, with `/10/{lot}` where the class is a lot. */
  readonly epcClass: string;
  readonly quantity: number;
  readonly uom?: string;
}

export interface BizTransaction {
  readonly type?: BizTransactionType | Foreign;
  readonly bizTransaction: string;
}

/** Instance and lot master data. */
export interface Ilmd {
  readonly lotNumber?: string;
  /** YYYY-MM-DD */
  readonly itemExpirationDate?: string;
  readonly others?: readonly Extension[];
}

export interface ErrorDeclaration {
  readonly declarationTime: string;
  readonly reason?: ErrorReason | Foreign;
  readonly correctiveEventIDs?: readonly string[];
}

/** A field of another namespace. */
export interface Extension {
  readonly namespace: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly Extension[];
}
