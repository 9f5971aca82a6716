import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import type { EpcisEvent } from './event.ts';
import type { Json, JsonObject } from './json.ts';
import { JsonWriter, type JsonSpelling } from './write-json-event.ts';
import { writeEvent, type Spelling } from './write-event.ts';
import { EPCIS_QUERY_NAMESPACE, toXml, xml, type XmlNode } from './xml.ts';

/** What a query found (EPCIS 2.0 8.2.5). */
export interface EpcisQueryDocument {
  readonly creationDate: string;
  readonly queryName: string;
  readonly subscriptionID?: string;
  readonly events: readonly EpcisEvent[];
}

/** As JSON. Refuses with every key whose company prefix has an unknown length. */
export function writeJsonQueryDocument(document: EpcisQueryDocument, spelling: JsonSpelling = {}): Result<JsonObject> {
  const { creationDate, events, queryName, subscriptionID } = document;
  const writer = new JsonWriter(spelling);
  const eventList = events.map((event) => writer.event(event));
  if (writer.issues.length > 0) return { ok: false, issues: writer.issues };
  const queryResults = { ...(subscriptionID === undefined ? {} : { subscriptionID }), queryName, resultsBody: { eventList } };
  return {
    ok: true,
    value: {
      '@context': writer.namespaces.context() as Json,
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      creationDate,
      epcisBody: { queryResults },
    },
    warnings: [],
  };
}

/** As XML of EPCIS 2.0. Refuses likewise. */
export function writeQueryDocument(document: EpcisQueryDocument, spelling: Omit<Spelling, 'version'> = {}): Result<string> {
  const { creationDate, events, queryName, subscriptionID } = document;
  const issues: Gs1Issue[] = [];
  const nodes = events.flatMap((event): XmlNode[] => {
    const written = writeEvent(event, { ...spelling, version: '2.0' });
    if (written.ok) return [written.value];
    issues.push(...written.issues);
    return [];
  });
  if (issues.length > 0) return { ok: false, issues };
  const results = xml(
    'QueryResults',
    [
      xml('queryName', queryName),
      subscriptionID === undefined ? undefined : xml('subscriptionID', subscriptionID),
      xml('resultsBody', [xml('EventList', nodes)]),
    ],
    { namespace: EPCIS_QUERY_NAMESPACE },
  );
  const root = xml('EPCISQueryDocument', [xml('EPCISBody', [results])], {
    namespace: EPCIS_QUERY_NAMESPACE,
    attributes: { schemaVersion: '2.0', creationDate },
  });
  return { ok: true, value: `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}`, warnings: [] };
}
