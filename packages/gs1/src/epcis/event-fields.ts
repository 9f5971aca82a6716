import type { Sgln } from '../keys/sgln.ts';
import type { Result } from '../result.ts';
import { cbvWord, DISPOSITIONS, ERROR_REASONS } from './cbv.ts';
import { causeOf, partyOf, placeOf, type Named } from './epc.ts';
import type {
  BizTransaction,
  ErrorDeclaration,
  Extension,
  Ilmd,
  Party,
  PersistentDisposition,
  Quantity,
  SensorElement,
  UnitLink,
} from './event.ts';
import { finding, type EpcisIssue, type EpcisRule } from './finding.ts';
import { SENSOR_NUMBERS, SENSOR_TIMES, withSensorWords } from './sensor.ts';
import { isDate, isTime } from './time.ts';
import { CBVMDA_NAMESPACE, childOf, EPCIS_2_NAMESPACE, textOf, type XmlElement, type XmlNode } from './xml.ts';

/** Which keys an event may name. */
export interface KeyReaders {
  readonly unit: (text: string) => Result<Named<string>>;
  readonly class: (text: string) => Result<Named<string>>;
}

type Vocabulary = Parameters<typeof cbvWord>[0];

/**
 * The fields of one event's tree, read kind by kind. EPCIS 1.2 nests later fields in `extension` and `baseExtension`; here they lie flat.
 * Findings and company prefixes gather while it is read; nobody else adds to them.
 */
export class EventFields {
  readonly findings: EpcisIssue[] = [];
  readonly companyPrefixes = new Set<string>();
  readonly #element: XmlElement;
  readonly #keys: KeyReaders;
  readonly #fields: readonly XmlElement[];

  constructor(element: XmlElement, keys: KeyReaders) {
    this.#element = element;
    this.#keys = keys;
    this.#fields = flattened(element);
  }

  report(code: EpcisRule, at: XmlElement, value?: string): void {
    this.findings.push(finding(code, at, value === undefined ? {} : { value }));
  }

  missing(field: string): void {
    this.findings.push(finding('FIELD_MISSING', this.#element, { field }));
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get(name: string): XmlElement | undefined {
    return this.#fields.find((field) => field.name === name && field.namespace === '');
  }

  /** The field, or the event itself, for a finding about it. */
  at(name: string): XmlElement {
    return this.get(name) ?? this.#element;
  }

  text(name: string): string | undefined {
    return this.get(name)?.text.trim();
  }

  /** The texts of a field that may stand several times; undefined when it stands nowhere. */
  texts(name: string): readonly string[] | undefined {
    const found = this.#fields.filter((field) => field.name === name && field.namespace === '').map(({ text }) => text.trim());
    return found.length === 0 ? undefined : found;
  }

  /** A field that must be there and pass its check. */
  checked<T extends string>(name: string, rule: EpcisRule, passes: (text: string) => text is T): T | undefined {
    const text = this.text(name);
    if (text === undefined) this.missing(name);
    else if (passes(text)) return text;
    else this.report(rule, this.at(name), text);
    return undefined;
  }

  word(name: string, vocabulary: Vocabulary): string | undefined {
    const element = this.get(name);
    return element && this.#word(element, vocabulary, element.text.trim());
  }

  unit(name: string): UnitLink | undefined {
    const element = this.get(name);
    return element && this.#unit(element);
  }

  units(name: string): readonly UnitLink[] {
    const seen = new Set<string>();
    for (const element of this.get(name)?.children ?? []) {
      const key = this.#unit(element);
      if (key === undefined) continue;
      if (seen.has(key)) this.report('DUPLICATE_EPC', element, element.text.trim());
      seen.add(key);
    }
    return [...seen];
  }

  /** Whether a list names anything at all, be it readable or not. */
  lists(name: string): boolean {
    return (this.get(name)?.children.length ?? 0) > 0;
  }

  quantities(name: string): readonly Quantity[] | undefined {
    return this.get(name)?.children.flatMap((element) => {
      const text = textOf(element, 'epcClass') ?? '';
      const epcClass = this.#named('EPC_CLASS_INVALID', element, text, this.#keys.class(text));
      const amount = textOf(element, 'quantity');
      const valid = amount === undefined || (/^[0-9]+(?:\.[0-9]+)?$/.test(amount) && Number.isFinite(Number(amount)));
      if (!valid) this.report('QUANTITY_INVALID', childOf(element, 'quantity') ?? element, amount);
      const [quantity, uom] = [amount === undefined ? {} : { quantity: Number(amount) }, textOf(element, 'uom')];
      return epcClass === undefined || !valid ? [] : [{ epcClass, ...quantity, ...(uom === undefined ? {} : { uom }) }];
    });
  }

  place(name: string): Sgln | undefined {
    const element = this.get(name);
    if (element === undefined) return undefined;
    const text = textOf(element, 'id') ?? '';
    return this.#named('PLACE_INVALID', childOf(element, 'id') ?? element, text, placeOf(text));
  }

  /** What other namespaces say inside of a place. */
  placeExtensions(name: string): readonly Extension[] | undefined {
    const found = this.get(name)?.children.filter(({ namespace }) => namespace !== '') ?? [];
    return found.length === 0 ? undefined : found.map(extensionOf);
  }

  parties(name: string, vocabulary: Vocabulary): readonly Party[] | undefined {
    return this.get(name)?.children.flatMap((element) => {
      const text = element.text.trim();
      const type = this.#word(element, vocabulary, element.attributes['type'] ?? '');
      const place = this.#named('PLACE_INVALID', element, text, partyOf(text));
      return type === undefined || place === undefined ? [] : [{ type, ...place }];
    });
  }

  bizTransactions(vocabulary: Vocabulary): readonly BizTransaction[] | undefined {
    return this.get('bizTransactionList')?.children.map((element) => {
      const given = element.attributes['type'];
      const type = given === undefined ? undefined : this.#word(element, vocabulary, given);
      return { ...(type === undefined ? {} : { type }), bizTransaction: element.text.trim() };
    });
  }

  errorDeclaration(): ErrorDeclaration | undefined {
    const element = this.get('errorDeclaration');
    if (element === undefined) return undefined;
    const declarationTime = textOf(element, 'declarationTime') ?? '';
    if (!isTime(declarationTime)) this.report('EVENT_TIME', element, declarationTime);
    const given = childOf(element, 'reason');
    const reason = given && this.#word(given, ERROR_REASONS, given.text.trim());
    const ids = childOf(element, 'correctiveEventIDs')?.children.map(({ text }) => text.trim());
    // What did not occur is not corrected by another event (EPCIS 2.0 7.4.1.3).
    if (reason === 'did_not_occur' && ids !== undefined && ids.length > 0) this.report('CORRECTION_OF_NOTHING', element);
    const others = element.children.filter(({ namespace }) => namespace !== '').map(extensionOf);
    return {
      declarationTime,
      ...(reason === undefined ? {} : { reason }),
      ...(ids === undefined ? {} : { correctiveEventIDs: ids }),
      ...(others.length === 0 ? {} : { extensions: others }),
    };
  }

  persistentDisposition(): PersistentDisposition | undefined {
    const element = this.get('persistentDisposition');
    if (element === undefined) return undefined;
    const words = (name: 'set' | 'unset') => {
      const found = element.children.filter((child) => child.name === name);
      return found.length === 0 ? {} : { [name]: found.flatMap((child) => this.#word(child, DISPOSITIONS, child.text.trim()) ?? []) };
    };
    return { ...words('set'), ...words('unset') };
  }

  sensorElements(): readonly SensorElement[] | undefined {
    return this.get('sensorElementList')?.children.map((element): SensorElement => {
      const metadata = childOf(element, 'sensorMetadata');
      const reports = element.children.filter(({ name, namespace }) => name === 'sensorReport' && namespace === '');
      if (reports.length === 0) this.findings.push(finding('FIELD_MISSING', element, { field: 'sensorReport' }));
      for (const report of [...reports, ...(metadata ? [metadata] : [])]) this.#sensorValues(report);
      const others = element.children.filter(({ namespace }) => namespace !== '').map(extensionOf);
      return {
        ...(metadata === undefined ? {} : { sensorMetadata: ownAttributes(metadata) }),
        sensorReport: reports.map((report) => withSensorWords(ownAttributes(report))),
        ...(others.length === 0 ? {} : { extensions: others }),
      };
    });
  }

  #sensorValues(at: XmlElement): void {
    for (const [name, value] of Object.entries(at.attributes)) {
      if (SENSOR_NUMBERS.has(name) && !/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$/.test(value))
        this.report('SENSOR_VALUE', at, value);
      if (SENSOR_TIMES.has(name) && !isTime(value)) this.report('EVENT_TIME', at, value);
    }
  }

  ilmd(): Ilmd | undefined {
    const element = this.get('ilmd');
    if (element === undefined) return undefined;
    const own = (name: string) => element.children.find((child) => child.name === name && child.namespace === CBVMDA_NAMESPACE);
    const [lot, expiration] = [own('lotNumber'), own('itemExpirationDate')];
    const date = expiration?.text.trim();
    if (expiration !== undefined && !isDate(date ?? '')) this.report('EXPIRATION_DATE', expiration, date);
    const others = element.children.filter((child) => child !== lot && child !== expiration).map(extensionOf);
    return {
      ...(lot === undefined ? {} : { lotNumber: lot.text.trim() }),
      ...(date === undefined ? {} : { itemExpirationDate: date }),
      ...(others.length === 0 ? {} : { others }),
    };
  }

  /** Fields of other namespaces, and those that no event has: nothing a partner wrote is dropped. */
  extensions(known: ReadonlySet<string>): readonly Extension[] | undefined {
    const foreign = this.#fields.filter(({ namespace, name }) => namespace !== '' || !known.has(name));
    return foreign.length === 0 ? undefined : foreign.map(extensionOf);
  }

  /** Says which fields without a namespace are not known, and which known ones stand twice. */
  reportUnknown(known: ReadonlySet<string>): void {
    const seen = new Set<string>();
    for (const field of this.#fields.filter(({ namespace }) => namespace === '')) {
      if (!known.has(field.name)) this.report('FIELD_UNKNOWN', field, field.name);
      else if (seen.has(field.name) && field.name !== 'certificationInfo') this.report('FIELD_REPEATED', field, field.name);
      seen.add(field.name);
    }
  }

  #word(element: XmlElement, vocabulary: Vocabulary, text: string): string | undefined {
    const word = cbvWord(vocabulary, text);
    if (word === undefined) this.report('CBV_WORD_UNKNOWN', element, text);
    return word;
  }

  #unit(element: XmlElement): UnitLink | undefined {
    const text = element.text.trim();
    const read = this.#keys.unit(text);
    const rule = causeOf(read).cause === 'EPC_NOT_INSTANCE' ? 'EPC_NOT_INSTANCE' : 'EPC_INVALID';
    return this.#named(rule, element, text, read);
  }

  #named<T>(rule: EpcisRule, element: XmlElement, value: string, read: Result<Named<T>>): T | undefined {
    if (!read.ok) {
      this.findings.push(finding(rule, element, { value, ...causeOf(read) }));
      return undefined;
    }
    if (read.value.gcp !== undefined) this.companyPrefixes.add(read.value.gcp);
    return read.value.key;
  }
}

/** Attributes but for the declarations of namespaces, which are the document's. */
const ownAttributes = ({ attributes }: XmlNode): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !/^xmlns(?::|$)/.test(name)));

function flattened(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => {
    if (child.namespace === '' && /^(?:baseE|e)xtension$/.test(child.name)) return flattened(child);
    // What 1.2 has no place for stands there under the namespace of 2.0.
    return [child.namespace === EPCIS_2_NAMESPACE ? { ...child, namespace: '' } : child];
  });
}

function extensionOf({ namespace, name, attributes, text, children }: XmlNode): Extension {
  // Declarations of namespaces are the document's, not the field's: each field carries its own namespace.
  const kept = Object.entries(ownAttributes({ attributes } as XmlNode));
  return {
    namespace,
    name,
    ...(kept.length === 0 ? {} : { attributes: Object.fromEntries(kept) }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(children.length === 0 ? {} : { children: children.map(extensionOf) }),
  };
}
