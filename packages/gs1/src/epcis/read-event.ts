import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, cbvWord, DISPOSITIONS, ERROR_REASONS, SOURCE_DESTINATION_TYPES } from './cbv.ts';
import type { Action, EpcisEvent, ErrorDeclaration, EventBase } from './event.ts';
import { EventFields } from './event-fields.ts';
import { concludeEpcis, finding, type EpcisResult } from './finding.ts';
import { isOffset, isTime } from './time.ts';
import { textOf, type XmlElement } from './xml.ts';

/** An event, and the company prefixes that its EPC URNs showed: a writer of URNs will ask for their lengths. */
export interface ReadEvent {
  readonly event: EpcisEvent;
  readonly companyPrefixes: readonly string[];
}

/**
 * Reads one event of an EPCIS 1.2 (or 2.0) document. Takes the tree of an ObjectEvent or AggregationEvent; gives it in our form, or
 * every finding with its path, line, rule and value. Other types of events are EVENT_TYPE_UNSUPPORTED.
 */
export function readEvent(element: XmlElement): EpcisResult<ReadEvent> {
  if (element.name !== 'ObjectEvent' && element.name !== 'AggregationEvent') {
    return concludeEpcis<ReadEvent>([finding('EVENT_TYPE_UNSUPPORTED', element, { value: element.name })], undefined);
  }
  const fields = new EventFields(element);
  const known = KNOWN[element.name];
  const base = readBase(fields, known);
  const event = base && (element.name === 'ObjectEvent' ? objectEvent(fields, base) : aggregationEvent(fields, base));
  fields.reportUnknown(known);
  return concludeEpcis(fields.findings, event && { event, companyPrefixes: [...fields.companyPrefixes].sort() });
}

// prettier-ignore
const COMMON = ['eventTime', 'recordTime', 'eventTimeZoneOffset', 'eventID', 'errorDeclaration', 'action', 'bizStep', 'disposition', 'readPoint',
  'bizLocation', 'bizTransactionList', 'sourceList', 'destinationList'];
/** A field that another type of event has is no field of this one: it is kept, and said. */
const KNOWN: Readonly<Record<EpcisEvent['type'], ReadonlySet<string>>> = {
  ObjectEvent: new Set([...COMMON, 'epcList', 'quantityList', 'ilmd']),
  AggregationEvent: new Set([...COMMON, 'parentID', 'childEPCs', 'childQuantityList']),
};

function objectEvent(fields: EventFields, base: EventBase): EpcisEvent {
  const epcList = fields.units('epcList');
  const quantityList = fields.quantities('quantityList');
  if (epcList.length === 0 && quantityList === undefined) fields.report('LIST_EMPTY', fields.at('epcList'));
  const ilmd = fields.ilmd();
  return { type: 'ObjectEvent', ...base, epcList, ...present({ quantityList, ilmd }) };
}

function aggregationEvent(fields: EventFields, base: EventBase): EpcisEvent {
  const parentID = fields.unit('parentID');
  if (parentID === undefined && base.action !== 'OBSERVE' && fields.text('parentID') === undefined) fields.missing('parentID');
  const childEPCs = fields.units('childEPCs');
  const childQuantityList = fields.quantities('childQuantityList');
  if (parentID !== undefined && childEPCs.includes(parentID)) fields.report('PARENT_AMONG_CHILDREN', fields.at('childEPCs'), parentID);
  if (base.action === 'ADD' && childEPCs.length === 0 && childQuantityList === undefined)
    fields.report('LIST_EMPTY', fields.at('childEPCs'));
  return { type: 'AggregationEvent', ...base, ...present({ parentID }), childEPCs, ...present({ childQuantityList }) };
}

function readBase(fields: EventFields, known: ReadonlySet<string>): EventBase | undefined {
  const eventTime = fields.checked('eventTime', 'EVENT_TIME', isTime);
  const eventTimeZoneOffset = fields.checked('eventTimeZoneOffset', 'TIME_ZONE_OFFSET', isOffset);
  const action = fields.checked('action', 'ACTION', isAction);
  const optional = present({
    recordTime: fields.has('recordTime') ? fields.checked('recordTime', 'EVENT_TIME', isTime) : undefined,
    eventID: fields.text('eventID'),
    errorDeclaration: errorDeclaration(fields),
    bizStep: fields.word('bizStep', BIZ_STEPS),
    disposition: fields.word('disposition', DISPOSITIONS),
    readPoint: fields.place('readPoint'),
    bizLocation: fields.place('bizLocation'),
    bizTransactionList: fields.bizTransactions(BIZ_TRANSACTION_TYPES),
    sourceList: fields.parties('sourceList', SOURCE_DESTINATION_TYPES),
    destinationList: fields.parties('destinationList', SOURCE_DESTINATION_TYPES),
    extensions: fields.extensions(known),
  });
  if (eventTime === undefined || eventTimeZoneOffset === undefined || action === undefined) return undefined;
  return { eventTime, eventTimeZoneOffset, action, ...optional };
}

function errorDeclaration(fields: EventFields): ErrorDeclaration | undefined {
  const element = fields.get('errorDeclaration');
  if (element === undefined) return undefined;
  const declarationTime = textOf(element, 'declarationTime') ?? '';
  if (!isTime(declarationTime)) fields.report('EVENT_TIME', element, declarationTime);
  const given = textOf(element, 'reason');
  const reason = given === undefined ? undefined : cbvWord(ERROR_REASONS, given);
  if (given !== undefined && reason === undefined) fields.report('CBV_WORD_UNKNOWN', element, given);
  const ids = element.children.find(({ name }) => name === 'correctiveEventIDs')?.children.map(({ text }) => text.trim());
  return { declarationTime, ...present({ reason, correctiveEventIDs: ids }) };
}

function isAction(text: string): text is Action {
  return text === 'ADD' || text === 'OBSERVE' || text === 'DELETE';
}

/** The fields that have a value. */
function present<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
