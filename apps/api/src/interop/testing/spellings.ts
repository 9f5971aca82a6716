import { type EpcisEvent, writeDocument, writeJsonDocument } from 'gs1-barcodes/epcis';
import { prefixResolver } from 'gs1-barcodes';
import { type CapturedFile, CaptureReader } from '../epcis/read-capture.ts';

/** One document of EPCIS 1.2 in the three forms that capture takes. */
export function spellingsOf(text: string): { readonly xml: string; readonly xml2: string; readonly json: string } {
  const { all, file } = read(text);
  const { companyPrefixes, header, masterData } = file;
  if (!header) throw new Error('the document has no header');
  const gcpLength = prefixResolver(companyPrefixes);
  const written = writeDocument({ header, masterData, events: all }, { version: '2.0', gcpLength });
  const json = writeJsonDocument({ creationDate: header.creationDate, header, masterData, events: all });
  if (!written.ok || !json.ok) throw new Error('the document cannot be written');
  return { xml: text, xml2: written.value, json: JSON.stringify(json.value, null, 2) };
}

/** The events of a document of EPCIS 1.2. */
export const eventsOf = (text: string): readonly EpcisEvent[] => read(text).all;

function read(text: string): { readonly file: CapturedFile; readonly all: readonly EpcisEvent[] } {
  const kept: { index: number; event: EpcisEvent }[] = [];
  const reader = new CaptureReader({ kept: (event) => kept.push(event) });
  reader.write(new TextEncoder().encode(text));
  const file = reader.end();
  if ('rule' in file) throw new Error(file.message);
  return { file, all: [...kept, ...file.events].sort((a, b) => a.index - b.index).map(({ event }) => event) };
}

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** A document of these events as JSON. */
export const jsonDocument = (events: readonly object[], more: object = {}): string =>
  JSON.stringify({ '@context': [CONTEXT, { ex: 'https://example.com/ns/' }], type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-05-05T10:00:00Z', ...more, epcisBody: { eventList: events } }, null, 1);

/** An event of a type, as JSON, told by its number. */
export function someEvent(n: number, more: object = {}): Record<string, unknown> {
  const pack = (of: number | string): string => `urn:epc:id:sgtin:0614141.012345.${of}`;
  const at = { eventTime: new Date(Date.parse('2026-05-04T00:00:00Z') + n * 1_000).toISOString(), eventTimeZoneOffset: '+00:00' };
  const forms = [
    { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'inspecting', disposition: 'conformant', epcList: [pack(n)], readPoint: { id: 'urn:epc:id:sgln:0614141.00001.0' } },
    { type: 'AggregationEvent', action: 'OBSERVE', parentID: 'urn:epc:id:sscc:0614141.1234567890', childEPCs: [pack(n)], bizStep: 'loading' },
    { type: 'TransactionEvent', action: 'ADD', bizTransactionList: [{ type: 'po', bizTransaction: `urn:epcglobal:cbv:bt:0614141000012:PO${n}` }], epcList: [pack(n)] },
    { type: 'TransformationEvent', inputEPCList: [pack(n)], outputEPCList: [pack(`T${n}`)], bizStep: 'repackaging' },
    { type: 'AssociationEvent', action: 'ADD', parentID: 'urn:epc:id:sscc:0614141.1234567890', childEPCs: [`urn:epc:id:giai:0614141.SENSOR${n}`] },
  ];
  return { ...at, ...forms[n % forms.length], ...more };
}
