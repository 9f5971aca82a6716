import { digitAt, isNumeric } from '../ai/charsets.ts';
import { checkField } from '../ai/field.ts';
import { aiEntry, aiEntryBetween, type AiEntry } from '../ai/lookup.ts';
import { KnownLists } from '../ai/known-lists.ts';
import { Gs1Message, type AiValue, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { issue, weighed, type Gs1Issue } from '../issues.ts';
import { conclude, fail, NONE, type Result } from '../result.ts';
import type { ParseOptions } from '../scan/element-string.ts';
import { decompress } from './compressed-link.ts';

/**
 * Reads a GS1 Digital Link (GS1 Digital Link URI Syntax 1.4): a key and its qualifiers in the path, attributes in the query.
 * Other query parameters are left aside. Spans are those of the percent-encoded values.
 */
export function parseDigitalLink(text: string, options: ParseOptions = {}): Result<Gs1Message> {
  const domainStart = schemeLength(text);
  if (domainStart === 0) return fail(issue('DL_SCHEME', { value: text }));
  const { slashes, pathEnd, queryEnd, isEscaped, isUri } = partsOf(text, domainStart);
  const [pathStart = pathEnd] = slashes;
  const domain = text.slice(domainStart, pathStart);
  if (!/^[A-Za-z0-9._~-]+(?::[0-9]{1,5})?$/.test(domain)) return fail(issue('DL_DOMAIN', { value: domain }));
  if (!isUri) return fail(issue('DL_CHARS', { value: text }));
  const keyAt = keyPosition(text, slashes);
  const gathered: Gathered = { elements: [], found: [], isEscaped };
  if (keyAt !== undefined) gatherPath(gathered, text, slashes, keyAt, options);
  else if (!gatherCompressed(gathered, text.slice(pathStart + 1, pathEnd).split('/'), pathEnd))
    return fail(issue('DL_NO_KEY', { value: text }));
  const inPath = gathered.elements.length;
  if (queryEnd > pathEnd + 1) gatherQuery(gathered, text, pathEnd + 1, queryEnd);
  const { elements, found } = gathered;
  const misplaced = ORDERED.has(elements, inPath) ? NONE : placeIssues(elements, inPath, keyAt === undefined);
  const related = misplaced.length > 0 ? misplaced : checkAssociations(elements, options);
  return conclude(related.length === 0 ? found : [...found, ...related], () => new Gs1Message(elements, options.referenceYear));
}

const AMPERSAND = 38;
const SEMICOLON = 59;

function schemeLength(text: string): number {
  if (text.startsWith('https://')) return 8;
  return /^https?:\/\//i.exec(text)?.[0].length ?? 0;
}

// Where a part ends: at its delimiter if that stands before the end of what it is a part of.
function before(delimiter: number, end: number): number {
  return delimiter < 0 || delimiter > end ? end : delimiter;
}

interface Parts {
  /** Where the path's segments end: at the slashes between them, and at the path's own end. */
  readonly slashes: number[];
  readonly pathEnd: number;
  readonly queryEnd: number;
  /** Whether any value may hold a percent sequence. */
  readonly isEscaped: boolean;
  /** Whether all characters are of a URI, and all percent sequences whole. */
  readonly isUri: boolean;
}

// In one pass, character by character: most of the time of a link went into seeking its delimiters one by one.
function partsOf(text: string, start: number): Parts {
  const slashes: number[] = [];
  let [pathEnd, queryEnd] = [text.length, text.length];
  let [isEscaped, isUri] = [false, true];
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const kind = code > 127 ? FOREIGN : (KINDS[code] ?? FOREIGN);
    if (kind === PLAIN) continue;
    if (kind === FOREIGN) isUri = false;
    else if (index > queryEnd) continue;
    else if (kind === SLASH && index < pathEnd) slashes.push(index);
    else if (kind === QUESTION && index < pathEnd) pathEnd = index;
    else if (kind === HASH) {
      queryEnd = index;
      pathEnd = Math.min(pathEnd, index);
    } else if (kind === PERCENT) {
      isEscaped = true;
      isUri &&= /^%[0-9A-Fa-f]{2}/.test(text.slice(index, Math.min(index + 3, queryEnd)));
    }
  }
  slashes.push(pathEnd);
  return { slashes, pathEnd, queryEnd, isEscaped, isUri };
}

const FOREIGN = 0;
const PLAIN = 1;
const SLASH = 2;
const QUESTION = 3;
const HASH = 4;
const PERCENT = 5;

// By character code: FOREIGN is what no URI holds, which is all but the printable characters of ASCII without \ ^ ` { | } " < >
const KINDS: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[^!#-;=?-[\]_a-z~]/.test(character) ? FOREIGN : Math.max(PLAIN, PLAIN + 1 + '/?#%'.indexOf(character));
});

interface Gathered {
  readonly elements: Gs1Element[];
  readonly found: Gs1Issue[];
  /** Whether any value may hold a percent sequence. */
  readonly isEscaped: boolean;
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

// The key is sought from the right, a pair at a time: what stands before it is the resolver's own path. Gives the slash before it.
function keyPosition(text: string, slashes: readonly number[]): number | undefined {
  let last = slashes.length - 1;
  // An empty last segment is a slash at the end; an odd one out belongs to the resolver's path.
  if (last % 2 === 1 && slashes[last] === (slashes[last - 1] ?? 0) + 1) last--;
  for (let index = last - 2; index >= 0; index -= 2) if (entryBehind(text, slashes, index)?.qualifiers !== undefined) return index;
  return undefined;
}

function entryBehind(text: string, slashes: readonly number[], index: number): AiEntry | undefined {
  const start = (slashes[index] ?? 0) + 1;
  const end = slashes[index + 1] ?? 0;
  return digitAt(text, start) < 0 ? aiEntry(ALIASES.get(text.slice(start, end)) ?? '') : aiEntryBetween(text, start, end);
}

// From the slash before the key on, by pairs of AI and value.
function gatherPath(gathered: Gathered, text: string, slashes: readonly number[], keyAt: number, options: ParseOptions): void {
  const { elements, found } = gathered;
  for (let index = keyAt; index + 2 < slashes.length; index += 2) {
    const entry = entryBehind(text, slashes, index);
    const slash = slashes[index] ?? 0;
    const equals = slashes[index + 1] ?? 0;
    const end = slashes[index + 2] ?? 0;
    if (entry === undefined) {
      const name = text.slice(slash + 1, equals);
      found.push(issue('DL_QUALIFIER_ORDER', { ai: elements[0]?.ai ?? name, value: name }));
      continue;
    }
    if (digitAt(text, slash + 1) < 0) {
      const alias = issue('DL_ALIAS_DEPRECATED', { ai: entry.ai, value: text.slice(slash + 1, equals) });
      found.push(options.mode === 'strict' ? weighed(alias, 'error') : alias);
    }
    gather(gathered, entry, text.slice(equals + 1, end), equals + 1);
  }
}

// A compressed last part, alone or behind a key in the open. A web page's name may look like one: it must unpack to the last bit, into right
// fields with a key; and where it unpacks in two ways, neither is sure.
function gatherCompressed({ elements, found }: Gathered, segments: readonly string[], pathEnd: number): boolean {
  const packed = segments.at(-1) ?? '';
  const span = [pathEnd - packed.length, pathEnd] as const;
  const before = elementBefore(segments, span[0]);
  const readings = (['listed', 'ascending'] as const).flatMap((order) => {
    const fields = decompress(packed, order);
    const reading = fields && elementsOfFields([...before, ...fields.map((field) => ({ ...field, span }))]);
    return reading === undefined ? [] : [reading];
  });
  const [reading, other] = readings;
  if (reading === undefined || (other !== undefined && !isSameFields(reading, other))) return false;
  found.push(issue('DL_COMPRESSED', { value: packed, span }));
  elements.push(...reading);
  return true;
}

type PlacedField = AiValue & Pick<Gs1Element, 'span'>;

// The key in the open, where there is one; `end` is where the packed part begins.
function elementBefore(segments: readonly string[], end: number): readonly PlacedField[] {
  const [name = '', value = ''] = segments.slice(-3, -1);
  const entry = aiEntry(ALIASES.get(name) ?? name);
  return entry?.qualifiers === undefined ? [] : [{ ai: entry.ai, value, span: [end - 1 - value.length, end - 1] }];
}

// Undefined when a field is wrong or none is a key.
function elementsOfFields(fields: readonly PlacedField[]): readonly Gs1Element[] | undefined {
  const elements: Gs1Element[] = [];
  let hasKey = false;
  for (const { ai, value, span } of fields) {
    const entry = aiEntry(ai);
    if (entry === undefined || checkField(entry, value).length > 0) return undefined;
    hasKey ||= entry.qualifiers !== undefined;
    elements.push({ ai, value, title: entry.title, span });
  }
  return hasKey ? elements : undefined;
}

function isSameFields(one: readonly AiValue[], other: readonly AiValue[]): boolean {
  return one.length === other.length && one.every(({ ai, value }) => other.some((field) => field.ai === ai && field.value === value));
}

function gatherQuery(gathered: Gathered, text: string, start: number, end: number): void {
  for (let from = start, to; from < end; from = to + 1) {
    to = endOfParameter(text, from, end);
    // Names of other parameters do not begin with a digit, or are no number.
    if (digitAt(text, from) < 0) continue;
    const equals = before(text.indexOf('=', from), to);
    const entry = aiEntryBetween(text, from, equals);
    if (entry === undefined) {
      const name = text.slice(from, equals);
      if (isNumeric(name)) gathered.found.push(issue('DL_NUMERIC_UNKNOWN_KEY', { value: name }));
      continue;
    }
    const value = text.slice(equals + 1, to);
    // A plus in a query is a space, which no value holds.
    gather(gathered, entry, value.includes('+') ? value.replaceAll('+', ' ') : value, Math.min(equals + 1, to));
  }
}

function endOfParameter(text: string, start: number, end: number): number {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === AMPERSAND || code === SEMICOLON) return index;
  }
  return end;
}

function gather({ elements, found, isEscaped }: Gathered, entry: AiEntry, encoded: string, start: number): void {
  const { ai, title } = entry;
  const span = [start, start + encoded.length] as const;
  if (encoded === '') found.push(issue('DL_EMPTY_VALUE', { ai, span }));
  else if (isEscaped && encoded.includes('%00')) found.push(issue('DL_NULL', { ai, span }));
  else {
    const value = isEscaped ? decoded(encoded) : encoded;
    const wrong = checkField(entry, value, start);
    if (wrong.length > 0) found.push(...wrong.map((finding) => ({ ...finding, span })));
    elements.push({ ai, value, title, span });
  }
}

// Octet by octet: values are of an ASCII character set, and a broken UTF-8 sequence must be a finding, not an exception.
function decoded(encoded: string): string {
  return encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** What fields of a link stand where they may not: behind the key its qualifiers in their order, in the query attributes, each once. */
function placeIssues(elements: readonly Gs1Element[], inPath: number, isUnpacked: boolean): readonly Gs1Issue[] {
  const [key, ...qualifiers] = elements.slice(0, inPath);
  if (key === undefined) return NONE;
  const sequences = aiEntry(key.ai)?.qualifiers ?? [];
  const found: Gs1Issue[] = [];
  if (!isUnpacked && !isInOrder(qualifiers, sequences))
    found.push(issue('DL_QUALIFIER_ORDER', { ai: key.ai, value: qualifiers.map(({ ai }) => ai).join(' ') }));
  elements.slice(inPath).forEach(({ ai }, index) => {
    if (belongsIntoPath(ai, qualifiers, sequences)) found.push(issue('DL_SHOULD_BE_IN_PATH', { ai }));
    else if (aiEntry(ai)?.linkAttribute !== true) found.push(issue('DL_NOT_ATTRIBUTE', { ai }));
    else if (elements.slice(0, inPath + index).some((earlier) => earlier.ai === ai)) found.push(issue('DL_DUPLICATE_AI', { ai }));
  });
  if (found.length === 0 && !isUnpacked) ORDERED.add(elements, inPath);
  return found;
}

/** The AIs of links, with those of the path as their head, that stand in their places. */
const ORDERED = new KnownLists();

function isInOrder(qualifiers: readonly AiValue[], sequences: readonly (readonly string[])[]): boolean {
  return sequences.some((sequence) => {
    const places = qualifiers.map(({ ai }) => sequence.indexOf(ai));
    return places.every((place, index) => place > (places[index - 1] ?? -1));
  });
}

/** Whether an attribute is a qualifier that could stand in the path beside those that do: a lot beside (235) cannot, and is an attribute. */
export function belongsIntoPath(ai: string, qualifiers: readonly AiValue[], sequences: readonly (readonly string[])[]): boolean {
  return sequences.some((sequence) => sequence.includes(ai) && qualifiers.every((qualifier) => sequence.includes(qualifier.ai)));
}
