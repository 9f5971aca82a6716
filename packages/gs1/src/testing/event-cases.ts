import type { EpcisRule } from '../epcis/finding.ts';
import type { Json, JsonObject } from '../epcis/json.ts';

/** What is changed in a sound event: members to set, and undefined for members to leave out. */
type Change = Readonly<Record<string, Json | undefined>>;

const SSCC = 'urn:epc:id:sscc:0614141.1234567890';
const PACK = 'urn:epc:id:sgtin:0614141.012345.1';
const GTIN = 'urn:epc:idpat:sgtin:0614141.012345.*';
const LOT = 'urn:epc:class:lgtin:0614141.012345.L1';
const PLACE = { id: 'urn:epc:id:sgln:0614141.00001.0' };
const PO = { type: 'po', bizTransaction: 'urn:epcglobal:cbv:bt:0614141000012:PO1' };
const OWNER = { type: 'owning_party', source: 'urn:epc:id:pgln:0614141.00001' };
const SENSOR = { sensorReport: [{ type: 'Temperature', value: 4.5, uom: 'CEL' }] };

const at = {
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { ex: 'https://example.com/ns' }],
  eventTime: '2026-01-01T00:00:00Z',
  eventTimeZoneOffset: '+00:00',
};
/** One sound event of each type. */
export const SOUND = {
  ObjectEvent: { ...at, type: 'ObjectEvent', action: 'OBSERVE', epcList: [PACK] },
  AggregationEvent: { ...at, type: 'AggregationEvent', action: 'ADD', parentID: SSCC, childEPCs: [PACK] },
  TransactionEvent: { ...at, type: 'TransactionEvent', action: 'ADD', bizTransactionList: [PO], epcList: [PACK] },
  TransformationEvent: { ...at, type: 'TransformationEvent', inputEPCList: [PACK], outputEPCList: [SSCC] },
  AssociationEvent: { ...at, type: 'AssociationEvent', action: 'ADD', parentID: SSCC, childEPCs: ['urn:epc:id:giai:0614141.SENSOR'] },
} as const satisfies Record<string, JsonObject>;
type Type = keyof typeof SOUND;

/** Changes that leave an event sound. */
export const VALID: readonly (readonly [sentence: string, type: Type, change: Change])[] = [
  ['an object observed', 'ObjectEvent', {}],
  ['objects told by their classes alone', 'ObjectEvent', { epcList: undefined, quantityList: [{ epcClass: GTIN, quantity: 3 }] }],
  ['a class nobody counted', 'ObjectEvent', { quantityList: [{ epcClass: GTIN }] }],
  ['a lot by weight', 'ObjectEvent', { quantityList: [{ epcClass: LOT, quantity: 0.5, uom: 'KGM' }] }],
  ['a class of assets', 'ObjectEvent', { quantityList: [{ epcClass: 'urn:epc:idpat:grai:0614141.12345.*', quantity: 2 }] }],
  ['a place that sensors report of', 'ObjectEvent', { epcList: undefined, readPoint: PLACE, sensorElementList: [SENSOR] }],
  ['an asset that comes back', 'ObjectEvent', { epcList: ['urn:epc:id:grai:0614141.12345.400'] }],
  ['an asset', 'ObjectEvent', { epcList: ['urn:epc:id:giai:0614141.ABC'] }],
  ['a document', 'ObjectEvent', { epcList: ['urn:epc:id:gdti:0614141.12345.400'] }],
  ['a patient or staff', 'ObjectEvent', { epcList: ['urn:epc:id:gsrn:0614141.1234567890', 'urn:epc:id:gsrnp:0614141.1234567890'] }],
  ['a component', 'ObjectEvent', { epcList: ['urn:epc:id:cpi:0614141.PART.1'] }],
  ['a piece of an item', 'ObjectEvent', { epcList: ['urn:epc:id:itip:0614141.012345.01.02.9'] }],
  ['a tobacco unit', 'ObjectEvent', { epcList: ['urn:epc:id:upui:0614141.012345.AB12'] }],
  ['a coupon', 'ObjectEvent', { epcList: ['urn:epc:id:sgcn:0614141.12345.9'] }],
  ['a consignment and a shipment', 'ObjectEvent', { epcList: ['urn:epc:id:ginc:0614141.xyz', 'urn:epc:id:gsin:0614141.123456789'] }],
  ['a unit as a link of another host', 'ObjectEvent', { epcList: ['https://example.com/some/01/00614141123452/10/L/21/1'] }],
  ['lot data', 'ObjectEvent', { action: 'ADD', ilmd: { 'cbvmda:lotNumber': 'L', 'cbvmda:itemExpirationDate': '2028-02-29' } }],
  ['a lasting disposition', 'ObjectEvent', { persistentDisposition: { set: ['recalled'], unset: ['available'] } }],
  ['a word of another vocabulary', 'ObjectEvent', { bizStep: 'https://example.com/steps/odd' }],
  ['words as compact IRIs', 'ObjectEvent', { bizStep: 'cbv:BizStep-shipping', disposition: 'cbv:Disp-in_transit' }],
  ['words as URNs', 'ObjectEvent', { bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }],
  ['a time with its zone and a fraction', 'ObjectEvent', { eventTime: '2026-01-01T00:00:00.123456+13:45' }],
  ['the offset farthest east', 'ObjectEvent', { eventTimeZoneOffset: '+14:00' }],
  ['a certificate', 'ObjectEvent', { certificationInfo: 'https://example.com/certificate/1' }],
  [
    'several certificates',
    'ObjectEvent',
    { certificationInfo: ['https://example.com/certificate/1', 'https://example.com/certificate/2'] },
  ],
  [
    'a correction',
    'ObjectEvent',
    { errorDeclaration: { declarationTime: at.eventTime, reason: 'incorrect_data', correctiveEventIDs: ['urn:uuid:1'] } },
  ],
  [
    'what did not occur',
    'ObjectEvent',
    { errorDeclaration: { declarationTime: at.eventTime, reason: 'did_not_occur', correctiveEventIDs: [] } },
  ],
  ['fields of others at a place', 'ObjectEvent', { readPoint: { ...PLACE, 'ex:gate': 4 } }],
  ['a place within a place', 'ObjectEvent', { bizLocation: { id: 'https://id.gs1.org/414/0614141000012/254/DOCK' } }],
  ['a party as such, and as a place', 'ObjectEvent', { sourceList: [OWNER, { type: 'location', source: PLACE.id }] }],
  [
    'a sensor of another vocabulary',
    'ObjectEvent',
    { sensorElementList: [{ sensorReport: [{ type: 'ex:Shock', 'ex:axis': 'x', booleanValue: true }] }] },
  ],
  ['children packed', 'AggregationEvent', {}],
  ['all children unpacked', 'AggregationEvent', { action: 'DELETE', childEPCs: [] }],
  ['children seen without their parent', 'AggregationEvent', { action: 'OBSERVE', parentID: undefined }],
  ['children told by their class', 'AggregationEvent', { childEPCs: undefined, childQuantityList: [{ epcClass: LOT, quantity: 10 }] }],
  ['units tied to an order', 'TransactionEvent', {}],
  ['a parent tied to an order', 'TransactionEvent', { epcList: undefined, parentID: SSCC }],
  ['everything untied from an order', 'TransactionEvent', { action: 'DELETE', epcList: [] }],
  ['a transformation', 'TransformationEvent', {}],
  ['its inputs alone, tied by an id', 'TransformationEvent', { outputEPCList: undefined, transformationID: 'urn:uuid:2' }],
  ['its classes', 'TransformationEvent', { inputEPCList: undefined, inputQuantityList: [{ epcClass: LOT, quantity: 1, uom: 'KGM' }] }],
  ['a sensor fastened to a pallet', 'AssociationEvent', {}],
  ['everything taken off', 'AssociationEvent', { action: 'DELETE', childEPCs: undefined }],
];

/** Changes that break one rule each: what is said, and where. */
export const BROKEN: readonly (readonly [rule: EpcisRule, path: string, type: Type, change: Change])[] = [
  ['CONTEXT_MISSING', '', 'ObjectEvent', { '@context': [] }],
  ['CONTEXT_MISSING', '', 'ObjectEvent', { '@context': undefined }],
  ['JSON_TYPE', '/@context', 'ObjectEvent', { '@context': [at['@context'][0] ?? '', 5] }],
  ['PREFIX_UNKNOWN', '/odd:field', 'ObjectEvent', { 'odd:field': 'x' }],
  ['PREFIX_UNKNOWN', '/ex:field/odd:inner', 'ObjectEvent', { 'ex:field': { 'odd:inner': 'x' } }],
  ['PREFIX_UNKNOWN', '/ilmd/odd:field', 'ObjectEvent', { action: 'ADD', ilmd: { 'odd:field': 'x' } }],
  ['JSON_TYPE', '/type', 'ObjectEvent', { type: undefined }],
  ['EVENT_TYPE_UNSUPPORTED', '', 'ObjectEvent', { type: 'QuantityEvent' }],
  ['EVENT_TYPE_UNSUPPORTED', '', 'ObjectEvent', { type: 'ex:OwnEvent' }],
  ['FIELD_MISSING', '/eventTime', 'ObjectEvent', { eventTime: undefined }],
  ['FIELD_MISSING', '/eventTimeZoneOffset', 'ObjectEvent', { eventTimeZoneOffset: undefined }],
  ['FIELD_MISSING', '/action', 'ObjectEvent', { action: undefined }],
  ['FIELD_MISSING', '/parentID', 'AggregationEvent', { parentID: undefined }],
  ['FIELD_MISSING', '/parentID', 'AssociationEvent', { parentID: undefined }],
  ['FIELD_MISSING', '/parentID', 'AssociationEvent', { action: 'OBSERVE', parentID: undefined }],
  ['FIELD_MISSING', '/bizTransactionList', 'TransactionEvent', { bizTransactionList: undefined }],
  ['FIELD_MISSING', '/sensorElementList/0/sensorReport', 'ObjectEvent', { sensorElementList: [{}] }],
  ['JSON_TYPE', '/eventTime', 'ObjectEvent', { recordTime: at.eventTime, eventTime: 5 }],
  ['JSON_TYPE', '/epcList', 'ObjectEvent', { epcList: PACK }],
  ['JSON_TYPE', '/epcList/1', 'ObjectEvent', { epcList: [PACK, 7] }],
  ['JSON_TYPE', '/quantityList/0', 'ObjectEvent', { quantityList: [GTIN] }],
  ['JSON_TYPE', '/quantityList/0/quantity', 'ObjectEvent', { quantityList: [{ epcClass: GTIN, quantity: '3' }] }],
  ['JSON_TYPE', '/readPoint', 'ObjectEvent', { readPoint: PLACE.id }],
  ['JSON_TYPE', '/bizTransactionList/0', 'ObjectEvent', { bizTransactionList: ['PO1'] }],
  ['JSON_TYPE', '/bizTransactionList/0/bizTransaction', 'ObjectEvent', { bizTransactionList: [{ type: 'po' }] }],
  ['JSON_TYPE', '/persistentDisposition', 'ObjectEvent', { persistentDisposition: ['recalled'] }],
  ['JSON_TYPE', '/ilmd', 'ObjectEvent', { action: 'ADD', ilmd: 'L1' }],
  ['JSON_TYPE', '/sensorElementList', 'ObjectEvent', { sensorElementList: SENSOR }],
  [
    'JSON_TYPE',
    '/sensorElementList/0/sensorReport/0/value',
    'ObjectEvent',
    { sensorElementList: [{ sensorReport: [{ type: 'Speed', value: [] }] }] },
  ],
  ['JSON_TYPE', '/errorDeclaration', 'ObjectEvent', { errorDeclaration: 'wrong' }],
  ['JSON_TYPE', '/ex:a/0', 'ObjectEvent', { 'ex:a': [['x']] }],
  ['JSON_TYPE', '/ex:a/@value', 'ObjectEvent', { 'ex:a': { '@value': [] } }],
  ['JSON_TYPE', '/ex:a/@unit', 'ObjectEvent', { 'ex:a': { '@unit': {} } }],
  ['EVENT_TIME', '/eventTime', 'ObjectEvent', { eventTime: '2026-02-30T00:00:00Z' }],
  ['EVENT_TIME', '/eventTime', 'ObjectEvent', { eventTime: '2026-01-01T00:00:00' }],
  ['EVENT_TIME', '/eventTime', 'ObjectEvent', { eventTime: '2026-01-01T24:00:00Z' }],
  ['EVENT_TIME', '/recordTime', 'ObjectEvent', { recordTime: 'yesterday' }],
  ['EVENT_TIME', '/errorDeclaration', 'ObjectEvent', { errorDeclaration: { declarationTime: '2026' } }],
  [
    'EVENT_TIME',
    '/sensorElementList/0/sensorMetadata',
    'ObjectEvent',
    { sensorElementList: [{ ...SENSOR, sensorMetadata: { time: 'noon' } }] },
  ],
  ['TIME_ZONE_OFFSET', '/eventTimeZoneOffset', 'ObjectEvent', { eventTimeZoneOffset: 'Z' }],
  ['TIME_ZONE_OFFSET', '/eventTimeZoneOffset', 'ObjectEvent', { eventTimeZoneOffset: '+14:30' }],
  ['ACTION', '/action', 'ObjectEvent', { action: 'add' }],
  ['CBV_WORD_UNKNOWN', '/bizStep', 'ObjectEvent', { bizStep: 'shiping' }],
  ['CBV_WORD_UNKNOWN', '/disposition', 'ObjectEvent', { disposition: 'https://ref.gs1.org/cbv/Disp-lost' }],
  ['CBV_WORD_UNKNOWN', '/persistentDisposition/set/1', 'ObjectEvent', { persistentDisposition: { set: ['recalled', 'lost'] } }],
  ['CBV_WORD_UNKNOWN', '/bizTransactionList/0', 'ObjectEvent', { bizTransactionList: [{ ...PO, type: 'order' }] }],
  ['CBV_WORD_UNKNOWN', '/sourceList/0', 'ObjectEvent', { sourceList: [{ ...OWNER, type: 'owner' }] }],
  ['CBV_WORD_UNKNOWN', '/errorDeclaration/reason', 'ObjectEvent', { errorDeclaration: { declarationTime: at.eventTime, reason: 'oops' } }],
  ['EPC_INVALID', '/epcList/0', 'ObjectEvent', { epcList: ['urn:epc:id:sgtin:0614141.12345.1'] }],
  ['EPC_INVALID', '/epcList/0', 'ObjectEvent', { epcList: ['https://id.gs1.org/01/00614141123453/21/1'] }],
  ['EPC_INVALID', '/parentID', 'AggregationEvent', { parentID: 'PALLET-1' }],
  ['EPC_NOT_INSTANCE', '/epcList/0', 'ObjectEvent', { epcList: [LOT] }],
  ['EPC_NOT_INSTANCE', '/childEPCs/0', 'AggregationEvent', { childEPCs: [GTIN] }],
  ['EPC_NOT_INSTANCE', '/inputEPCList/0', 'TransformationEvent', { inputEPCList: ['urn:epc:idpat:grai:0614141.12345.*', PACK] }],
  ['EPC_CLASS_INVALID', '/quantityList/0', 'ObjectEvent', { quantityList: [{ epcClass: PACK, quantity: 1 }] }],
  ['EPC_CLASS_INVALID', '/outputQuantityList/0', 'TransformationEvent', { outputQuantityList: [{ quantity: 1 }] }],
  ['QUANTITY_INVALID', '/quantityList/0/quantity', 'ObjectEvent', { quantityList: [{ epcClass: GTIN, quantity: -1 }] }],
  ['DUPLICATE_EPC', '/epcList/1', 'ObjectEvent', { epcList: [PACK, 'https://id.gs1.org/01/00614141123452/21/1'] }],
  ['PLACE_INVALID', '/readPoint/id', 'ObjectEvent', { readPoint: { id: 'https://id.gs1.org/414/0614141000013' } }],
  ['PLACE_INVALID', '/bizLocation', 'ObjectEvent', { bizLocation: {} }],
  ['PLACE_INVALID', '/destinationList/0', 'ObjectEvent', { destinationList: [{ type: 'location', destination: SSCC }] }],
  ['PARENT_AMONG_CHILDREN', '/childEPCs', 'AggregationEvent', { childEPCs: [PACK, SSCC] }],
  ['LIST_EMPTY', '/epcList', 'ObjectEvent', { epcList: [] }],
  ['LIST_EMPTY', '', 'ObjectEvent', { epcList: undefined }],
  ['LIST_EMPTY', '/childEPCs', 'AssociationEvent', { childEPCs: [] }],
  ['LIST_EMPTY', '/epcList', 'TransactionEvent', { epcList: [] }],
  ['LIST_EMPTY', '/inputEPCList', 'TransformationEvent', { outputEPCList: undefined }],
  ['LIST_EMPTY', '', 'TransformationEvent', { inputEPCList: undefined, outputEPCList: undefined, transformationID: 'urn:uuid:2' }],
  [
    'EXPIRATION_DATE',
    '/ilmd/cbvmda:itemExpirationDate',
    'ObjectEvent',
    { action: 'ADD', ilmd: { 'cbvmda:itemExpirationDate': '27.3.2025' } },
  ],
  [
    'CORRECTION_OF_NOTHING',
    '/errorDeclaration',
    'ObjectEvent',
    { errorDeclaration: { declarationTime: at.eventTime, reason: 'did_not_occur', correctiveEventIDs: ['urn:uuid:1'] } },
  ],
  [
    'SENSOR_VALUE',
    '/sensorElementList/0/sensorReport/0',
    'ObjectEvent',
    { sensorElementList: [{ sensorReport: [{ type: 'Speed', maxValue: 'fast' }] }] },
  ],
];

/** The sound event with a change. */
export function changed(type: Type, change: Change): JsonObject {
  const members = Object.entries<Json | undefined>({ ...SOUND[type], ...change });
  return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}
