import { concludeEpcis, finding, type EpcisIssue, type EpcisResult } from './finding.ts';
import { NO_CONTEXT, nameIn, readContext, type JsonContext, type JsonPlace } from './json-context.ts';
import { isList, isObject, pointerTo, type Json, type JsonObject } from './json.ts';
import { decimalText } from './decimal.ts';
import { EPCIS_VOCABULARY } from './namespaces.ts';
import { readEvent, type ReadEvent } from './read-event.ts';
import type { XmlElement } from './xml.ts';

/** What the reader of an event of JSON is told of what stands around it. */
export interface JsonEventOptions {
  /** What the document's own `@context` said: see `readJsonContext`. */
  readonly context?: JsonContext;
  /** The pointer of the event in its document, such as `/epcisBody/eventList/3`. */
  readonly path?: string;
  /** The line of a pointer. Without it findings say line 0. */
  readonly lineOf?: (pointer: string) => number;
}

/** Reads one event of EPCIS 2.0 JSON-LD, by the same rules as one of XML. */
export function readJsonEvent(event: Json, options: JsonEventOptions = {}): EpcisResult<ReadEvent> {
  const tree = jsonEventTree(event, options);
  if (!tree.ok) return tree;
  const read = readEvent(tree.value);
  return read.ok ? { ...read, warnings: [...tree.warnings, ...read.warnings] } : { ok: false, issues: [...tree.warnings, ...read.issues] };
}

/** What a document's `@context` declares, for its events. */
export function readJsonContext(document: JsonObject, { lineOf }: Pick<JsonEventOptions, 'lineOf'> = {}): EpcisResult<JsonContext> {
  const findings: EpcisIssue[] = [];
  const context = readContext(document['@context'] ?? [], NO_CONTEXT, { path: '/@context', lineOf }, findings);
  return concludeEpcis(findings, context);
}

/**
 * The element tree that the same event has in XML of EPCIS 2.0, for `readEvent`: paths are JSON pointers. Numbers and truth values of
 * extension fields keep their type as the attribute `xsi:type`, null as `xsi:nil`. Of a field's object `@value` (or, beside children,
 * `#text`) is the text, `@type` the `xsi:type`, and every other `@name` an attribute.
 */
export function jsonEventTree(event: Json, { context = NO_CONTEXT, path = '', lineOf }: JsonEventOptions = {}): EpcisResult<XmlElement> {
  const tree = new JsonTree(lineOf);
  return concludeEpcis(tree.findings, tree.event(event, context, path));
}

/** The fields of another namespace of an object, such as those of a document's header, as elements. */
export function jsonFieldTrees(
  object: JsonObject,
  { context = NO_CONTEXT, path = '', lineOf }: JsonEventOptions = {},
): EpcisResult<readonly XmlElement[]> {
  const tree = new JsonTree(lineOf);
  return concludeEpcis(tree.findings, tree.extensions(object, { context, depth: 0, path }));
}

/** A value with its place and what its names mean. */
interface At extends JsonPlace {
  readonly context: JsonContext;
  readonly depth: number;
}

type Members = readonly (XmlElement | readonly XmlElement[] | undefined)[];

/** Makes the tree of one event. What has the wrong shape is said and left out. */
class JsonTree {
  readonly findings: EpcisIssue[] = [];
  readonly #lineOf: ((pointer: string) => number) | undefined;

  constructor(lineOf: ((pointer: string) => number) | undefined) {
    this.#lineOf = lineOf;
  }

  event(event: Json, outer: JsonContext, path: string): XmlElement | undefined {
    const place: At = { context: outer, depth: 0, path, lineOf: this.#lineOf };
    if (!isObject(event)) return this.#wrong(place, 'an event');
    const own = event['@context'];
    const context =
      own === undefined ? outer : readContext(own, outer, { path: pointerTo(path, '@context'), lineOf: this.#lineOf }, this.findings);
    const at: At = { ...place, context };
    if (!context.isEpcis) this.findings.push(finding('CONTEXT_MISSING', this.#where(at), {}));
    const type = event['type'] ?? event['@type'];
    if (typeof type !== 'string') return this.#wrong(this.#step(at, 'type'), 'the type of the event');
    const members = Object.entries(event).filter(([name]) => name !== '@context' && name !== 'type' && name !== '@type');
    const fields = members.flatMap(([name, value]) => this.#field(name, value, this.#step(at, name)));
    return this.#element(type.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, ''), at, fields);
  }

  /** Every member that is a field of another namespace, or of none. */
  extensions(object: JsonObject, at: At, known: readonly string[] = []): readonly XmlElement[] {
    const members = Object.entries(object).filter(([name]) => !known.includes(name) && !name.startsWith('@') && name !== '#text');
    return members.flatMap(([name, value]) => this.#foreign(name, value, this.#step(at, name)));
  }

  #field(member: string, value: Json, at: At): readonly XmlElement[] {
    const named = member === '@id' || member === 'id' ? { namespace: '', name: 'eventID' } : nameIn(at.context, member);
    const name = named?.namespace === EPCIS_VOCABULARY || named?.namespace === '' ? named.name : '';
    const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name as keyof typeof SHAPES] : undefined;
    if (shape === undefined) return this.#foreign(member, value, at);
    switch (shape) {
      case 'text':
        return this.#text(name, value, at);
      case 'texts':
        return this.#items(value, at).flatMap(([item, place]) => this.#text(name, item, place));
      case 'units':
        return this.#list(name, value, at, (item, place) => this.#text('epc', item, place));
      case 'quantities':
        return this.#list(name, value, at, (item, place) => this.#quantity(item, place));
      case 'place':
        return this.#object(value, at, (object) => [
          this.#element(name, at, [this.#member('id', object, at), this.extensions(object, at, ['id'])]),
        ]);
      case 'bizTransaction':
      case 'source':
      case 'destination':
        return this.#list(name, value, at, (item, place) => this.#typed(shape, item, place));
      case 'dispositions':
        return this.#object(value, at, (object) => {
          const words = (word: string) =>
            this.#items(object[word] ?? [], this.#step(at, word)).flatMap(([item, place]) => this.#text(word, item, place));
          return [this.#element(name, at, [words('unset'), words('set')])];
        });
      case 'sensors':
        return this.#list(name, value, at, (item, place) => this.#sensor(item, place));
      case 'declaration':
        return this.#object(value, at, (object) => [this.#declaration(object, at)]);
      case 'fields':
        return this.#object(value, at, (object) => [this.#element(name, at, [this.extensions(object, at)])]);
    }
  }

  #quantity(item: Json, at: At): readonly XmlElement[] {
    return this.#object(item, at, (object) => {
      const { quantity } = object;
      const amount = this.#step(at, 'quantity');
      if (quantity !== undefined && typeof quantity !== 'number') this.#wrong(amount, 'a number');
      const number = typeof quantity === 'number' ? this.#element('quantity', amount, [], decimalText(quantity)) : undefined;
      return [this.#element('quantityElement', at, [this.#member('epcClass', object, at), number, this.#member('uom', object, at)])];
    });
  }

  /** A business transaction, a source or a destination: its URI with its type. */
  #typed(name: string, item: Json, at: At): readonly XmlElement[] {
    return this.#object(item, at, (object) => {
      const [uri, type] = [object[name], object['type']];
      if (typeof uri !== 'string') this.#wrong(this.#step(at, name), 'a text');
      if (type !== undefined && typeof type !== 'string') this.#wrong(this.#step(at, 'type'), 'a text');
      return [this.#element(name, at, [], typeof uri === 'string' ? uri : '', typeof type === 'string' ? { type } : {})];
    });
  }

  #sensor(item: Json, at: At): readonly XmlElement[] {
    return this.#object(item, at, (object) => {
      const report = (value: Json, name: string, place: At) =>
        this.#object(value, place, (values) => [this.#element(name, place, [], '', this.#values(values, place))]);
      const metadata = object['sensorMetadata'];
      const about = metadata === undefined ? [] : report(metadata, 'sensorMetadata', this.#step(at, 'sensorMetadata'));
      const reports = this.#items(object['sensorReport'] ?? [], this.#step(at, 'sensorReport'));
      const others = this.extensions(object, at, ['sensorMetadata', 'sensorReport']);
      return [
        this.#element('sensorElement', at, [about, reports.flatMap(([value, place]) => report(value, 'sensorReport', place)), others]),
      ];
    });
  }

  /** The members of a sensor's metadata or report, which are attributes in XML. */
  #values(object: JsonObject, at: At): Record<string, string> {
    const entries = Object.entries(object).flatMap(([member, value]): [string, string][] => {
      const place = this.#step(at, member);
      const named = this.#named(member, place);
      if (named === undefined) return [];
      const name = named.namespace === '' || named.namespace === EPCIS_VOCABULARY ? named.name : `{${named.namespace}}${named.name}`;
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [[name, String(value)]];
      this.#wrong(place, 'a text, a number or a truth value');
      return [];
    });
    return Object.fromEntries(entries);
  }

  #declaration(object: JsonObject, at: At): XmlElement {
    const ids = object['correctiveEventIDs'];
    const place = this.#step(at, 'correctiveEventIDs');
    const corrections =
      ids === undefined ? [] : this.#list('correctiveEventIDs', ids, place, (item, where) => this.#text('correctiveEventID', item, where));
    const others = this.extensions(object, at, ['declarationTime', 'reason', 'correctiveEventIDs']);
    return this.#element('errorDeclaration', at, [
      this.#member('declarationTime', object, at),
      this.#member('reason', object, at),
      corrections,
      others,
    ]);
  }

  #foreign(member: string, value: Json, at: At): readonly XmlElement[] {
    const named = this.#named(member, at);
    return named === undefined ? [] : this.#items(value, at).flatMap(([item, place]) => this.#extension(named, item, place));
  }

  #extension(named: { readonly namespace: string; readonly name: string }, value: Json, at: At): readonly XmlElement[] {
    const element = (text: string, attributes: Record<string, string> = {}, children: readonly XmlElement[] = []) => [
      { ...this.#element(named.name, at, children, text, attributes), namespace: named.namespace },
    ];
    if (at.depth > DEPTH_MAX) return this.#wrong(at, `no field more than ${DEPTH_MAX} deep`) ?? [];
    if (value === null) return element('', { 'xsi:nil': 'true' });
    if (isList(value)) return this.#wrong(at, 'a value, not a list in a list') ?? [];
    if (!isObject(value)) return element(String(value), typeAttribute(value));
    const { '@context': own, '@value': given, '#text': mixed, ...members } = value;
    const inner = { path: pointerTo(at.path, '@context'), lineOf: this.#lineOf };
    const context = own === undefined ? at.context : readContext(own, at.context, inner, this.findings);
    const text = given ?? mixed ?? '';
    if (typeof text === 'object') this.#wrong(this.#step(at, '@value'), 'a text, a number or a truth value');
    const attributes = Object.entries(members).filter(([name]) => name.startsWith('@'));
    return element(
      typeof text === 'object' ? '' : String(text),
      {
        ...typeAttribute(text),
        ...Object.fromEntries(attributes.flatMap(([name, item]) => this.#attribute(name.slice(1), item, this.#step(at, name)))),
      },
      this.extensions(value, { ...at, context }, ['@context']),
    );
  }

  #attribute(name: string, value: Json, at: At): readonly (readonly [string, string])[] {
    if (typeof value === 'object') return this.#wrong(at, 'a text, a number or a truth value') ?? [];
    if (name === 'type') return [['xsi:type', String(value)]];
    if (/^(?:xsi|xml):/.test(name)) return [[name, String(value)]];
    const named = name.includes(':') ? this.#named(name, at) : { namespace: '', name };
    return named === undefined ? [] : [[named.namespace === '' ? named.name : `{${named.namespace}}${named.name}`, String(value)]];
  }

  #named(member: string, at: At): { readonly namespace: string; readonly name: string } | undefined {
    const named = nameIn(at.context, member);
    if (named === undefined) this.findings.push(finding('PREFIX_UNKNOWN', this.#where(at), { value: member }));
    return named;
  }

  #list(name: string, value: Json, at: At, read: (item: Json, at: At) => readonly XmlElement[]): readonly XmlElement[] {
    if (!isList(value)) return this.#wrong(at, 'a list') ?? [];
    return [this.#element(name, at, [this.#items(value, at).flatMap(([item, place]) => read(item, place))])];
  }

  /** The items of a list with their places; what is no list is its own one item. */
  #items(value: Json, at: At): readonly (readonly [Json, At])[] {
    return isList(value) ? value.map((item, index) => [item, this.#step(at, index)] as const) : [[value, at]];
  }

  #object(value: Json, at: At, read: (object: JsonObject) => readonly XmlElement[]): readonly XmlElement[] {
    return isObject(value) ? read(value) : (this.#wrong(at, 'an object') ?? []);
  }

  #member(name: string, object: JsonObject, at: At): readonly XmlElement[] {
    const value = object[name];
    return value === undefined ? [] : this.#text(name, value, this.#step(at, name));
  }

  #text(name: string, value: Json, at: At): readonly XmlElement[] {
    return typeof value === 'string' ? [this.#element(name, at, [], value)] : (this.#wrong(at, 'a text') ?? []);
  }

  #element(name: string, at: At, members: Members, text = '', attributes: Record<string, string> = {}): XmlElement {
    const children = members.flat().filter((child) => child !== undefined);
    return { name, namespace: '', attributes, children, text, ...this.#where(at) };
  }

  #wrong(at: At, value: string): undefined {
    this.findings.push(finding('JSON_TYPE', this.#where(at), { value }));
  }

  #step(at: At, step: string | number): At {
    return { ...at, depth: at.depth + 1, path: pointerTo(at.path, step) };
  }

  #where({ path }: At): { readonly path: string; readonly line: number } {
    return { path, line: this.#lineOf?.(path) ?? 0 };
  }
}

/** Fields lie at most so deep, whatever a file does to exhaust its reader. */
const DEPTH_MAX = 64;

/** How each field of an event is shaped in JSON. */
const SHAPES = {
  eventTime: 'text',
  recordTime: 'text',
  eventTimeZoneOffset: 'text',
  eventID: 'text',
  errorDeclaration: 'declaration',
  certificationInfo: 'texts',
  action: 'text',
  bizStep: 'text',
  disposition: 'text',
  persistentDisposition: 'dispositions',
  readPoint: 'place',
  bizLocation: 'place',
  bizTransactionList: 'bizTransaction',
  sourceList: 'source',
  destinationList: 'destination',
  sensorElementList: 'sensors',
  epcList: 'units',
  quantityList: 'quantities',
  ilmd: 'fields',
  parentID: 'text',
  childEPCs: 'units',
  childQuantityList: 'quantities',
  inputEPCList: 'units',
  inputQuantityList: 'quantities',
  outputEPCList: 'units',
  outputQuantityList: 'quantities',
  transformationID: 'text',
} as const satisfies Readonly<Record<string, string>>;

/** What a number or a truth value of JSON was, as XML Schema names it. */
export function typeAttribute(value: Json): Record<string, string> {
  if (typeof value === 'boolean') return { 'xsi:type': 'xsd:boolean' };
  if (typeof value !== 'number') return {};
  return { 'xsi:type': /^-?[0-9]+$/.test(String(value)) ? 'xsd:integer' : 'xsd:double' };
}
