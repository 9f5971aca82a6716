export { readEvent, readTradeEvent, type ReadEvent } from './read-event.ts';
export { writeEvent, type Spelling } from './write-event.ts';
export { readJsonEvent, readJsonContext, jsonEventTree, type JsonEventOptions } from './json-event.ts';
export { writeJsonEvent, type JsonSpelling } from './write-json-event.ts';
export { writeJsonDocument, jsonHeaderTree, type JsonDocument } from './json-document.ts';
export type { JsonContext } from './json-context.ts';
export type { Json, JsonObject } from './json.ts';
export { EPCIS_CONTEXT } from './namespaces.ts';
export { readMasterData, type MasterData, type ProductMaster, type LocationMaster } from './master-data.ts';
export { writeMasterData } from './write-master-data.ts';
export { readHeader, writeHeader, GUIDELINE_R13, type DocumentHeader, type ReadHeader } from './header.ts';
export { writeDocument, type EpcisDocument } from './document.ts';
export { canonicalUri } from './canonical-uri.ts';
export { writeJsonQueryDocument, writeQueryDocument, type EpcisQueryDocument } from './query-document.ts';
export { preHash, eventHashId, type PreHashProfile } from './pre-hash.ts';
export { extensionText, dscsaField, bizTransactionParts, bizTransactionUri } from './extension.ts';
export { unitOf, instanceOf, classOf, anyClassOf, placeOf, partyOf, linkOfPlace, urnOfLink, urnOfPlace, type Named } from './epc.ts';
export { BIZ_STEPS, DISPOSITIONS, BIZ_TRANSACTION_TYPES, SOURCE_DESTINATION_TYPES, ERROR_REASONS, cbvWord, cbvUrn, cbvWeb } from './cbv.ts';
export type { BizStep, Disposition, BizTransactionType, SourceDestinationType, ErrorReason } from './cbv.ts';
export { EPCIS_RULES, type EpcisIssue, type EpcisRule, type EpcisResult } from './finding.ts';
export { xml, toXml, childOf, textOf, descendantsOf, type XmlElement, type XmlNode } from './xml.ts';
export { CBVMDA_NAMESPACE, EPCIS_2_NAMESPACE, SBDH_NAMESPACE, DSCSA_NAMESPACE, EPCIS_NAMESPACE } from './xml.ts';
export type {
  EpcisEvent,
  ObjectEvent,
  ActionEvent,
  AggregationEvent,
  AssociationEvent,
  EventType,
  Party,
  PartyGln,
  PersistentDisposition,
  SensorElement,
  TradeEvent,
  TransactionEvent,
  TransformationEvent,
  EventBase,
  Action,
  UnitLink,
  Quantity,
  BizTransaction,
  Ilmd,
  ErrorDeclaration,
  Extension,
} from './event.ts';
