import {
  DSCSA_NAMESPACE,
  type DocumentHeader,
  EPCIS_2_NAMESPACE,
  EPCIS_NAMESPACE,
  type EpcisEvent,
  type EpcisIssue,
  type EpcisResult,
  type JsonContext,
  type JsonObject,
  jsonEventTree,
  jsonHeaderTree,
  type MasterData,
  type ReadEvent,
  readEvent,
  readHeader,
  readJsonContext,
  readMasterData,
  textOf,
  type TradeEvent,
  type XmlElement,
} from 'gs1-barcodes/epcis';
import { CAPTURE_LIMITS, type DocumentRefusal } from './document-refusal.ts';
import { Findings, type Place } from './findings.ts';
import type { JsonValue } from './json-stream.ts';
import { type KeptReason, whyKept } from './why-kept.ts';

export interface CapturedEvent extends Place {
  readonly index: number;
  readonly event: TradeEvent;
}

/** An event that is no handoff of ours, with the reason. */
export interface KeptEvent extends Place {
  readonly index: number;
  readonly event: EpcisEvent;
  readonly reason: KeptReason;
}

/** A file as it was read: what it says, and what the readers found. Events that could not be read are missing from it, and so are those that are kept: they went out while it was read. */
export interface CapturedFile {
  readonly header: DocumentHeader | null;
  readonly headerAt: Place;
  readonly masterData: MasterData;
  /** Its handoffs. */
  readonly events: readonly CapturedEvent[];
  readonly eventCount: number;
  readonly unreadCount: number;
  /** Whether it is one event that was sent by itself. */
  readonly isSingle: boolean;
  /** Whether it is no document with events at all. */
  readonly isUseless: boolean;
  /** Company prefixes that its URNs showed, which tells their length. */
  readonly companyPrefixes: readonly string[];
  readonly findings: Findings;
  /** What its names mean, where it is JSON. */
  readonly context: JsonContext | null;
}

export interface ReadingOptions {
  readonly reads?: 'all' | 'outline';
  readonly root?: 'document' | 'event';
  /** What an earlier reading found: a context may stand behind the events. */
  readonly context?: JsonContext | null;
  readonly findings?: Findings;
  readonly kept?: (event: KeptEvent) => void;
  readonly handoff?: (event: CapturedEvent) => void;
}

export const EVENT_LIST = '/epcisBody/eventList';
const EVENT_ID_MAX = 1_000;

/** Takes the parts of a document, of XML and of JSON, and gives the file. */
export class PartsReader {
  /** Why the file is more than is taken, once it is. */
  refusal: DocumentRefusal | null = null;
  readonly #options: ReadingOptions;
  readonly #findings: Findings;
  readonly #events: CapturedEvent[] = [];
  readonly #prefixes = new Set<string>();
  readonly #behind: XmlElement[] = [];
  #context: JsonContext | null;
  #eventCount = 0;
  #unreadCount = 0;
  #unitCount = 0;
  #root: XmlElement | null = null;
  #header: XmlElement | null = null;
  #isUseless = false;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.#findings = options.findings ?? new Findings();
    this.#context = options.context ?? null;
  }

  xmlRoot(element: XmlElement): void {
    const { attributes, line, name, namespace, path } = element;
    this.#root = element;
    if (name !== 'EPCISDocument' || (namespace !== EPCIS_NAMESPACE && namespace !== EPCIS_2_NAMESPACE)) this.#useless('NOT_EPCIS', { path, line }, name);
    this.#version(attributes['schemaVersion'] ?? '', namespace === EPCIS_2_NAMESPACE ? '2' : '1', { path, line });
  }

  xmlHeader(element: XmlElement): void {
    this.#header = element;
  }

  xmlBehind(element: XmlElement): void {
    this.#behind.push(element);
  }

  xmlEvent(element: XmlElement): void {
    this.#event({ ok: true, value: element, warnings: [] }, element);
  }

  /** What stands around the events of a JSON document. */
  jsonDocument({ line, lineOf, value }: JsonValue): void {
    const document: JsonObject = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
    const { epcisBody: _, ...around } = document;
    const type = around['type'] ?? around['@type'];
    if (type !== 'EPCISDocument') this.#useless('NOT_EPCIS', { path: '/type', line: lineOf('/type') }, typeof type === 'string' ? type : 'none');
    else this.#version(typeof around['schemaVersion'] === 'string' ? around['schemaVersion'] : '', '2', { path: '/schemaVersion', line: lineOf('/schemaVersion') });
    const context = readJsonContext(around, { lineOf });
    for (const issue of context.ok ? context.warnings : context.issues) this.#findings.read(issue, null);
    if (context.ok) this.#context = context.value;
    if (!HEADER_MEMBERS.some((member) => Object.hasOwn(around, member))) return;
    const tree = jsonHeaderTree(around, { lineOf, ...(this.#context ? { context: this.#context } : {}) });
    if (!tree.ok) for (const issue of tree.issues) this.#findings.read(issue, null);
    else this.#header = { ...tree.value, path: Object.hasOwn(around, 'epcisHeader') ? '/epcisHeader' : '/', line: Object.hasOwn(around, 'epcisHeader') ? lineOf('/epcisHeader') : line };
  }

  jsonEvent({ line, lineOf, path, value }: JsonValue, around: JsonValue | null): void {
    if (this.#context === null && around !== null && this.#options.reads !== 'outline') {
      const context = readJsonContext(around.value as JsonObject);
      this.#context = context.ok ? context.value : null;
    }
    const at = { path: path === '' ? '/' : path, line };
    this.#event(this.#options.reads === 'outline' ? null : jsonEventTree(value, { path, lineOf, ...(this.#context ? { context: this.#context } : {}) }), at);
  }

  file(): CapturedFile {
    const isSingle = this.#options.root === 'event';
    const { header, headerAt, masterData } = this.#readHeader();
    if (!this.#header && this.#events.length > 0 && !isSingle) this.#findings.report('NO_HEADER', TOP);
    if (this.#eventCount === 0) this.#useless('NO_EVENTS', TOP, null);
    return {
      header,
      headerAt,
      masterData,
      events: this.#events,
      eventCount: this.#eventCount,
      unreadCount: this.#unreadCount,
      isSingle,
      isUseless: this.#isUseless,
      companyPrefixes: [...this.#prefixes].sort(),
      findings: this.#findings,
      context: this.#context,
    };
  }

  #event(tree: EpcisResult<XmlElement> | null, { line, path }: { path: string; line: number }): void {
    const index = this.#eventCount;
    this.#eventCount += 1;
    if (this.#eventCount > CAPTURE_LIMITS.events) this.refusal ??= { rule: 'TOO_MANY_EVENTS', message: `A file has at most ${CAPTURE_LIMITS.events} events: send it in parts.`, line };
    if (tree === null || this.#options.reads === 'outline') return;
    const read: EpcisResult<ReadEvent> = tree.ok ? readEvent(tree.value) : tree;
    // The trade has its own name for a serial that stands twice where it is commissioned.
    const commissions = tree.ok && tree.value.name === 'ObjectEvent' && textOf(tree.value, 'action') === 'ADD';
    for (const issue of [...(tree.ok ? tree.warnings : []), ...(read.ok ? read.warnings : read.issues)]) {
      if (issue.code === 'DUPLICATE_EPC' && commissions) this.#findings.report('DUPLICATE_SERIAL', { index, path: issue.path, line: issue.line }, issue.value ?? null);
      else this.#findings.read(issue, index);
    }
    const tooLong = read.ok && (read.value.event.eventID?.length ?? 0) > EVENT_ID_MAX;
    if (tooLong) this.#findings.report('EVENT_ID_TOO_LONG', { index, path: `${path}/eventID`, line }, read.value.event.eventID);
    if (!read.ok || tooLong) {
      this.#unreadCount += 1;
      return;
    }
    const { companyPrefixes, event } = read.value;
    const reason = whyKept(event);
    if (reason === null) this.#handoff({ index, path, line, event: event as TradeEvent }, companyPrefixes);
    else this.#options.kept?.({ index, path, line, event, reason });
  }

  #handoff({ event, ...place }: CapturedEvent, prefixes: readonly string[]): void {
    for (const prefix of prefixes) this.#prefixes.add(prefix);
    this.#unitCount += event.type === 'ObjectEvent' ? event.epcList.length : event.childEPCs.length + 1;
    // A copy: parts of a text keep the whole piece of the file in memory that they were cut from.
    const captured = { ...place, event: JSON.parse(JSON.stringify(event)) as TradeEvent };
    this.#events.push(captured);
    this.#options.handoff?.(captured);
    const { handoffs, units } = CAPTURE_LIMITS;
    if (this.#events.length > handoffs || this.#unitCount > units)
      this.refusal ??= { rule: 'TOO_MANY_HANDOFFS', message: `A file commissions, packs and ships in at most ${handoffs} events and ${units} units: send it in parts.`, line: place.line ?? 0 };
  }

  /** Who sends a document matters where it hands something over. Of one that does not, the header may be missing and odd. */
  #readHeader(): Pick<CapturedFile, 'header' | 'headerAt' | 'masterData'> {
    const root = this.#behind.length > 0 ? this.#root : null;
    const given = this.#header ?? root;
    if (!given) return { header: null, headerAt: TOP, masterData: { products: [], locations: [] } };
    const element: XmlElement = { ...given, children: [...given.children, ...this.#behind] };
    const matters = this.#events.length > 0;
    const tell = (issues: readonly EpcisIssue[]): void => {
      for (const issue of issues) {
        if (matters) this.#findings.read(issue, null);
        else if (issue.code !== 'HEADER_MISSING') this.#findings.read({ ...issue, severity: 'warning' }, null);
      }
    };
    const header = readHeader(element);
    tell(header.ok ? header.warnings : header.issues);
    for (const prefix of header.ok ? header.value.companyPrefixes : []) this.#prefixes.add(prefix);
    const master = readMasterData(element);
    tell(master.ok ? master.warnings : master.issues);
    for (const { companyPrefix } of master.ok ? [...master.value.products, ...master.value.locations] : []) if (companyPrefix) this.#prefixes.add(companyPrefix);
    return { header: header.ok ? header.value.header : null, headerAt: { index: null, path: element.path, line: element.line }, masterData: master.ok ? master.value : { products: [], locations: [] } };
  }

  #version(said: string, major: '1' | '2', at: { path: string; line: number }): void {
    if (!(major === '1' ? /^1(?:\.[0-2])?$/ : /^2(?:\.0)*$/).test(said)) this.#findings.report('SCHEMA_VERSION', { index: null, ...at }, said);
  }

  #useless(rule: 'NOT_EPCIS' | 'NO_EVENTS', { line, path }: { path: string; line: number | null }, value: string | null): void {
    this.#isUseless = true;
    this.#findings.report(rule, { index: null, path, line }, value);
  }
}

/** Whether the guideline's field says so. */
export const dropShipmentSaid = (event: TradeEvent): boolean => (event.extensions ?? []).some(({ name, namespace }) => name === 'dropShipment' && namespace === DSCSA_NAMESPACE);

const TOP: Place = { index: null, path: '/', line: 1 };
const HEADER_MEMBERS = ['sender', 'receiver', 'instanceIdentifier', 'epcisHeader'];
