import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import type { EpcisEvent, Extension } from './event.ts';
import { concludeEpcis, finding, type EpcisIssue, type EpcisResult } from './finding.ts';
import { statementNodes, type DocumentHeader } from './header.ts';
import { jsonFieldTrees, type JsonEventOptions } from './json-event.ts';
import { isList, isObject, pointerTo, type Json, type JsonObject } from './json.ts';
import type { MasterData } from './master-data.ts';
import { JsonWriter, type JsonSpelling } from './write-json-event.ts';
import { writeMasterData } from './write-master-data.ts';
import { descendantsOf, SBDH_NAMESPACE, type XmlElement, type XmlNode } from './xml.ts';

/** A document of EPCIS 2.0 JSON-LD: it needs to say when it was made, and no more than its events. */
export interface JsonDocument {
  /** A date and time with its zone; that of the header where there is one. */
  readonly creationDate: string;
  readonly header?: DocumentHeader;
  readonly masterData?: MasterData;
  readonly events: readonly EpcisEvent[];
}

/** A whole document of EPCIS 2.0 as JSON. Refuses with every key whose company prefix has an unknown length. */
export function writeJsonDocument(document: JsonDocument, spelling: JsonSpelling = {}): Result<JsonObject> {
  const { creationDate, events, header, masterData = { products: [], locations: [] } } = document;
  const writer = new JsonWriter(spelling);
  const issues: Gs1Issue[] = [];
  const taken = <T>(written: Result<T>): readonly T[] => {
    if (written.ok) return [written.value];
    issues.push(...written.issues);
    return [];
  };
  const statements = header === undefined ? [] : statementNodes(header);
  const named = masterData.products.length + masterData.locations.length > 0;
  const master = named ? taken(writeMasterData(masterData, spelling.gcpLength)) : [];
  const parties = header && {
    sender: writer.place(header.sender),
    receiver: writer.place(header.receiver),
    instanceIdentifier: header.instanceIdentifier,
  };
  const head = { ...Object.assign({}, ...master.map(masterDataJson)), ...writer.fields(statements.map(extensionOfNode)) } as JsonObject;
  const eventList = events.map((event) => writer.event(event));
  issues.push(...writer.issues);
  if (issues.length > 0) return { ok: false, issues };
  const value: JsonObject = {
    '@context': writer.namespaces.context() as Json,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate,
    ...parties,
    ...(Object.keys(head).length === 0 ? {} : { epcisHeader: head }),
    epcisBody: { eventList },
  };
  return { ok: true, value, warnings: [] };
}

/** The header of a JSON document as the element tree of an EPCISHeader, for `readHeader` and `readMasterData`. */
export function jsonHeaderTree(document: JsonObject, options: JsonEventOptions = {}): EpcisResult<XmlElement> {
  const findings: EpcisIssue[] = [];
  const at = (path: string) => ({ path, line: options.lineOf?.(path) ?? 0 });
  const element = (
    name: string,
    path: string,
    children: readonly XmlElement[],
    text = '',
    attributes: Record<string, string> = {},
  ): XmlElement => {
    return { name, namespace: '', attributes, children, text, ...at(path) };
  };
  const member = (name: string, from: string, wrap: (text: XmlElement) => XmlElement): readonly XmlElement[] => {
    const value = document[from];
    if (value === undefined) return [];
    if (typeof value !== 'string') findings.push(finding('JSON_TYPE', at(`/${from}`), { value: 'a text' }));
    return [wrap(element(name, `/${from}`, [], typeof value === 'string' ? value : ''))];
  };
  const same = (one: XmlElement): XmlElement => one;
  const sbdh = [
    ...member('Identifier', 'sender', (text) => element('Sender', text.path, [text])),
    ...member('Identifier', 'receiver', (text) => element('Receiver', text.path, [text])),
    element('DocumentIdentification', '', [
      ...member('InstanceIdentifier', 'instanceIdentifier', same),
      ...member('CreationDateAndTime', 'creationDate', same),
    ]),
  ];
  const given = document['epcisHeader'] ?? {};
  if (!isObject(given)) findings.push(finding('JSON_TYPE', at('/epcisHeader'), { value: 'an object' }));
  const { epcisMasterData, ...foreign } = isObject(given) ? given : {};
  const statements = jsonFieldTrees(foreign, { ...options, path: '/epcisHeader' });
  findings.push(...(statements.ok ? statements.warnings : statements.issues));
  const header = element('EPCISHeader', '/epcisHeader', [
    { ...element('StandardBusinessDocumentHeader', '', sbdh), namespace: SBDH_NAMESPACE },
    ...(epcisMasterData === undefined ? [] : vocabularies(epcisMasterData, element)),
    ...(statements.ok ? statements.value : []),
  ]);
  return concludeEpcis(findings, header);
}

type MakeElement = (
  name: string,
  path: string,
  children: readonly XmlElement[],
  text?: string,
  attributes?: Record<string, string>,
) => XmlElement;

/** The vocabularies of master data. What is not shaped as one holds nothing. */
function vocabularies(masterData: Json, element: MakeElement): readonly XmlElement[] {
  const items = (parent: Json, name: string, path: string): readonly (readonly [JsonObject, string])[] => {
    const list = isObject(parent) ? parent[name] : undefined;
    const place = pointerTo(path, name);
    return isList(list) ? list.flatMap((item, index) => (isObject(item) ? [[item, pointerTo(place, index)] as const] : [])) : [];
  };
  const text = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  return items(masterData, 'vocabularyList', '/epcisHeader/epcisMasterData').map(([vocabulary, path]) => {
    const elements = items(vocabulary, 'vocabularyElementList', path).map(([one, place]) => {
      const attributes = items(one, 'attributes', place).map(([attribute, where]) =>
        element('attribute', where, [], text(attribute['attribute']), { id: text(attribute['id']) }),
      );
      return element('VocabularyElement', place, attributes, '', { id: text(one['id']) });
    });
    return element('Vocabulary', path, elements, '', { type: text(vocabulary['type']) });
  });
}

function masterDataJson(node: XmlNode): JsonObject {
  const all = (parent: XmlNode, name: string) => descendantsOf(parent, name);
  const vocabularyList = all(node, 'Vocabulary').map((vocabulary) => ({
    type: vocabulary.attributes['type'] ?? '',
    vocabularyElementList: all(vocabulary, 'VocabularyElement').map((one) => ({
      id: one.attributes['id'] ?? '',
      attributes: all(one, 'attribute').map(({ attributes, text }) => ({ id: attributes['id'] ?? '', attribute: text })),
    })),
  }));
  return { epcisMasterData: { vocabularyList } };
}

const extensionOfNode = ({ children, name, namespace, text }: XmlNode): Extension => ({
  namespace,
  name,
  text,
  children: children.map(extensionOfNode),
});
