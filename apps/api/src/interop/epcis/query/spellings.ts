import { anyClassOf, canonicalUri, cbvWord, instanceOf, linkOfPlace, type Named, placeOf } from 'gs1-barcodes/epcis';
import { instantIn, numberIn } from '../../../documents/event-terms.ts';
import { badParameter } from '../problem.ts';

// How values of parameters are spelled: keys as EPC URN or Digital Link, words of CBV bare, as URN or as web URI.

/** What a URI of a unit or a class asks for: one link, all instances of one class, or all links of a shape. */
export type LinkPattern = { readonly link: string } | { readonly ofClass: string } | { readonly shape: string };

const isUri = (text: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text);
const isGs1 = (text: string): boolean => /^urn:epc:|^https?:\/\/id\.gs1\.org\//.test(text);

type Read = { readonly ok: boolean; readonly value?: Named<unknown>; readonly issues?: readonly { readonly message: string }[] };

/** A URI of no GS1 key names nothing that an event here can hold, which is an answer; a misspelled GS1 key is a mistake. */
function foreign(parameter: string, text: string, read: Read): string {
  if (isUri(text) && !isGs1(text)) return text;
  throw badParameter(parameter, `${text} is no EPC URN or GS1 Digital Link (${read.issues?.[0]?.message ?? 'it is no URI'}).`);
}

/** A unit, or a pattern of units (EPC TDS 8: `urn:epc:idpat:sgtin:0614141.112345.*`). */
export function unitPattern(parameter: string, text: string): LinkPattern {
  if (!text.startsWith('urn:epc:idpat:')) {
    const read = instanceOf(text);
    return { link: read.ok ? read.value.key : foreign(parameter, text, read) };
  }
  if (!text.includes('*')) return unitPattern(parameter, text.replace('urn:epc:idpat:', 'urn:epc:id:'));
  const ofClass = classLinkOf(text);
  if (ofClass !== undefined) return { ofClass };
  return { shape: shapeOf(parameter, text) };
}

/** A class, or a pattern of classes: `urn:epc:idpat:sgtin:0614141.112345.*` is the product itself, `urn:epc:class:lgtin:0614141.112345.*` all its lots. */
export function classPattern(parameter: string, text: string): LinkPattern {
  const lots = /^urn:epc:(?:class|idpat):lgtin:(.*)\.\*$/.exec(text)?.[1];
  if (lots !== undefined) {
    const product = classLinkOf(`urn:epc:idpat:sgtin:${lots}.*`);
    return { shape: product === undefined ? shapeOf(parameter, text) : `^${product}/10/` };
  }
  if (text.startsWith('urn:epc:idpat:') && /\*\.\*/.test(text)) return { shape: shapeOf(parameter, text).replace(/(?:\/21\/|\.\+)$/, '') + '$' };
  const read = anyClassOf(text);
  return { link: read.ok ? read.value.key : foreign(parameter, text, read) };
}

const classLinkOf = (pattern: string): string | undefined => {
  const read = anyClassOf(pattern);
  return read.ok ? read.value.key : undefined;
};

/** What a scheme's canonical link looks like: its AI, digits before the company prefix, digits of the key behind AI, what follows. */
const SHAPES: Readonly<Record<string, { readonly ai: string; readonly before: string; readonly digits: number; readonly after: string; readonly parts: number }>> = {
  sgtin: { ai: '01', before: '[0-9]', digits: 14, after: '/21/', parts: 3 },
  lgtin: { ai: '01', before: '[0-9]', digits: 14, after: '/10/', parts: 3 },
  sscc: { ai: '00', before: '[0-9]', digits: 18, after: '$', parts: 2 },
  grai: { ai: '8003', before: '0', digits: 14, after: '.+', parts: 3 },
  giai: { ai: '8004', before: '', digits: 0, after: '.+', parts: 2 },
  gdti: { ai: '253', before: '', digits: 13, after: '.+', parts: 3 },
  sgcn: { ai: '255', before: '', digits: 13, after: '.+', parts: 3 },
  gsrn: { ai: '8018', before: '', digits: 18, after: '$', parts: 2 },
  gsrnp: { ai: '8017', before: '', digits: 18, after: '$', parts: 2 },
};

/** The expression of all links of a company prefix in a scheme, or of the whole scheme. */
function shapeOf(parameter: string, text: string): string {
  const [, scheme = '', body = ''] = /^urn:epc:(?:idpat|class):([a-z]+):(.*)$/.exec(text) ?? [];
  const shape = Object.hasOwn(SHAPES, scheme) ? SHAPES[scheme] : undefined;
  const [company = '', ...rest] = body.split('.');
  const whole = shape !== undefined && rest.length === shape.parts - 1 && rest.every((part) => part === '*') && (company === '*' || /^[0-9]{6,12}$/.test(company));
  if (!whole) throw badParameter(parameter, `${text} is no pattern of EPCs: from the right, every part may be *.`);
  const fixed = company === '*' ? '' : company;
  const free = shape.digits === 0 ? '' : `[0-9]{${shape.digits - fixed.length - (shape.before === '' ? 0 : 1)}}`;
  return `^https://id\\.gs1\\.org/${shape.ai}/${shape.before}${fixed}${free}${shape.after}`;
}

/** A place: the link that events hold, and its GLN. */
export function placeText(parameter: string, text: string): { link: string; gln: string; extension?: string } {
  const read = placeOf(text);
  if (!read.ok) return { link: foreign(parameter, text, read), gln: '' };
  return { ...read.value.key, link: linkOfPlace({ ...read.value.key }) };
}

export function word(vocabulary: Parameters<typeof cbvWord>[0]) {
  return (parameter: string, text: string): string => {
    const found = cbvWord(vocabulary, text);
    if (found === undefined) throw badParameter(parameter, `${text} is no word of the Core Business Vocabulary 2.0, and no URI of another.`);
    return found;
  };
}

/** An instant as PostgreSQL takes it. A plus that was sent bare arrives as a blank. */
export function instant(parameter: string, text: string): string {
  const time = text.replace(/ (?=\d{2}:\d{2}$)/, '+');
  if (instantIn(time) === undefined || time.startsWith('0000-')) throw badParameter(parameter, `${text} is no date and time with its zone, such as 2026-05-01T09:00:00Z.`);
  return time;
}

export function number(parameter: string, text: string): number {
  const found = numberIn(text);
  if (found === undefined) throw badParameter(parameter, `${text} is no number.`);
  return found;
}

export function truth(parameter: string, text: string): boolean {
  if (!/^(?:true|false|)$/.test(text)) throw badParameter(parameter, `${text} is neither true nor false.`);
  return text !== 'false';
}

export const uri = (_parameter: string, text: string): string => canonicalUri(text);
