import type { DocumentRefusal } from './document-refusal.ts';
import { JsonStream } from './json-stream.ts';
import { EVENT_LIST, type CapturedFile, PartsReader, type ReadingOptions } from './read-parts.ts';
import { DocumentSplitter } from './split-document.ts';

export type { CapturedEvent, CapturedFile, KeptEvent } from './read-parts.ts';
export { dropShipmentSaid } from './read-parts.ts';

export type CaptureFormat = 'xml' | 'json';

/**
 * Reads an EPCIS document of 1.2 or 2.0 from its bytes, piece by piece: handoffs are gathered, every other event is handed on as soon as it is
 * read. With `reads: 'outline'` only what stands around the events is read, and they are counted.
 */
export class CaptureReader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #parts: PartsReader;
  readonly #splitter: Pick<DocumentSplitter, 'write' | 'end'>;
  readonly #isJson: boolean;

  constructor({ format = 'xml', ...options }: ReadingOptions & { readonly format?: CaptureFormat } = {}) {
    const parts = new PartsReader(options);
    this.#parts = parts;
    this.#isJson = format === 'json';
    this.#splitter = this.#isJson
      ? new JsonStream({
          isLong: (name) => UNIT_LISTS.has(name),
          isList: (pointer) => pointer === EVENT_LIST && options.root !== 'event',
          item: (item, around) => parts.jsonEvent(item, around),
          root: (root) => (options.root === 'event' ? parts.jsonEvent(root, null) : parts.jsonDocument(root)),
        })
      : new DocumentSplitter(
          { root: (element) => parts.xmlRoot(element), header: (element) => parts.xmlHeader(element), behind: (element) => parts.xmlBehind(element), event: (element) => parts.xmlEvent(element) },
          options,
        );
  }

  /** Takes the next bytes; gives why the file is refused as a document, once it is. */
  write(bytes: Uint8Array): DocumentRefusal | null {
    const text = this.#decoded(() => this.#decoder.decode(bytes, { stream: true }));
    return typeof text === 'string' ? (this.#splitter.write(text) ?? this.#parts.refusal) : text;
  }

  end(): CapturedFile | DocumentRefusal {
    const rest = this.#decoded(() => this.#decoder.decode());
    if (typeof rest !== 'string') return rest;
    const refusal = (rest === '' ? null : this.#splitter.write(rest)) ?? this.#splitter.end() ?? this.#parts.refusal;
    return refusal ?? this.#parts.file();
  }

  #decoded(decode: () => string): string | DocumentRefusal {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { rule: this.#isJson ? 'JSON_ENCODING' : 'XML_ENCODING', message: 'The file is not in UTF-8.', line: 0 };
    }
  }
}

/** What may be long in an event. */
const UNIT_LISTS: ReadonlySet<string> = new Set(['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList', 'quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList']);
