import {
  DSCSA_NAMESPACE,
  type DocumentHeader,
  EPCIS_NAMESPACE,
  type MasterData,
  readHeader,
  readMasterData,
  readTradeEvent,
  textOf,
  type TradeEvent,
  type XmlElement,
} from 'gs1-barcodes/epcis';
import { Findings, type Place } from './findings.ts';
import { DocumentSplitter, type XmlRefusal } from './split-document.ts';

export interface CapturedEvent extends Place {
  readonly index: number;
  readonly event: TradeEvent;
}

/** A file as it was read: what it says, and what the readers found. Events that could not be read are missing from it. */
export interface CapturedFile {
  readonly header: DocumentHeader | null;
  readonly headerAt: Place;
  readonly masterData: MasterData;
  readonly events: readonly CapturedEvent[];
  readonly eventCount: number;
  /** Company prefixes that its URNs showed, which tells their length. */
  readonly companyPrefixes: readonly string[];
  readonly findings: Findings;
}

/** Reads an EPCIS 1.2 document from its bytes, piece by piece. */
export class CaptureReader {
  readonly #findings = new Findings();
  readonly #events: CapturedEvent[] = [];
  readonly #prefixes = new Set<string>();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #splitter: DocumentSplitter;
  #eventCount = 0;
  #header: DocumentHeader | null = null;
  #headerAt: Place | null = null;
  #masterData: MasterData = { products: [], locations: [] };

  constructor() {
    this.#splitter = new DocumentSplitter({
      root: (element) => this.#root(element),
      header: (element) => this.#readHeader(element),
      event: (element) => this.#readEvent(element),
    });
  }

  /** Takes the next bytes; gives why the file is refused as XML, once it is. */
  write(bytes: Uint8Array): XmlRefusal | null {
    const text = this.#decoded(() => this.#decoder.decode(bytes, { stream: true }));
    return typeof text === 'string' ? this.#splitter.write(text) : text;
  }

  end(): CapturedFile | XmlRefusal {
    const rest = this.#decoded(() => this.#decoder.decode());
    if (typeof rest !== 'string') return rest;
    const refusal = (rest === '' ? null : this.#splitter.write(rest)) ?? this.#splitter.end();
    if (refusal) return refusal;
    if (!this.#headerAt) this.#findings.report('NO_HEADER', TOP);
    if (this.#eventCount === 0) this.#findings.report('NO_EVENTS', TOP);
    return {
      header: this.#header,
      headerAt: this.#headerAt ?? TOP,
      masterData: this.#masterData,
      events: this.#events,
      eventCount: this.#eventCount,
      companyPrefixes: [...this.#prefixes].sort(),
      findings: this.#findings,
    };
  }

  #root({ attributes, line, name, namespace, path }: XmlElement): void {
    if (name !== 'EPCISDocument' || namespace !== EPCIS_NAMESPACE) this.#findings.report('NOT_EPCIS', { index: null, path, line }, name);
    const version = attributes['schemaVersion'] ?? '';
    if (!/^1(?:\.[0-2])?$/.test(version)) this.#findings.report('SCHEMA_VERSION', { index: null, path, line }, version);
  }

  #readHeader(element: XmlElement): void {
    this.#headerAt = { index: null, path: element.path, line: element.line };
    const header = readHeader(element);
    for (const issue of header.ok ? header.warnings : header.issues) this.#findings.read(issue, null);
    if (header.ok) {
      this.#header = header.value.header;
      for (const prefix of header.value.companyPrefixes) this.#prefixes.add(prefix);
    }
    const master = readMasterData(element);
    for (const issue of master.ok ? master.warnings : master.issues) this.#findings.read(issue, null);
    if (master.ok) {
      this.#masterData = master.value;
      for (const { companyPrefix } of [...master.value.products, ...master.value.locations]) if (companyPrefix) this.#prefixes.add(companyPrefix);
    }
  }

  #readEvent(element: XmlElement): void {
    const index = this.#eventCount;
    this.#eventCount += 1;
    const read = readTradeEvent(element);
    // The trade has its own name for a serial that stands twice where it is commissioned.
    const commissions = element.name === 'ObjectEvent' && textOf(element, 'action') === 'ADD';
    for (const issue of read.ok ? read.warnings : read.issues) {
      if (issue.code === 'DUPLICATE_EPC' && commissions) this.#findings.report('DUPLICATE_SERIAL', { index, path: issue.path, line: issue.line }, issue.value ?? null);
      else this.#findings.read(issue, index);
    }
    if (!read.ok) return;
    for (const prefix of read.value.companyPrefixes) this.#prefixes.add(prefix);
    this.#events.push({ index, path: element.path, line: element.line, event: read.value.event });
  }

  #decoded(decode: () => string): string | XmlRefusal {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { rule: 'XML_ENCODING', message: 'The file is not in UTF-8.', line: 0 };
    }
  }
}

/** Whether the guideline's field says so. */
export const dropShipmentSaid = (event: TradeEvent): boolean => (event.extensions ?? []).some(({ name, namespace }) => name === 'dropShipment' && namespace === DSCSA_NAMESPACE);

const TOP: Place = { index: null, path: '/', line: 1 };
