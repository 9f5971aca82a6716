/** An XML element without the place it was read from: what is written. */
export interface XmlNode {
  /** The local name. */
  readonly name: string;
  /** The namespace, the empty text for none. EPCIS's own event fields have none. */
  readonly namespace: string;
  /** By name; those of another namespace as `{namespace}name`, but for `xsi:` and `xml:`, which mean the same everywhere. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** An XML element as a splitter hands it over: `path` and `line` say where it stood, so that every finding can. */
export interface XmlElement extends XmlNode {
  readonly children: readonly XmlElement[];
  readonly path: string;
  readonly line: number;
}

export const CBVMDA_NAMESPACE = 'urn:epcglobal:cbv:mda';
export const SBDH_NAMESPACE = 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader';
export const DSCSA_NAMESPACE = 'http://epcis.gs1us.org/hc/ns';
export const EPCIS_NAMESPACE = 'urn:epcglobal:epcis:xsd:1';
/** EPCIS 2.0; in a document of 1.2 the namespace of what that has no place for. */
export const EPCIS_2_NAMESPACE = 'urn:epcglobal:epcis:xsd:2';
export const EPCIS_QUERY_NAMESPACE = 'urn:epcglobal:epcis-query:xsd:2';
export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema#';
const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/** An element to write. The content is its text, or its children; what is undefined among them is left out. */
export function xml(
  name: string,
  content: string | readonly (XmlNode | undefined)[],
  more: { namespace?: string; attributes?: Record<string, string> } = {},
): XmlNode {
  const { namespace = '', attributes = {} } = more;
  const children = typeof content === 'string' ? [] : content.filter((child) => child !== undefined);
  return { name, namespace, attributes, children, text: typeof content === 'string' ? content : '' };
}

/** The XML text of an element. Its namespaces are declared on it under their customary prefixes; fields without one stay without. */
export function toXml(node: XmlNode): string {
  const prefixes = new Map<string, string>();
  collect(node, prefixes);
  if (someAttribute(node, ([name]) => name.startsWith('xsi:'))) prefixes.set(XSI_NAMESPACE, 'xsi');
  if (someAttribute(node, ([name, value]) => name === 'xsi:type' && value.startsWith('xsd:')))
    prefixes.set(XSD_NAMESPACE.slice(0, -1), 'xsd');
  const declarations = [...prefixes].map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeXml(namespace)}"`).join('');
  return write(node, prefixes, '', declarations);
}

/** The first child of a name, whatever its namespace. */
export function childOf<T extends XmlNode>(element: T, name: string): T['children'][number] | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of the first child of a name, without the white space around it; undefined when there is none. */
export function textOf(element: XmlNode, name: string): string | undefined {
  return childOf(element, name)?.text.trim();
}

/** All elements of a name below an element, in document order. */
export function descendantsOf<T extends XmlNode>(element: T, name: string): readonly T[] {
  const children = element.children as readonly T[];
  return children.flatMap((child) => (child.name === name ? [child] : descendantsOf(child, name)));
}

const PREFIXES: Readonly<Record<string, string>> = {
  [CBVMDA_NAMESPACE]: 'cbvmda',
  [SBDH_NAMESPACE]: 'sbdh',
  [DSCSA_NAMESPACE]: 'gs1ushc',
  [EPCIS_NAMESPACE]: 'epcis',
  [EPCIS_2_NAMESPACE]: 'epcis2',
  [EPCIS_QUERY_NAMESPACE]: 'epcisq',
};

function collect(node: XmlNode, prefixes: Map<string, string>): void {
  const foreign = Object.keys(node.attributes).flatMap((name) => /^\{(.*)\}/s.exec(name)?.[1] ?? []);
  for (const namespace of [node.namespace, ...foreign]) {
    if (namespace !== '' && !prefixes.has(namespace)) prefixes.set(namespace, PREFIXES[namespace] ?? `ns${prefixes.size + 1}`);
  }
  for (const child of node.children) collect(child, prefixes);
}

function someAttribute(node: XmlNode, is: (attribute: readonly [name: string, value: string]) => boolean): boolean {
  return Object.entries(node.attributes).some(is) || node.children.some((child) => someAttribute(child, is));
}

function write(node: XmlNode, prefixes: ReadonlyMap<string, string>, indent: string, declarations: string): string {
  const prefix = prefixes.get(node.namespace);
  const tag = prefix === undefined ? node.name : `${prefix}:${node.name}`;
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${attributeName(name, prefixes)}="${escapeXml(value)}"`)
    .join('');
  const head = `${indent}<${tag}${declarations}${attributes}`;
  const text = escapeXml(node.text);
  if (node.children.length === 0) return text === '' ? `${head}/>\n` : `${head}>${text}</${tag}>\n`;
  const children = node.children.map((child) => write(child, prefixes, `${indent}  `, '')).join('');
  return `${head}>${text}\n${children}${indent}</${tag}>\n`;
}

// A prefix alone is that of the document an attribute was read from, which is not declared here: the name stays without it.
function attributeName(name: string, prefixes: ReadonlyMap<string, string>): string {
  const [, namespace = '', local = ''] = /^\{(.*)\}([^}]*)$/s.exec(name) ?? [];
  if (local !== '') return `${prefixes.get(namespace) ?? ''}:${local}`;
  return /^(?:xsi|xml):/.test(name) ? name : name.replace(/^.*:/, '');
}

// What XML 1.0 cannot hold at all is left out: no value that passed the readers holds any of it.
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? `&#${character.charCodeAt(0)};`);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
