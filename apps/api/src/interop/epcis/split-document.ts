import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import type { XmlElement } from 'gs1-barcodes/epcis';

/** Where the parts of an EPCIS document go, each as soon as it has been read. */
export interface DocumentParts {
  root(element: XmlElement): void;
  header(element: XmlElement): void;
  event(element: XmlElement): void;
}

/** Why a text is not read as XML: it is not well formed, or it is built to do harm. */
export interface XmlRefusal {
  readonly rule: 'MALFORMED_XML' | 'XML_DTD' | 'XML_ENCODING' | 'XML_TOO_DEEP' | 'XML_TOO_MANY_ELEMENTS' | 'XML_TEXT_TOO_LONG' | 'XML_TOO_MANY_ATTRIBUTES';
  readonly message: string;
  readonly line: number;
}

/** What a document may have at most. A file of 100 MB with nothing but EPCs has some two million elements. */
export const XML_LIMITS = { depth: 32, elements: 3_000_000, text: 20_000, attributes: 64, unfinished: 200_000 } as const;

/** Characters given to the parser at once. */
const PIECE = 65_536;

/**
 * Cuts a stream of XML into header and events, holding one of them at a time. Document types are refused, and with them every entity
 * beyond the five of XML: nothing is fetched and nothing grows.
 */
export class DocumentSplitter {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #parts: DocumentParts;
  /** Elements being read, outermost first; those outside of a part have no content. */
  readonly #open: OpenElement[] = [];
  #elements = 0;
  #attributes = 0;
  #line = 1;
  /** Characters taken since the parser last finished something. */
  #unfinished = 0;
  #refusal: XmlRefusal | null = null;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
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
  write(text: string): XmlRefusal | null {
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

  end(): XmlRefusal | null {
    return this.#guarded(() => {
      this.#parser.close();
    });
  }

  #guarded(work: () => void): XmlRefusal | null {
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
    if (this.#elements > XML_LIMITS.elements) this.#refuse('XML_TOO_MANY_ELEMENTS', `The file has more than ${XML_LIMITS.elements} elements.`);
  }

  #attribute(): void {
    this.#finished();
    this.#attributes += 1;
    if (this.#attributes > XML_LIMITS.attributes) this.#refuse('XML_TOO_MANY_ATTRIBUTES', `An element has more than ${XML_LIMITS.attributes} attributes.`);
  }

  #opened({ attributes, local, name, uri }: { attributes: Record<string, SaxesAttributeNS>; local: string; name: string; uri: string }): void {
    const values = Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [attributeName(key, attribute), attribute.value]));
    if (Object.values(values).some(({ length }) => length > XML_LIMITS.text)) this.#tooLong();
    const parent = this.#open.at(-1);
    const role = roleOf(local, parent, this.#open.length);
    const count = (parent?.counts.get(name) ?? 0) + 1;
    parent?.counts.set(name, count);
    const index = role === 'event' ? `[${count}]` : '';
    const element: OpenElement = { name: local, tag: name, namespace: uri, attributes: values, children: [], text: '', line: this.#line, role, counts: new Map(), path: `${parent?.path ?? ''}/${name}${index}` };
    this.#open.push(element);
    if (role === 'inside') parent?.children.push(element);
    if (this.#open.length === 1) this.#parts.root(placed(element, element.path));
  }

  #text(text: string): void {
    this.#finished();
    const element = this.#open.at(-1);
    // The white space between the children of a long list is no text of it.
    if (!element || element.role === 'frame' || /^\s*$/.test(text)) return;
    element.text += text;
    if (element.text.length > XML_LIMITS.text) this.#tooLong();
  }

  #closed(): void {
    this.#finished();
    const element = this.#open.pop();
    if (element?.role === 'header') this.#parts.header(placed(element, element.path));
    if (element?.role === 'event') this.#parts.event(placed(element, element.path));
  }

  #finished(): void {
    this.#unfinished = 0;
  }

  #tooLong(): never {
    return this.#refuse('XML_TEXT_TOO_LONG', `A text or a tag is longer than ${XML_LIMITS.text} characters.`);
  }

  #refuse(rule: XmlRefusal['rule'], message: string): never {
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
type Role = 'frame' | 'header' | 'event' | 'inside';

function roleOf(name: string, parent: OpenElement | undefined, depth: number): Role {
  if (!parent) return 'frame';
  if (parent.role !== 'frame') return 'inside';
  if (depth === 1) return name === 'EPCISHeader' ? 'header' : 'frame';
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
