import type { EpcisRule } from 'gs1-barcodes/epcis';

type Rule = readonly [severity: 'error' | 'warning', sentence: string, mend: string];

/** The rules of the trade for a file: weight, what is wrong, and how to mend it. One error refuses the whole file, or, where it is sent with `proceed`, what it is about. */
export const CAPTURE_RULES = {
  // The document
  NOT_EPCIS: ['error', 'The root element is {value}.', 'Send an EPCISDocument of EPCIS 1.2 or 2.0.'],
  SCHEMA_VERSION: ['warning', 'The document says it is of version {value}, which does not go with its form; it was read by its form.', 'Ask the sender for EPCIS 1.2 or 2.0.'],
  NO_HEADER: ['error', 'The document hands goods over and has no header, so it does not say who sends it.', 'Add the header with its StandardBusinessDocumentHeader.'],
  NO_EVENTS: ['error', 'The document has no events.', 'Send the events of the shipment.'],
  MIXED_GUIDELINE: ['warning', 'The document mixes the forms of the DSCSA guidelines R1.2 and R1.3: {value}.', 'Ask the sender which one it follows.'],
  SENDER_MISMATCH: ['warning', 'The document is sent by {value}, which is not the seller of the shipping event.', 'Check that the sender acts for the seller.'],
  RECEIVER_MISMATCH: ['warning', 'The document is sent to {value}, which is not the buyer of the shipping event.', 'Check that the file was meant for you.'],
  DUPLICATE_TRANSMISSION: ['warning', 'A file with the identifier {value} from this sender was recorded before, with other content.', 'If this one corrects it, ask the sender for a new InstanceIdentifier.'],
  // One event
  EVENT_ID_TOO_LONG: ['error', 'The eventID {value} is longer than 1,000 characters.', 'Use a UUID or the hash of the event.'],
  EVENT_SHAPE: ['warning', 'An event of the shape {value} is no handoff; it is kept to be read.', 'Files bring commissioning, packing and shipping, each in its one shape.'],
  DUPLICATE_EVENT: ['warning', 'The same event is here already ({value}); it is not kept again.', 'Nothing needs to be done.'],
  FUTURE_EVENT_TIME: ['error', 'The event says it took place at {value}, which is still to come.', 'Correct the time or its zone.'],
  STALE_EVENT: ['warning', 'The event of {value} is more than a year old.', 'It is recorded as historical; check that the date is right.'],
  INVALID_DISPOSITION: ['warning', 'The disposition {value} does not go with the business step.', 'Use active, in_progress or in_transit.'],
  NO_INSTANCES: ['warning', 'The event gives quantities where a handoff lists each unit; it is kept to be read.', 'List the EPC of every unit.'],
  DECLARED_IN_ERROR: ['warning', 'The event {value}, which is kept here, is declared to be wrong and is marked so.', 'Nothing needs to be done.'],
  ERROR_IN_HANDOFF: ['warning', 'The event {value}, which is declared to be wrong, is recorded on the ledger, where nothing is changed by a file.', 'Correct it in the portal.'],
  ERROR_UNKNOWN_EVENT: ['warning', 'The event {value}, which is declared to be wrong, is not here.', 'Ask the sender which event is meant.'],
  AGGREGATION_DELETE_WITHOUT_ADD: ['warning', 'The unpacking of {value} has no packing, in this file or here.', 'Ask the sender for the packing event.'],
  AGGREGATION_QUANTITY_MISMATCH: ['warning', 'The event counts {value} and does not list as many.', 'Correct the list or the quantity.'],
  MIXED_PACKAGING_LEVELS: ['warning', 'Units of several packaging levels are packed side by side into {value}.', 'Check that no case was left out of the packing.'],
  RETURN_SEQUENCE: ['warning', '{value} goes back and is commissioned in the same file.', 'Returned goods were commissioned and sold before: check the business step.'],
  LOT_MISSING: ['error', 'The packages are commissioned without {value}.', 'Add cbvmda:lotNumber and cbvmda:itemExpirationDate to the ilmd.'],
  MISSING_SOURCE_DESTINATION: ['error', 'The shipping event has no {value}.', 'Add source and destination, each with its owning_party and location.'],
  OWNERSHIP_TRANSFER_UNCLEAR: ['error', 'It is not clear who sells to whom: the {value} does not name one owning party.', 'Name one owning_party in the sourceList and one in the destinationList.'],
  LOCATION_MISSING: ['warning', 'The {value} names no location.', 'R1.3 asks for the location beside the owning_party.'],
  DROP_SHIPMENT_MISSING: ['warning', 'The shipping event does not say whether it is a drop shipment.', 'R1.3 asks for gs1ushc:dropShipment.'],
  MISSING_BUSINESS_TRANSACTION: ['warning', 'The shipping event names no purchase order and no despatch advice.', 'Add the bizTransactionList.'],
  STATEMENT_MISSING: ['error', 'Goods change owner without an affirmed transaction statement.', 'Add gs1ushc:dscsaTransactionStatement with affirmTransactionStatement true.'],
  SENDER_NOT_OWNER: ['error', 'You are neither the seller nor the buyer: the goods go from {value}.', 'A file is recorded by the one who sells the goods or the one who buys them.'],
  UNKNOWN_GLN: ['error', 'The party {value} is neither registered here nor described in the master data.', 'Add it to the Location vocabulary, or have it registered.'],
  // Events among themselves
  DUPLICATE_SERIAL: ['error', '{value} is commissioned twice.', 'A serial is commissioned once: remove one of them.'],
  SERIAL_SHIPPED_NOT_COMMISSIONED: ['error', '{value} is shipped and neither commissioned in this file nor recorded here as yours.', 'Add its commissioning event.'],
  MISSING_COMMISSIONING: ['error', '{value} is neither commissioned in this file nor recorded here as yours.', 'Add its commissioning event.'],
  OUT_OF_ORDER: ['error', '{value} took place before the unit was commissioned or packed.', 'Correct the times of the events.'],
  PACKED_TWICE: ['error', '{value} is packed twice.', 'A unit lies in one container: remove one of the packings.'],
  CONTAINER_RING: ['error', '{value} lies within itself, through other containers.', 'Correct the packing events.'],
  NESTING_TOO_DEEP: ['error', 'Containers lie more than five deep around {value}.', 'Ship it in fewer levels.'],
  ORPHAN_SSCC: ['error', 'The container {value} is shipped and nothing is packed into it.', 'Add its packing event.'],
  NOT_OUTERMOST: ['error', '{value} is shipped by itself and lies in a container.', 'Ship the outermost container, or unpack first.'],
  SHIPPED_TWICE: ['error', '{value} is shipped twice in this file.', 'Remove one of the shipping events.'],
  NOT_SHIPPED: ['warning', '{value} is commissioned in the file and not shipped to you; it is left aside.', 'Ask the sender whether its shipping event is missing.'],
  TOO_MANY_OUTERMOST: ['error', 'The event ships {value} outermost units; one shipment has at most 1000.', 'Send it in parts.'],
  // The file against the record
  SERIAL_ALREADY_COMMISSIONED: ['error', '{value} was commissioned before.', 'Remove what is recorded already.'],
  PARTLY_RECORDED: ['error', '{value} is recorded here already, and other units of the file are not.', 'Ask the sender for a file of what is new.'],
  SELLER_HAS_NOT_SHIPPED: ['warning', 'The seller has recorded these goods here, and no shipment of them to you.', 'Ask the seller to ship them in the portal.'],
  UNKNOWN_GTIN: ['error', 'The product {value} is neither registered nor described in the master data of the file.', 'Register it, or add it to the EPCClass vocabulary.'],
  PACKED_INTO_PACKAGE: ['error', 'The GTIN {value} is that of a package, and units are packed into it.', 'Describe the case by a GTIN of its own, with the NDC of its packages.'],
  PRODUCT_UNNAMED: ['error', 'The master data of {value} has no name.', 'Add regulatedProductName.'],
  INFORMATION_INCOMPLETE: ['warning', 'The master data lacks {value}, which transaction information must have.', 'Complete the product before you confirm it.'],
  GTIN_NOT_YOURS: ['warning', 'The GTIN {value} is outside of your registered company prefixes.', 'Verdicts on these packages ask for a check until the prefix is registered.'],
  EXPIRY_DIFFERS: ['error', 'The lot {value} has two expiry dates.', 'A lot has one: correct the file, or the lot.'],
  // Data of a shipment that the ledger has
  DATA_ON_ITS_WAY: ['warning', 'The data of the shipment are fetched from the node of the seller, which has not given them yet: {value}', 'They are asked for again by themselves; the shipment shows when they are here.'],
  FILE_DIFFERS: ['warning', 'The file ships other units than the shipment on the ledger: {value}.', 'What the ledger has is what counts; tell the sender.'],
  // Running it
  LEDGER_UNAVAILABLE: ['error', 'The ledger could not be asked: {value}', 'What was done stays. Send the file again.'],
  FAULT: ['error', 'Something went wrong here. If you report it, name {value}.', 'What was done stays. Send the file again.'],
  FINDINGS_TRUNCATED: ['warning', 'There are more findings of one rule than are listed ({value}).', 'Mend the first ones and send the file again.'],
} as const satisfies Record<string, Rule>;

export type CaptureRule = keyof typeof CAPTURE_RULES;

/** How to mend what the readers find. */
export const READER_MENDS: Readonly<Record<EpcisRule, string>> = {
  EVENT_TYPE_UNSUPPORTED: 'Send object and aggregation events.',
  FIELD_MISSING: 'Add the field.',
  FIELD_REPEATED: 'Remove one of them.',
  FIELD_UNKNOWN: 'Check its spelling and its namespace.',
  EVENT_TIME: 'Write it like 2026-04-01T07:48:16Z.',
  TIME_ZONE_OFFSET: 'Write it like -05:00.',
  ACTION: 'Use one of the three.',
  CBV_WORD_UNKNOWN: 'Use a word of the vocabulary.',
  EPC_INVALID: 'Check the company prefix, the digits and the serial.',
  EPC_NOT_INSTANCE: 'Name the unit with its serial.',
  EPC_CLASS_INVALID: 'Name a GTIN, or a lot of it.',
  DUPLICATE_EPC: 'Remove one of them.',
  PLACE_INVALID: 'Write it as an SGLN URN of a valid GLN.',
  PARENT_AMONG_CHILDREN: 'A container does not lie in itself: correct the list.',
  QUANTITY_INVALID: 'Write a number.',
  EXPIRATION_DATE: 'Write it like 2027-03-31.',
  CORRECTION_OF_NOTHING: 'Leave out correctiveEventIDs, or give the reason incorrect_data.',
  SENSOR_VALUE: 'Write a number.',
  JSON_TYPE: 'Write it as the JSON schema of EPCIS 2.0 has it.',
  CONTEXT_MISSING: 'Name https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld in the @context.',
  CONTEXT_UNKNOWN: 'Declare its prefixes in the @context of the document.',
  PREFIX_UNKNOWN: 'Declare the prefix in the @context of the document.',
  LIST_EMPTY: 'List the units.',
  PRODUCT_INVALID: 'Write it as urn:epc:idpat:sgtin with the prefix and reference of a GTIN.',
  NDC_INVALID: 'Write it with its hyphens.',
  HEADER_MISSING: 'Add it to the StandardBusinessDocumentHeader.',
  BOOLEAN_INVALID: 'Write true or false.',
};

/** How to mend what the node or the contract refuses, by the code of the refusal. */
const REFUSAL_MENDS: Readonly<Record<string, string>> = {
  UNKNOWN_PARTNER: 'Have the buyer registered, or correct the owning_party.',
  PARTY_SUSPENDED: 'Ask the operator.',
  ROLE_MAY_NOT: 'Only a manufacturer or repackager commissions goods of its own.',
  NOT_HOLDER: 'Receive the goods first.',
  NOT_OWNER: 'Ship what is yours.',
  INSIDE_CONTAINER: 'Unpack it first, or ship its container.',
  EXPIRED: 'Leave the lot out; expired goods go as a return or for destruction.',
  RECALLED: 'Leave the lot out; recalled goods go as a return or for destruction.',
  HELD: 'Release it first, or leave it out.',
  TOO_MANY_LOTS: 'Send it in parts.',
  MALFORMED: 'Send it in parts: one command has at most 1000 documents and 1000 outermost units.',
  COMMAND_ID_EXPIRED: 'Send the file again under a new InstanceIdentifier.',
};

export const mendOf = (refusal: string): string => REFUSAL_MENDS[refusal] ?? 'Mend it and send the file again.';
