import { digitAt, isNumeric } from '../ai/charsets.ts';
import { checkField } from '../ai/field.ts';
import { aiEntry, type AiEntry } from '../ai/lookup.ts';
import { Gs1Message, type AiValue, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { issue, weighed, type Gs1Issue } from '../issues.ts';
import { conclude, fail, type Result } from '../result.ts';
import type { ParseOptions } from '../scan/element-string.ts';
import { decompress } from './compressed-link.ts';

/**
 * Reads a GS1 Digital Link (GS1 Digital Link URI Syntax 1.4): a key and its qualifiers in the path, attributes in the query.
 * Other query parameters are left aside. Spans are those of the percent-encoded values.
 */
export function parseDigitalLink(text: string, options: ParseOptions = {}): Result<Gs1Message> {
  const scheme = /^https?:\/\//i.exec(text);
  if (scheme === null) return fail(issue('DL_SCHEME', { value: text }));
  const domainStart = scheme[0].length;
  const queryEnd = before(text.indexOf('#', domainStart), text.length);
  const pathEnd = before(text.indexOf('?', domainStart), queryEnd);
  const pathStart = before(text.indexOf('/', domainStart), pathEnd);
  const domain = text.slice(domainStart, pathStart);
  if (!/^[A-Za-z0-9._~-]+(?::[0-9]{1,5})?$/.test(domain)) return fail(issue('DL_DOMAIN', { value: domain }));
  if (/[^!-~]|[\\^`{|}"<>]/.test(text)) return fail(issue('DL_CHARS', { value: text }));
  const escape = text.indexOf('%', pathStart);
  if (escape >= 0 && /%(?![0-9A-Fa-f]{2})/.test(text.slice(escape, queryEnd))) return fail(issue('DL_CHARS', { value: text }));
  const segments = segmentsOf(text, pathStart, pathEnd);
  const keyIndex = keyPosition(segments);
  const gathered: Gathered = { elements: [], found: [] };
  if (keyIndex !== undefined) {
    gatherPath(gathered, segments, keyIndex, options);
    checkQualifiers(gathered);
  } else if (!gatherCompressed(gathered, segments)) return fail(issue('DL_NO_KEY', { value: text }));
  if (queryEnd > pathEnd + 1) gatherQuery(gathered, text, pathEnd + 1, queryEnd);
  const { elements, found } = gathered;
  const related = checkAssociations(elements, options);
  return conclude(related.length === 0 ? found : [...found, ...related], () => new Gs1Message(elements, options.referenceYear));
}

const [AMPERSAND, SEMICOLON] = [38, 59];

// Where a part ends: at its delimiter if that stands before the end of what it is a part of.
function before(delimiter: number, end: number): number {
  return delimiter < 0 || delimiter > end ? end : delimiter;
}

interface Segment {
  readonly text: string;
  readonly start: number;
}
interface Gathered {
  readonly elements: Gs1Element[];
  readonly found: Gs1Issue[];
}

/** Names that stood for AIs in paths until version 1.2 of the standard. Read, never written. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  (
    'gtin 01,itip 8006,cpid 8010,gln 414,party 417,gsrnp 8017,gsrn 8018,gcn 255,sscc 00,gdti 253,ginc 401,gsin 402,grai 8003,giai 8004,' +
    'payTo 415,gmn 8013,cpv 22,lot 10,ser 21,cpsn 8011,glnx 254,refno 8020,srin 8019'
  )
    .split(',')
    .map((alias) => alias.split(' ') as [string, string]),
);

function segmentsOf(text: string, start: number, end: number): readonly Segment[] {
  const segments: Segment[] = [];
  let from = start + 1;
  while (from <= end) {
    const slash = text.indexOf('/', from);
    const to = slash < 0 || slash > end ? end : slash;
    segments.push({ text: text.slice(from, to), start: from });
    from = to + 1;
  }
  return segments;
}

// The key is sought from the right, a pair at a time: what stands before it is the resolver's own path.
function keyPosition(segments: readonly Segment[]): number | undefined {
  // An empty last segment is a slash at the end; an odd one out belongs to the resolver's path.
  const last = segments.at(-1)?.text === '' && segments.length % 2 === 1 ? segments.length - 1 : segments.length;
  for (let index = last - 2; index >= 0; index -= 2) {
    if (entryOf(segments[index]?.text ?? '')?.qualifiers !== undefined) return index;
  }
  return undefined;
}

function entryOf(segment: string): AiEntry | undefined {
  return digitAt(segment, 0) < 0 ? aiEntry(ALIASES.get(segment) ?? '') : aiEntry(segment);
}

function gatherPath(gathered: Gathered, segments: readonly Segment[], keyIndex: number, options: ParseOptions): void {
  const { elements, found } = gathered;
  for (let index = keyIndex; index + 1 < segments.length; index += 2) {
    const name = segments[index] as Segment;
    const value = segments[index + 1] as Segment;
    const entry = entryOf(name.text);
    if (entry === undefined) {
      found.push(issue('DL_QUALIFIER_ORDER', { ai: elements[0]?.ai ?? name.text, value: name.text }));
      continue;
    }
    if (name.text !== entry.ai) {
      const alias = issue('DL_ALIAS_DEPRECATED', { ai: entry.ai, value: name.text });
      found.push(options.mode === 'strict' ? weighed(alias, 'error') : alias);
    }
    gather(gathered, entry, value.text, value.start);
  }
}

// A compressed last part, alone or behind a key in the open. A web page's name may look like one: it must unpack to the last bit, into right
// fields with a key; and where it unpacks in two ways, neither is sure.
function gatherCompressed({ elements, found }: Gathered, segments: readonly Segment[]): boolean {
  const packed = segments.at(-1);
  if (packed === undefined) return false;
  const before = elementBefore(segments);
  const readings = (['listed', 'ascending'] as const).flatMap((order) => {
    const fields = decompress(packed.text, order);
    const reading = fields && elementsOfFields([...before, ...fields.map((field) => ({ ...field, at: packed }))]);
    return reading === undefined ? [] : [reading];
  });
  const [reading, other] = readings;
  if (reading === undefined || (other !== undefined && !isSameFields(reading, other))) return false;
  found.push(issue('DL_COMPRESSED', { value: packed.text, span: [packed.start, packed.start + packed.text.length] }));
  elements.push(...reading);
  return true;
}

interface PlacedField extends AiValue {
  readonly at: Segment;
}

// The key in the open, where there is one.
function elementBefore(segments: readonly Segment[]): readonly PlacedField[] {
  const [name, at] = segments.slice(-3, -1);
  const entry = name === undefined || at === undefined ? undefined : entryOf(name.text);
  return entry?.qualifiers === undefined || at === undefined ? [] : [{ ai: entry.ai, value: at.text, at }];
}

// Undefined when a field is wrong or none is a key.
function elementsOfFields(fields: readonly PlacedField[]): readonly Gs1Element[] | undefined {
  const elements: Gs1Element[] = [];
  let hasKey = false;
  for (const { ai, value, at } of fields) {
    const entry = aiEntry(ai);
    if (entry === undefined || checkField(entry, value).length > 0) return undefined;
    hasKey ||= entry.qualifiers !== undefined;
    elements.push({ ai, value, title: entry.title, span: [at.start, at.start + at.text.length] });
  }
  return hasKey ? elements : undefined;
}

function isSameFields(one: readonly AiValue[], other: readonly AiValue[]): boolean {
  return one.length === other.length && one.every(({ ai, value }) => other.some((field) => field.ai === ai && field.value === value));
}

function gatherQuery(gathered: Gathered, text: string, start: number, end: number): void {
  const { elements, found } = gathered;
  const key = aiEntry(elements[0]?.ai ?? '');
  const inPath = elements.slice(1);
  for (let from = start, to; from < end; from = to + 1) {
    to = endOfParameter(text, from, end);
    const parameter = text.slice(from, to);
    const equals = parameter.indexOf('=');
    const name = equals < 0 ? parameter : parameter.slice(0, equals);
    if (name === '' || !isNumeric(name)) continue;
    const entry = aiEntry(name);
    const value = equals < 0 ? '' : parameter.slice(equals + 1);
    if (entry === undefined) found.push(issue('DL_NUMERIC_UNKNOWN_KEY', { value: name }));
    else if (belongsIntoPath(name, inPath, key?.qualifiers ?? [])) found.push(issue('DL_SHOULD_BE_IN_PATH', { ai: name }));
    else if (!entry.linkAttribute) found.push(issue('DL_NOT_ATTRIBUTE', { ai: name }));
    else if (elements.some(({ ai }) => ai === name)) found.push(issue('DL_DUPLICATE_AI', { ai: name }));
    // A plus in a query is a space, which no value holds.
    else gather(gathered, entry, value.includes('+') ? value.replaceAll('+', ' ') : value, from + equals + 1);
  }
}

/** Whether an attribute is a qualifier that could stand in the path beside those that do: a lot beside (235) cannot, and is an attribute. */
export function belongsIntoPath(ai: string, qualifiers: readonly AiValue[], sequences: readonly (readonly string[])[]): boolean {
  for (const sequence of sequences)
    if (sequence.includes(ai) && qualifiers.every((qualifier) => sequence.includes(qualifier.ai))) return true;
  return false;
}

function endOfParameter(text: string, start: number, end: number): number {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === AMPERSAND || code === SEMICOLON) return index;
  }
  return end;
}

function gather({ elements, found }: Gathered, entry: AiEntry, encoded: string, start: number): void {
  const { ai, title } = entry;
  const span = [start, start + encoded.length] as const;
  const isEscaped = encoded.includes('%');
  if (encoded === '') found.push(issue('DL_EMPTY_VALUE', { ai, span }));
  else if (isEscaped && encoded.includes('%00')) found.push(issue('DL_NULL', { ai, span }));
  else {
    const value = isEscaped ? decoded(encoded) : encoded;
    for (const finding of checkField(entry, value, start)) found.push({ ...finding, span });
    elements.push({ ai, value, title, span });
  }
}

// Octet by octet: values are of an ASCII character set, and a broken UTF-8 sequence must be a finding, not an exception.
function decoded(encoded: string): string {
  return encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function checkQualifiers({ elements, found }: Gathered): void {
  const [key] = elements;
  if (key === undefined || elements.length < 2) return;
  const fits = aiEntry(key.ai)?.qualifiers?.some((sequence) => isInOrder(elements, sequence));
  if (fits) return;
  const names = elements.slice(1).map(({ ai }) => ai);
  found.push(issue('DL_QUALIFIER_ORDER', { ai: key.ai, value: names.join(' ') }));
}

// The elements behind the key, each of the sequence and none before one of an earlier place.
function isInOrder(elements: readonly Gs1Element[], sequence: readonly string[]): boolean {
  let place = -1;
  for (let index = 1; index < elements.length; index++) {
    const next = sequence.indexOf(elements[index]?.ai ?? '');
    if (next <= place) return false;
    place = next;
  }
  return true;
}
