import type { Sgln } from '../keys/sgln.ts';
import type { BizStep, Disposition, ErrorReason, SourceDestinationType, BizTransactionType } from './cbv.ts';

/**
 * One EPCIS event in one form, whatever it came in: field names of EPCIS 2.0 JSON-LD, bare words of the Core Business Vocabulary,
 * units as canonical Digital Links, places and parties as GLNs.
 */
export type EpcisEvent = ObjectEvent | AggregationEvent | TransactionEvent | TransformationEvent | AssociationEvent;
/** The events that tell of the trade's handoffs. */
export type TradeEvent = ObjectEvent | AggregationEvent;
export type EventType = EpcisEvent['type'];

export interface ObjectEvent extends ActionEvent {
  readonly type: 'ObjectEvent';
  readonly epcList: readonly UnitLink[];
  readonly quantityList?: readonly Quantity[];
  readonly ilmd?: Ilmd;
}

export interface AggregationEvent extends ActionEvent {
  readonly type: 'AggregationEvent';
  /** Absent only where the action is OBSERVE. */
  readonly parentID?: UnitLink;
  /** Empty with the action DELETE: everything is taken out. */
  readonly childEPCs: readonly UnitLink[];
  readonly childQuantityList?: readonly Quantity[];
}

/** Units, or a parent, tied to business transactions or untied from them (EPCIS 2.0 7.4.5). */
export interface TransactionEvent extends ActionEvent {
  readonly type: 'TransactionEvent';
  readonly bizTransactionList: readonly BizTransaction[];
  readonly parentID?: UnitLink;
  readonly epcList: readonly UnitLink[];
  readonly quantityList?: readonly Quantity[];
}

/** Inputs used up, outputs made: the one type of event without an action (EPCIS 2.0 7.4.6). */
export interface TransformationEvent extends EventBase {
  readonly type: 'TransformationEvent';
  readonly action?: undefined;
  readonly inputEPCList?: readonly UnitLink[];
  readonly inputQuantityList?: readonly Quantity[];
  readonly outputEPCList?: readonly UnitLink[];
  readonly outputQuantityList?: readonly Quantity[];
  /** Ties together the events of one transformation: a URI. */
  readonly transformationID?: string;
  readonly ilmd?: Ilmd;
}

/** A child fastened to a parent, such as a sensor to a pallet (EPCIS 2.0 7.4.7). */
export interface AssociationEvent extends ActionEvent {
  readonly type: 'AssociationEvent';
  readonly parentID: UnitLink;
  readonly childEPCs: readonly UnitLink[];
  readonly childQuantityList?: readonly Quantity[];
}

export interface ActionEvent extends EventBase {
  readonly action: Action;
}

export interface EventBase {
  /** As given: a date and time with its zone. */
  readonly eventTime: string;
  /** `+hh:mm`, the local time of the place. */
  readonly eventTimeZoneOffset: string;
  readonly recordTime?: string;
  readonly eventID?: string;
  readonly errorDeclaration?: ErrorDeclaration;
  /** URIs of certificates about the event (EPCIS 2.0). */
  readonly certificationInfo?: readonly string[];
  readonly bizStep?: BizStep | Foreign;
  readonly disposition?: Disposition | Foreign;
  /** Dispositions that last until they are taken back (EPCIS 2.0). */
  readonly persistentDisposition?: PersistentDisposition;
  readonly readPoint?: Sgln;
  /** What other namespaces say inside of the read point. */
  readonly readPointExtensions?: readonly Extension[];
  readonly bizLocation?: Sgln;
  readonly bizLocationExtensions?: readonly Extension[];
  readonly bizTransactionList?: readonly BizTransaction[];
  readonly sourceList?: readonly Party[];
  readonly destinationList?: readonly Party[];
  readonly sensorElementList?: readonly SensorElement[];
  /** Fields of other namespaces, whole and in their order. */
  readonly extensions?: readonly Extension[];
}

export type Action = 'ADD' | 'OBSERVE' | 'DELETE';
/** `https://id.gs1.org/01/{gtin14}/21/{serial}` or `https://id.gs1.org/00/{sscc}`; in events that are none of the trade's, any other key of one thing. */
export type UnitLink = string;
/** A word of another vocabulary: a URI, kept as it is. */
export type Foreign = string & {};

export interface Quantity {
  /** `https://id.gs1.org/01/{gtin14}`, with `/10/{lot}` where the class is a lot. */
  readonly epcClass: string;
  /** Absent where nobody counted (EPCIS 2.0 7.3.3.3). */
  readonly quantity?: number;
  readonly uom?: string;
}

export interface BizTransaction {
  readonly type?: BizTransactionType | Foreign;
  readonly bizTransaction: string;
}

/** A GLN, and whether it was spelled as that of a party (AI 417), not of a place: the event hash tells the two apart, the trade does not. */
export interface PartyGln extends Sgln {
  readonly pgln?: true;
}

/** A source or a destination. */
export interface Party extends PartyGln {
  readonly type: SourceDestinationType | Foreign;
}

/** Instance and lot master data. */
export interface Ilmd {
  readonly lotNumber?: string;
  /** YYYY-MM-DD */
  readonly itemExpirationDate?: string;
  readonly others?: readonly Extension[];
}

export interface PersistentDisposition {
  readonly set?: readonly (Disposition | Foreign)[];
  readonly unset?: readonly (Disposition | Foreign)[];
}

/** What sensors reported, as EPCIS 2.0 has it: values are kept as they were spelled, types and components are bare words. */
export interface SensorElement {
  /** Of these `time`, `startTime`, `endTime`, `deviceID`, `deviceMetadata`, `rawData`, `dataProcessingMethod`, `bizRules`; others as `{namespace}name`. */
  readonly sensorMetadata?: Readonly<Record<string, string>>;
  /** Each with its `type`, and of `value`, `uom`, `minValue`, `maxValue` and the rest what was told. */
  readonly sensorReport: readonly Readonly<Record<string, string>>[];
  readonly extensions?: readonly Extension[];
}

export interface ErrorDeclaration {
  readonly declarationTime: string;
  readonly reason?: ErrorReason | Foreign;
  readonly correctiveEventIDs?: readonly string[];
  readonly extensions?: readonly Extension[];
}

/** A field of another namespace. */
export interface Extension {
  readonly namespace: string;
  readonly name: string;
  /** By name; those of another namespace as `{namespace}name`. `xsi:type` keeps what a number or a truth value of JSON was. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly Extension[];
}
