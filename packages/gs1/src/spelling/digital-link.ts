import { checkField } from '../ai/field.ts';
import { aiEntry, type AiEntry } from '../ai/lookup.ts';
import { elementOf, Gs1Message, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { issue, weighed, type Gs1Issue } from '../issues.ts';
import { conclude, fail, type Result } from '../result.ts';
import type { ParseOptions } from '../scan/element-string.ts';

/**
 * Reads an uncompressed GS1 Digital Link (GS1 Digital Link URI Syntax 1.4): a key and its qualifiers in the path, attributes in the query.
 * Other query parameters are left aside. Spans are those of the percent-encoded values.
 */
export function parseDigitalLink(text: string, options: ParseOptions = {}): Result<Gs1Message> {
  const match = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is.exec(text);
  if (match === null) return fail(issue('DL_SCHEME', { value: text }));
  const [, scheme = '', domain = '', path = '', query = ''] = match;
  if (!/^[A-Za-z0-9._~-]+(?::[0-9]{1,5})?$/.test(domain)) return fail(issue('DL_DOMAIN', { value: domain }));
  if (/[^!-~]|[\\^`{|}"<>]/.test(text) || /%(?![0-9A-Fa-f]{2})/.test(path + query)) return fail(issue('DL_CHARS', { value: text }));
  const pathStart = scheme.length + 3 + domain.length;
  const segments = segmentsOf(path, '/', pathStart);
  const keyIndex = keyPosition(segments);
  if (keyIndex === undefined) return fail(issue('DL_NO_KEY', { value: text }));
  const inPath = pairs(segments.slice(keyIndex), options);
  const inQuery =
    query === '' ? { elements: [], found: [] } : attributes(segmentsOf(query, /[&;]/, pathStart + path.length + 1), inPath.elements);
  const elements = [...inPath.elements, ...inQuery.elements];
  const found = [...inPath.found, ...inQuery.found, ...qualifierIssues(inPath.elements), ...checkAssociations(elements, options)];
  return conclude(found, () => new Gs1Message(elements, options.referenceYear));
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
const ALIASES: Readonly<Record<string, string>> = {
  ...{ gtin: '01', itip: '8006', cpid: '8010', gln: '414', party: '417', gsrnp: '8017', gsrn: '8018', gcn: '255', sscc: '00', gdti: '253' },
  ...{ ginc: '401', gsin: '402', grai: '8003', giai: '8004', payTo: '415', gmn: '8013' },
  ...{ cpv: '22', lot: '10', ser: '21', cpsn: '8011', glnx: '254', refno: '8020', srin: '8019' },
};

function segmentsOf(text: string, separator: string | RegExp, start: number): readonly Segment[] {
  let position = start;
  return text.split(separator).map((part) => {
    const segment = { text: part, start: position };
    position += part.length + 1;
    return segment;
  });
}

// The key is sought from the right, a pair at a time: what stands before it is the resolver's own path.
function keyPosition(segments: readonly Segment[]): number | undefined {
  const last = segments.at(-1)?.text === '' && segments.length % 2 === 0 ? segments.length - 1 : segments.length;
  for (let index = last - 2; index >= 0; index -= 2) {
    const ai = aiOf(segments[index]?.text ?? '');
    if (ai !== undefined && aiEntry(ai)?.qualifiers !== undefined) return index;
  }
  return undefined;
}

function aiOf(segment: string): string | undefined {
  return ALIASES[segment] ?? (aiEntry(segment) === undefined ? undefined : segment);
}

function pairs(segments: readonly Segment[], options: ParseOptions): Gathered {
  const elements: Gs1Element[] = [];
  const found: Gs1Issue[] = [];
  for (let index = 0; index + 1 < segments.length; index += 2) {
    const [name, value] = [segments[index], segments[index + 1]];
    if (name === undefined || value === undefined) break;
    const ai = aiOf(name.text);
    const entry = ai === undefined ? undefined : aiEntry(ai);
    if (entry === undefined) {
      found.push(issue('DL_QUALIFIER_ORDER', { ai: elements[0]?.ai ?? name.text, value: name.text }));
      continue;
    }
    if (name.text !== entry.ai) {
      const alias = issue('DL_ALIAS_DEPRECATED', { ai: entry.ai, value: name.text });
      found.push(options.mode === 'strict' ? weighed(alias, 'error') : alias);
    }
    gather({ elements, found }, entry, value.text, value.start);
  }
  return { elements, found };
}

function attributes(parameters: readonly Segment[], inPath: readonly Gs1Element[]): Gathered {
  const gathered: Gathered = { elements: [], found: [] };
  const key = aiEntry(inPath[0]?.ai ?? '');
  for (const { text, start } of parameters) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (!/^[0-9]+$/.test(name)) continue;
    const entry = aiEntry(name);
    const value = equals < 0 ? '' : text.slice(equals + 1).replaceAll('+', ' ');
    if (entry === undefined) gathered.found.push(issue('DL_NUMERIC_UNKNOWN_KEY', { value: name }));
    else if (key?.qualifiers?.flat().includes(name)) gathered.found.push(issue('DL_SHOULD_BE_IN_PATH', { ai: name }));
    else if (!entry.linkAttribute) gathered.found.push(issue('DL_NOT_ATTRIBUTE', { ai: name }));
    else if ([...inPath, ...gathered.elements].some(({ ai }) => ai === name)) gathered.found.push(issue('DL_DUPLICATE_AI', { ai: name }));
    else gather(gathered, entry, value, start + equals + 1);
  }
  return gathered;
}

function gather({ elements, found }: Gathered, entry: AiEntry, encoded: string, start: number): void {
  const { ai } = entry;
  if (encoded === '') found.push(issue('DL_EMPTY_VALUE', { ai, span: [start, start] }));
  else if (/%00/.test(encoded)) found.push(issue('DL_NULL', { ai, span: [start, start + encoded.length] }));
  else {
    // Octet by octet: values are of an ASCII character set, and a broken UTF-8 sequence must be a finding, not an exception.
    const value = encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    const span = [start, start + encoded.length] as const;
    found.push(...checkField(entry, value, start).map((finding) => ({ ...finding, span })));
    elements.push({ ...elementOf(ai, value, start), span });
  }
}

function qualifierIssues([key, ...qualifiers]: readonly Gs1Element[]): readonly Gs1Issue[] {
  const names = qualifiers.map(({ ai }) => ai);
  if (key === undefined || names.length === 0) return [];
  const fits = aiEntry(key.ai)?.qualifiers?.some((sequence) => {
    const places = names.map((name) => sequence.indexOf(name));
    return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
  });
  return fits ? [] : [issue('DL_QUALIFIER_ORDER', { ai: key.ai, value: names.join(' ') })];
}
