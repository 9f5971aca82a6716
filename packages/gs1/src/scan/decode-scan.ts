import { elementOf, Gs1Message, type Gs1Element } from '../ai/message.ts';
import { issue, type Gs1Issue } from '../issues.ts';
import { hasCheckDigit } from '../keys/check-digit.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseDigitalLink } from '../spelling/digital-link.ts';
import { fromEpcUrn } from '../spelling/epc-urn.ts';
import { toBracketed } from '../spelling/render.ts';
import { readAsSent } from './as-sent.ts';
import { parseBracketed } from './bracketed.ts';
import { capsLockReading } from './caps-lock.ts';
import { GS, parseElementString, type ParseOptions } from './element-string.ts';
import { replaceByProfile, stripFraming, type Framed, type ScannerProfile } from './framing.ts';
import { otherReadings } from './lost-separator.ts';
import { readNumber } from './number.ts';
import { isFormat06, parsePpnMessage } from './ppn-message.ts';
import type { Repair } from './repair.ts';
import type { Scan, ScanBase } from './scan.ts';
import { readSeparators } from './separators.ts';
import { aimIdentifier, carriageOf, unswappedAim } from './symbology.ts';

export interface ScanOptions extends ParseOptions {
  readonly profile?: ScannerProfile;
  /** The symbology identifier, when the decoder gives it apart from the text. */
  readonly symbology?: string;
}

/**
 * Reads whatever a scanner or a keyboard wedge sent: element strings with their symbology identifier or without, bracketed text,
 * Digital Links, EPC URNs, EAN and UPC numbers. It is never silently wrong: what was repaired is listed, what may be read in another
 * way is warned of and given as candidates, and what cannot be read for sure is refused. Bytes are taken as ISO 8859-1.
 */
export function decodeScan(raw: string | Uint8Array, options: ScanOptions = {}): Result<Scan> {
  const given = typeof raw === 'string' ? raw : latin1(raw);
  const asSent = options.profile === undefined && options.symbology === undefined ? readAsSent(given, options) : undefined;
  return asSent ?? examine(given, options);
}

function examine(given: string, options: ScanOptions): Result<Scan> {
  if (given.length > LENGTH_MAX) return fail(issue('TOO_LONG'));
  const framed = stripFraming(given, options.profile);
  const framing = framed.repairs.find(({ code }) => code === 'FRAMING_STRIPPED');
  if (framed.text === '') return fail(issue('EMPTY'));
  if (options.mode === 'strict' && framing !== undefined) return fail(issue('CONTROL_CHAR', { span: framing.span, value: framing.from }));
  const inText = options.symbology === undefined ? aimIdentifier(framed.text) : undefined;
  const aim = options.symbology ?? inText;
  const behind = inText === undefined ? framed : behindIdentifier(framed, inText.length);
  const body = options.profile?.separator === undefined ? behind : replaceByProfile(behind, options.profile.separator, GS);
  const swappedAim = aim === undefined ? undefined : unswappedAim(aim);
  const scan = { body, options, swappedAim, base: { ...(aim === undefined ? {} : { aim }), repairs: body.repairs, candidates: [] } };
  if (body.text === '') return fail(issue('EMPTY'));
  if (isFormat06(body.text)) return readPpn(scan);
  if (aim === undefined) return readUnmarked(scan);
  switch (swappedAim === undefined ? carriageOf(aim) : 'element-string') {
    case 'element-string':
      return readElementString(scan);
    case 'plain-or-link':
      return /^https?:/i.test(body.text) ? readLink(scan) : readPlain(scan);
    case 'plain':
      return readPlain(scan);
    case 'ean-upc':
      return readNumber(body.text, [8, 12, 13], { ...scan.base, kind: 'ean-upc' });
    case 'itf14':
      return readNumber(body.text, [14], { ...scan.base, kind: 'itf14' });
    case 'unsupported':
      return fail(issue('AIM_UNSUPPORTED', { value: aim, params: { aim } }));
  }
}

interface Reading {
  readonly body: Framed;
  readonly options: ScanOptions;
  readonly swappedAim: string | undefined;
  readonly base: ScanBase;
}

const LENGTH_MAX = 8000;

function readUnmarked(reading: Reading): Result<Scan> {
  const { body, options, base } = reading;
  const { text } = body;
  if (/^https?:\/\//i.test(text)) return readLink(reading);
  if (/^urn:epc:/.test(text)) {
    const urn = fromEpcUrn(text);
    return urn.ok ? ok({ ...base, kind: 'gs1', syntax: 'epc-urn', message: urn.value.message }, urn.warnings) : urn;
  }
  if (/^\([0-9]/.test(text)) {
    const message = parseBracketed(text, options);
    return message.ok ? ok({ ...base, kind: 'gs1', syntax: 'bracketed', message: message.value }, message.warnings) : message;
  }
  if (/^(?:[0-9]{8}|[0-9]{12,14})$/.test(text)) {
    // Digits alone may also be a bare field, such as a serial: when they read as one, that is a candidate, and said.
    const field = parseElementString(text, options);
    const candidates = field.ok ? [field.value] : [];
    return readNumber(text, [8, 12, 13, 14], { ...base, candidates, kind: 'ean-upc' });
  }
  if (/^[0-9]{18}$/.test(text) && hasCheckDigit(text)) {
    // An SSCC without its (00): no element string of 18 digits begins with a key.
    const field = parseElementString(text, options);
    const message = new Gs1Message([placed(elementOf('00', text, 0), body)], options.referenceYear);
    return ok({ ...base, kind: 'gs1', syntax: 'digits', message, candidates: field.ok ? [field.value] : [] });
  }
  const scan = readElementString(reading);
  // What does not even begin as an element string is no broken one.
  return scan.ok || looksLikeElements(text) ? scan : fail(issue('NOT_GS1', { value: text }), ...scan.issues);
}

function looksLikeElements(text: string): boolean {
  return /^[^0-9A-Za-z]?[0-9]{2}/.test(text);
}

function readLink({ body, options, base }: Reading): Result<Scan> {
  const message = parseDigitalLink(body.text, options);
  if (message.ok) {
    const { elements, referenceYear } = message.value;
    const inPlace = new Gs1Message(
      elements.map((element) => placed(element, body)),
      referenceYear,
    );
    return ok({ ...base, kind: 'gs1', syntax: 'digital-link', message: inPlace }, message.warnings);
  }
  const noLink = message.issues.every(({ code }) => code === 'DL_NO_KEY');
  return noLink ? ok({ ...base, kind: 'plain', text: body.text }) : message;
}

function readPpn({ body, options, base }: Reading): Result<Scan> {
  const read = parsePpnMessage(body.text, options.referenceYear);
  return read.ok ? ok({ ...base, kind: 'plain', text: body.text, ppn: read.value }) : read;
}

function readPlain({ body, base }: Reading): Result<Scan> {
  return ok({ ...base, kind: 'plain', text: body.text }, [issue('PLAIN_SYMBOL')]);
}

function readElementString({ body, options, base, swappedAim }: Reading): Result<Scan> {
  const reading = readSeparators(body, options);
  const place = (found: readonly Gs1Issue[]) => found.map((one) => placed(one, body));
  const tolerant = options.mode !== 'strict';
  const lost = tolerant ? otherReadings(reading.text, options) : [];
  const lostIssue = lost[0] && lostSeparator(lost, reading.result.ok ? reading.result.value : undefined);
  if (!reading.result.ok) {
    const [first = issue('NOT_GS1'), ...more] = place(reading.result.issues);
    return fail(first, ...more, ...(lostIssue ? [lostIssue] : []));
  }
  const message = new Gs1Message(
    reading.result.value.elements.map((element) => placed(element, body)),
    options.referenceYear,
  );
  const swapped = capsLockReading(reading.text, swappedAim !== undefined, options);
  const warnings = [
    ...place(reading.result.warnings),
    ...(lostIssue ? [lostIssue] : []),
    ...(swapped ? [issue('CASE_SWAPPED', { candidates: [toBracketed(swapped)] })] : []),
  ];
  const dropped = warnings
    .filter(({ code }) => code === 'FNC1_MISPLACED')
    .map(({ span = [0, 0] }): Repair => ({ code: 'FNC1_DROPPED', span, from: GS, to: '' }));
  const repairs = [...base.repairs, ...reading.repairs, ...dropped];
  const candidates = [...reading.candidates, ...lost, ...(swapped ? [swapped] : [])];
  return ok({ ...base, kind: 'gs1', syntax: 'element-string', message, repairs, candidates }, warnings);
}

function lostSeparator(readings: readonly Gs1Message[], literal: Gs1Message | undefined): Gs1Issue {
  // The field that is shorter in the best other reading is the one that lost its end.
  const best = readings[0]?.elements ?? [];
  const ai = best.find((element, index) => literal?.elements[index]?.value !== element.value)?.ai ?? best[0]?.ai ?? '';
  return issue('SEPARATOR_LOST_SUSPECTED', { ai, candidates: readings.map(toBracketed) });
}

function behindIdentifier(framed: Framed, length: number): Framed {
  return { ...framed, text: framed.text.slice(length), origin: (index) => framed.origin(index + length) };
}

function placed<T extends Pick<Gs1Element | Gs1Issue, 'span'>>(one: T, body: Framed): T {
  if (one.span === undefined) return one;
  const [start, end] = one.span;
  return { ...one, span: [body.origin(start), end > start ? body.origin(end - 1) + 1 : body.origin(start)] };
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
