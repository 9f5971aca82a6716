import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, SOURCE_DESTINATION_TYPES } from './cbv.ts';
import type { Action, EpcisEvent, EventBase, EventType, TradeEvent } from './event.ts';
import { anyClassOf, classOf, instanceOf, unitOf } from './epc.ts';
import { EventFields, type KeyReaders } from './event-fields.ts';
import { concludeEpcis, finding, type EpcisResult } from './finding.ts';
import { isOffset, isTime } from './time.ts';
import type { XmlElement } from './xml.ts';

/** An event, and the company prefixes that its EPC URNs showed: a writer of URNs will ask for their lengths. */
export interface ReadEvent<Event extends EpcisEvent = EpcisEvent> {
  readonly event: Event;
  readonly companyPrefixes: readonly string[];
}

/**
 * Reads one event of an EPCIS 1.2 or 2.0 document: the tree of its element, or of its JSON as `jsonEventTree` makes it. Gives it in our form, or every finding with its path,
 * line, rule and value. Other types of events are EVENT_TYPE_UNSUPPORTED.
 */
export function readEvent(element: XmlElement): EpcisResult<ReadEvent> {
  return readWith(element, ANY_KEY);
}

/** Reads an event of the trade's handoffs, of packages and containers alone. One of another type is EVENT_TYPE_UNSUPPORTED, whatever it holds. */
export function readTradeEvent(element: XmlElement): EpcisResult<ReadEvent<TradeEvent>> {
  const isTrade = element.name === 'ObjectEvent' || element.name === 'AggregationEvent';
  if (!isTrade)
    return concludeEpcis<ReadEvent<TradeEvent>>([finding('EVENT_TYPE_UNSUPPORTED', element, { value: element.name })], undefined);
  return readWith(element, TRADE_KEY) as EpcisResult<ReadEvent<TradeEvent>>;
}

const ANY_KEY: KeyReaders = { unit: instanceOf, class: anyClassOf };
const TRADE_KEY: KeyReaders = { unit: unitOf, class: classOf };

function readWith(element: XmlElement, keys: KeyReaders): EpcisResult<ReadEvent> {
  if (!isEventType(element.name))
    return concludeEpcis<ReadEvent>([finding('EVENT_TYPE_UNSUPPORTED', element, { value: element.name })], undefined);
  const fields = new EventFields(element, keys);
  const known = KNOWN[element.name];
  const base = readBase(fields, known);
  const event = base && READERS[element.name](fields, base);
  fields.reportUnknown(known);
  return concludeEpcis(fields.findings, event && { event, companyPrefixes: [...fields.companyPrefixes].sort() });
}

// prettier-ignore
const COMMON = ['eventTime', 'recordTime', 'eventTimeZoneOffset', 'eventID', 'errorDeclaration', 'certificationInfo', 'bizStep', 'disposition', 'persistentDisposition',
  'readPoint', 'bizLocation', 'bizTransactionList', 'sourceList', 'destinationList', 'sensorElementList'];
/** A field that another type of event has is no field of this one: it is kept, and said. */
const KNOWN: Readonly<Record<EventType, ReadonlySet<string>>> = {
  ObjectEvent: new Set([...COMMON, 'action', 'epcList', 'quantityList', 'ilmd']),
  AggregationEvent: new Set([...COMMON, 'action', 'parentID', 'childEPCs', 'childQuantityList']),
  TransactionEvent: new Set([...COMMON, 'action', 'parentID', 'epcList', 'quantityList']),
  TransformationEvent: new Set([
    ...COMMON,
    'inputEPCList',
    'inputQuantityList',
    'outputEPCList',
    'outputQuantityList',
    'transformationID',
    'ilmd',
  ]),
  AssociationEvent: new Set([...COMMON, 'action', 'parentID', 'childEPCs', 'childQuantityList']),
};

export const isEventType = (name: string): name is EventType => Object.hasOwn(KNOWN, name);

/** What every event has; undefined where it lacks when it happened, which is said. */
type Reader = (fields: EventFields, base: EventBase) => EpcisEvent | undefined;

const READERS: Readonly<Record<EventType, Reader>> = {
  ObjectEvent(fields, base) {
    const action = readAction(fields);
    const epcList = fields.units('epcList');
    const quantityList = fields.quantities('quantityList');
    // What sensors report may be about a place alone (EPCIS 2.0 7.4.2).
    if (!fields.lists('epcList') && quantityList === undefined && base.sensorElementList === undefined)
      fields.report('LIST_EMPTY', fields.at('epcList'));
    return action && { type: 'ObjectEvent', ...base, action, epcList, ...present({ quantityList, ilmd: fields.ilmd() }) };
  },
  AggregationEvent(fields, base) {
    const action = readAction(fields);
    const { parentID, ...children } = readChildren(fields, action, { parentNeeded: action !== 'OBSERVE' });
    return action && { type: 'AggregationEvent', ...base, action, ...present({ parentID }), ...children };
  },
  TransactionEvent(fields, base) {
    const action = readAction(fields);
    const { bizTransactionList = [] } = base;
    if (bizTransactionList.length === 0) fields.missing('bizTransactionList');
    const epcList = fields.units('epcList');
    const [parentID, quantityList] = [fields.unit('parentID'), fields.quantities('quantityList')];
    // With DELETE nothing named means everything that was tied (EPCIS 2.0 7.4.5).
    if (!fields.lists('epcList') && !fields.has('parentID') && quantityList === undefined && action !== 'DELETE')
      fields.report('LIST_EMPTY', fields.at('epcList'));
    return (
      action && {
        type: 'TransactionEvent',
        ...base,
        bizTransactionList,
        action,
        ...present({ parentID }),
        epcList,
        ...present({ quantityList }),
      }
    );
  },
  TransformationEvent(fields, base) {
    const listed = (name: string) => (fields.has(name) ? fields.units(name) : undefined);
    const what = present({
      inputEPCList: listed('inputEPCList'),
      inputQuantityList: fields.quantities('inputQuantityList'),
      outputEPCList: listed('outputEPCList'),
      outputQuantityList: fields.quantities('outputQuantityList'),
      transformationID: fields.text('transformationID'),
    });
    const [inputs, outputs] = ['input', 'output'].map((side) => fields.lists(`${side}EPCList`) || fields.lists(`${side}QuantityList`));
    // One event tells both, unless an id ties it to others that do (EPCIS 2.0 7.4.6).
    if (what.transformationID === undefined ? !inputs || !outputs : !inputs && !outputs)
      fields.report('LIST_EMPTY', fields.at('inputEPCList'));
    return { type: 'TransformationEvent', ...base, ...what, ...present({ ilmd: fields.ilmd() }) };
  },
  AssociationEvent(fields, base) {
    const action = readAction(fields);
    const { parentID, ...children } = readChildren(fields, action, { parentNeeded: true });
    return action !== undefined && parentID !== undefined
      ? { type: 'AssociationEvent', ...base, action, parentID, ...children }
      : undefined;
  },
};

function readChildren(fields: EventFields, action: Action | undefined, { parentNeeded }: { readonly parentNeeded: boolean }) {
  const parentID = fields.unit('parentID');
  if (parentID === undefined && parentNeeded && fields.text('parentID') === undefined) fields.missing('parentID');
  const childEPCs = fields.units('childEPCs');
  const childQuantityList = fields.quantities('childQuantityList');
  if (parentID !== undefined && childEPCs.includes(parentID)) fields.report('PARENT_AMONG_CHILDREN', fields.at('childEPCs'), parentID);
  if (action === 'ADD' && !fields.lists('childEPCs') && childQuantityList === undefined)
    fields.report('LIST_EMPTY', fields.at('childEPCs'));
  return { parentID, childEPCs, ...present({ childQuantityList }) };
}

const readAction = (fields: EventFields): Action | undefined => fields.checked('action', 'ACTION', isAction);

function readBase(fields: EventFields, known: ReadonlySet<string>): EventBase | undefined {
  const eventTime = fields.checked('eventTime', 'EVENT_TIME', isTime);
  const eventTimeZoneOffset = fields.checked('eventTimeZoneOffset', 'TIME_ZONE_OFFSET', isOffset);
  const optional = present({
    recordTime: fields.has('recordTime') ? fields.checked('recordTime', 'EVENT_TIME', isTime) : undefined,
    eventID: fields.text('eventID'),
    errorDeclaration: fields.errorDeclaration(),
    certificationInfo: fields.texts('certificationInfo'),
    bizStep: fields.word('bizStep', BIZ_STEPS),
    disposition: fields.word('disposition', DISPOSITIONS),
    persistentDisposition: fields.persistentDisposition(),
    readPoint: fields.place('readPoint'),
    readPointExtensions: fields.placeExtensions('readPoint'),
    bizLocation: fields.place('bizLocation'),
    bizLocationExtensions: fields.placeExtensions('bizLocation'),
    bizTransactionList: fields.bizTransactions(BIZ_TRANSACTION_TYPES),
    sourceList: fields.parties('sourceList', SOURCE_DESTINATION_TYPES),
    destinationList: fields.parties('destinationList', SOURCE_DESTINATION_TYPES),
    sensorElementList: fields.sensorElements(),
    extensions: fields.extensions(known),
  });
  if (eventTime === undefined || eventTimeZoneOffset === undefined) return undefined;
  return { eventTime, eventTimeZoneOffset, ...optional };
}

const isAction = (text: string): text is Action => text === 'ADD' || text === 'OBSERVE' || text === 'DELETE';

/** The fields that have a value. */
function present<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
