import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import type { XmlElement } from 'gs1-barcodes/epcis';
import type { DocumentRefusal, DocumentRefusalRule } from './document-refusal.ts';

/** Where the parts of an EPCIS document go, each as soon as it has been read. */
export interface DocumentParts {
  root(element: XmlElement): void;
  header(element: XmlElement): void;
  event(element: XmlElement): void;
  /** A field of another namespace beside header and body, where EPCIS 2.0 has them. */
  behind?(element: XmlElement): void;
}

/** `reads: 'outline'` gives events without what is in them; `root: 'event'` says that the text is one event and no document. */
export interface SplitterOptions {
  readonly reads?: 'all' | 'outline';
  readonly root?: 'document' | 'event';
}

/** What a document may have at most; `elements` in one event, and in all that stands between two; `others` in one event beside its units: an event is read in one go, and everyone else waits. */
export const XML_LIMITS = { depth: 32, elements: 300_000, others: 5_000, text: 20_000, attributes: 64, names: 1_000, unfinished: 200_000 } as const;

/** Characters given to the parser at once. */
const PIECE = 65_536;

/**
 * Cuts a stream of XML into header and events, holding one of them at a time. Document types are refused, and with them every entity
 * beyond the five of XML: nothing is fetched and nothing grows.
 */
export class DocumentSplitter {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #parts: DocumentParts;
  readonly #outline: boolean;
  readonly #isEvent: boolean;
  /** Elements being read, outermost first; those outside of a part have no content. */
  readonly #open: OpenElement[] = [];
  #elements = 0;
  #others = 0;
  #isInEvent = false;
  #attributes = 0;
  #line = 1;
  /** Characters taken since the parser last finished something. */
  #unfinished = 0;
  #refusal: DocumentRefusal | null = null;

  constructor(parts: DocumentParts, { reads = 'all', root = 'document' }: SplitterOptions = {}) {
    this.#parts = parts;
    this.#outline = reads === 'outline';
    this.#isEvent = root === 'event';
    const parser = this.#parser;
    parser.on('error', (error) => this.#refuse('MALFORMED_XML', `The file is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
    parser.on('xmldecl', ({ encoding }) => this.#encoding(encoding));
    parser.on('doctype', () => this.#refuse('XML_DTD', 'The file has a document type declaration, which is not read.'));
    parser.on('opentagstart', () => this.#started());
    parser.on('attribute', () => this.#attribute());
    parser.on('opentag', ({ attributes, local, name, uri }) => this.#opened({ attributes, local, name, uri }));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('comment', () => this.#finished());
    parser.on('processinginstruction', () => this.#finished());
    parser.on('closetag', () => this.#closed());
  }

  /** Takes the next piece of text; gives why the file is refused, once it is. */
  write(text: string): DocumentRefusal | null {
    return this.#guarded(() => {
      for (let from = 0; from < text.length; from += PIECE) {
        const piece = text.slice(from, from + PIECE);
        this.#unfinished += piece.length;
        const unfinished = this.#unfinished;
        this.#parser.write(piece);
        // The parser gathers a text until it ends: one that never does must not fill the memory.
        if (this.#unfinished === unfinished && unfinished > XML_LIMITS.unfinished) this.#tooLong();
      }
    });
  }

  end(): DocumentRefusal | null {
    return this.#guarded(() => {
      this.#parser.close();
    });
  }

  #guarded(work: () => void): DocumentRefusal | null {
    if (this.#refusal) return this.#refusal;
    try {
      work();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return this.#refusal;
  }

  #encoding(encoding: string | undefined): void {
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) this.#refuse('XML_ENCODING', `The file says it is in ${encoding.slice(0, 40)}; UTF-8 is read.`);
  }

  #started(): void {
    this.#finished();
    this.#line = this.#parser.line;
    this.#attributes = 0;
    this.#elements += 1;
    if (this.#open.length >= XML_LIMITS.depth) this.#refuse('XML_TOO_DEEP', `Elements lie more than ${XML_LIMITS.depth} deep.`);
    if (this.#elements > XML_LIMITS.elements) this.#refuse('XML_TOO_MANY_ELEMENTS', `One event, or what stands around the events, has more than ${XML_LIMITS.elements} elements.`);
  }

  #attribute(): void {
    this.#finished();
    this.#attributes += 1;
    if (this.#attributes > XML_LIMITS.attributes) this.#refuse('XML_TOO_MANY_ATTRIBUTES', `An element has more than ${XML_LIMITS.attributes} attributes.`);
  }

  #opened({ attributes, local, name, uri }: { attributes: Record<string, SaxesAttributeNS>; local: string; name: string; uri: string }): void {
    if (this.#isInEvent && !UNIT_ELEMENTS.has(local)) this.#others += 1;
    if (this.#others > XML_LIMITS.others) this.#refuse('XML_TOO_MANY_ELEMENTS', `One event has more than ${XML_LIMITS.others} elements beside its units.`);
    if (this.#outline && isWithin(this.#open.at(-1)?.role)) return this.#skipped(attributes);
    const values = Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [attributeName(key, attribute), attribute.value]));
    if (Object.values(values).some(({ length }) => length > XML_LIMITS.text)) this.#tooLong();
    const parent = this.#open.at(-1);
    const role = this.#isEvent && !parent ? 'event' : roleOf({ name: local, namespace: uri }, parent, this.#open.length);
    if (role === 'event') this.#isInEvent = true;
    const count = (parent?.counts.get(name) ?? 0) + 1;
    parent?.counts.set(name, count);
    if (parent && parent.counts.size > XML_LIMITS.names && parent.role === 'frame') this.#refuse('XML_TOO_MANY_ELEMENTS', `More than ${XML_LIMITS.names} kinds of elements stand beside one another.`);
    const index = role === 'event' && parent ? `[${count}]` : '';
    const element: OpenElement = { name: local, tag: name, namespace: uri, attributes: values, children: [], text: '', line: this.#line, role, counts: new Map(), path: `${parent?.path ?? ''}/${name}${index}` };
    this.#open.push(element);
    if (role === 'inside') parent?.children.push(element);
    if (this.#open.length === 1 && !this.#isEvent) this.#parts.root(placed(element, element.path));
  }

  /** An element inside of an event whose contents nobody asks for. */
  #skipped(attributes: Record<string, SaxesAttributeNS>): void {
    for (const name in attributes) if ((attributes[name]?.value.length ?? 0) > XML_LIMITS.text) this.#tooLong();
    this.#open.push(SKIPPED);
  }

  #text(text: string): void {
    this.#finished();
    const element = this.#open.at(-1);
    if (text.length > XML_LIMITS.text && element && element.role !== 'frame') this.#tooLong();
    if (this.#outline && isWithin(element?.role)) return;
    // The white space between the children of a long list is no text of it.
    if (!element || element.role === 'frame' || /^\s*$/.test(text)) return;
    element.text += text;
    if (element.text.length > XML_LIMITS.text) this.#tooLong();
  }

  #closed(): void {
    this.#finished();
    const element = this.#open.pop();
    if (element?.role === 'header') this.#parts.header(placed(element, element.path));
    if (element?.role === 'behind') this.#parts.behind?.(placed(element, element.path));
    if (element?.role !== 'event') return;
    // What stands around events is small beside any of them: the count begins anew.
    this.#elements = 0;
    this.#others = 0;
    this.#isInEvent = false;
    this.#parts.event(placed(element, element.path));
  }

  #finished(): void {
    this.#unfinished = 0;
  }

  #tooLong(): never {
    return this.#refuse('XML_TEXT_TOO_LONG', `A text or a tag is longer than ${XML_LIMITS.text} characters.`);
  }

  #refuse(rule: DocumentRefusalRule, message: string): never {
    this.#refusal ??= { rule, message, line: this.#parser.line };
    throw new Stop(rule);
  }
}

/** Leaves the parser's callbacks; it never leaves this file. */
class Stop extends Error {}

interface OpenElement {
  readonly name: string;
  readonly tag: string;
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  readonly children: OpenElement[];
  text: string;
  readonly line: number;
  readonly role: Role;
  readonly counts: Map<string, number>;
  readonly path: string;
}

/** `frame` is what stands around the parts and has no content of its own. */
type Role = 'frame' | 'header' | 'behind' | 'event' | 'within' | 'inside';

/** Stands for every element that is only counted. */
const SKIPPED: OpenElement = { name: '', tag: '', namespace: '', attributes: {}, children: [], text: '', line: 0, role: 'within', counts: new Map(), path: '' };

/** What a list of units or of quantities consists of. */
const UNIT_ELEMENTS: ReadonlySet<string> = new Set(['epc', 'quantityElement', 'epcClass', 'quantity', 'uom']);

const isWithin = (role: Role | undefined): boolean => role === 'event' || role === 'within';

function roleOf({ name, namespace }: { name: string; namespace: string }, parent: OpenElement | undefined, depth: number): Role {
  if (!parent) return 'frame';
  if (parent.role !== 'frame') return 'inside';
  if (depth === 1 && name === 'EPCISHeader') return 'header';
  if (depth === 1) return namespace === '' || namespace === parent.namespace ? 'frame' : 'behind';
  const inList = parent.name === 'EventList' || (parent.name === 'extension' && depth > 3);
  // Types of events that came after EPCIS 1.0 stand in an extension of the list.
  return inList && name !== 'extension' ? 'event' : 'frame';
}

/** A prefix means something in its document alone: an attribute of another namespace carries that. */
const attributeName = (name: string, { local, uri }: SaxesAttributeNS): string => (uri === '' || /^(?:xmlns|xml|xsi)(?::|$)/.test(name) ? name : `{${uri}}${local}`);

/** The element with the path of everything in it: an index where a name stands more than once. */
function placed({ attributes, children, line, name, namespace, text }: OpenElement, path: string): XmlElement {
  const totals = new Map<string, number>();
  for (const { tag } of children) totals.set(tag, (totals.get(tag) ?? 0) + 1);
  const seen = new Map<string, number>();
  const placedChildren = children.map((child) => {
    const nth = (seen.get(child.tag) ?? 0) + 1;
    seen.set(child.tag, nth);
    return placed(child, `${path}/${child.tag}${(totals.get(child.tag) ?? 0) > 1 ? `[${nth}]` : ''}`);
  });
  return { name, namespace, attributes, children: placedChildren, text, path, line };
}
