import type { PartyGln } from './event.ts';
import type { Gs1Message } from '../ai/message.ts';
import { parseGln } from '../keys/gln.ts';
import { formatSgln, parseSgln, type Sgln } from '../keys/sgln.ts';
import { issue, type IssueCode } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseDigitalLink } from '../spelling/digital-link.ts';
import { fromEpcUrn } from '../spelling/epc-urn.ts';
import { toDigitalLink, unitLink } from '../spelling/to-digital-link.ts';
import { toEpcUrn, type GcpResolver } from '../spelling/to-epc-urn.ts';

/** A GS1 key as a document spells it, read; with the company prefix where the spelling shows it. */
export interface Named<T> {
  readonly key: T;
  readonly gcp?: string;
}

/** The canonical link of one unit, of its EPC URN or its Digital Link. Refuses what names a class or anything else than a unit. */
export function unitOf(text: string): Result<Named<string>> {
  const read = messageOf(text);
  if (!read.ok) return read;
  const { message, gcp } = read.value;
  const isUnit = (message.gtin !== undefined && message.serial !== undefined) || message.sscc !== undefined;
  if (!isUnit) return fail(issue(message.gtin === undefined ? 'EPC_SCHEME' : 'EPC_NOT_INSTANCE', { value: text }));
  return named(unitLink(message), gcp);
}

/** The canonical link of one thing of any key that names single ones: beside units an asset, a document, a service relation, a place ... */
export function instanceOf(text: string): Result<Named<string>> {
  const read = messageOf(text);
  if (!read.ok) return read;
  const { message, gcp } = read.value;
  if (message.sscc !== undefined || (message.gtin !== undefined && message.get('235') === undefined)) return unitOf(text);
  const key = INSTANCE_KEYS.find(({ ai }) => message.get(ai) !== undefined);
  const field = (key && message.get(key.ai)) ?? '';
  if (key === undefined) return fail(issue('EPC_SCHEME', { value: text }));
  if (field.length <= (key.classLength ?? 0) || (key.serial !== undefined && message.get(key.serial) === undefined))
    return fail(issue('EPC_NOT_INSTANCE', { value: text }));
  return named(toDigitalLink(message, { keyOnly: true }), gcp);
}

interface InstanceKey {
  readonly ai: string;
  readonly classLength?: number;
  readonly serial?: string;
}

/** Keys of single things beside packages and containers; where the field or a second one must go on for it to be one thing. */
const INSTANCE_KEYS: readonly InstanceKey[] = [
  { ai: '01', serial: '235' },
  { ai: '8006', serial: '21' },
  { ai: '8010', serial: '8011' },
  { ai: '8003', classLength: 14 },
  { ai: '8004' },
  { ai: '253', classLength: 13 },
  { ai: '255', classLength: 13 },
  { ai: '8018' },
  { ai: '8017' },
  { ai: '401' },
  { ai: '402' },
  { ai: '414' },
  { ai: '417' },
];

/** The canonical link of a class: a product, or a lot of it. */
export function classOf(text: string): Result<Named<string>> {
  const read = messageOf(text);
  if (!read.ok) return read;
  const { message, gcp } = read.value;
  if (message.gtin === undefined || message.serial !== undefined) return fail(issue('EPC_SCHEME', { value: text }));
  return named(toDigitalLink(message, { keyOnly: true }), gcp);
}

/** The GLN, with its extension, of a place or party: SGLN or PGLN URN, Digital Link of (414) or (417), or the bare 13 digits. */
export function placeOf(text: string): Result<Named<Sgln>> {
  if (/^[0-9]{13}$/.test(text)) {
    const gln = parseGln(text);
    return gln.ok ? ok({ key: { gln: gln.value } }) : gln;
  }
  const read = messageOf(text);
  if (!read.ok) return read;
  const { message, gcp } = read.value;
  if (message.gln === undefined) return fail(issue('EPC_SCHEME', { value: text }));
  return named(parseSgln({ gln: message.gln, extension: message.get('254') }), gcp);
}

/** The GLN of a party, and whether it was spelled as one. */
export function partyOf(text: string): Result<Named<PartyGln>> {
  const read = placeOf(text);
  if (!read.ok || !/^urn:epc:id:pgln:|^https?:\/\/.*\/(?:417|party)\//.test(text)) return read;
  return ok({ ...read.value, key: { ...read.value.key, pgln: true } });
}

/** The canonical link of a class of any key that has classes: beside products and their lots, of assets, documents, coupons, components. */
export function anyClassOf(text: string): Result<Named<string>> {
  const read = messageOf(text);
  if (!read.ok) return read;
  const { message, gcp } = read.value;
  const key = INSTANCE_KEYS.find(({ ai }) => message.get(ai) !== undefined);
  if (message.gtin !== undefined || key === undefined) return classOf(text);
  const isClass = key.serial === undefined ? message.get(key.ai)?.length === key.classLength : message.get(key.serial) === undefined;
  return isClass ? named(toDigitalLink(message, { keyOnly: true }), gcp) : fail(issue('EPC_SCHEME', { value: text }));
}

/** The EPC URN of a canonical link, as EPCIS 1.2 writes it. */
export function urnOfLink(link: string, gcpLength: GcpResolver): Result<string> {
  const message = parseDigitalLink(link);
  return message.ok ? toEpcUrn(message.value, gcpLength) : message;
}

/** The SGLN URN of a place or party. */
export function urnOfPlace({ gln, extension }: Sgln, gcpLength: GcpResolver): Result<string> {
  return toEpcUrn([{ ai: '414', value: gln }, ...(extension === undefined ? [] : [{ ai: '254', value: extension }])], gcpLength);
}

/** The Digital Link of a place or party. */
export function linkOfPlace(place: PartyGln): string {
  return place.pgln ? `https://id.gs1.org/417/${place.gln}` : formatSgln(place);
}

/** A place or party as a document spells it: an SGLN or PGLN URN where there is a resolver, else a Digital Link. */
export function spellPlace(place: PartyGln, gcpLength: GcpResolver | undefined): Result<string> {
  if (place.pgln && gcpLength !== undefined) return toEpcUrn([{ ai: '417', value: place.gln }], gcpLength);
  return gcpLength === undefined ? ok(linkOfPlace(place)) : urnOfPlace(place, gcpLength);
}

/** A product likewise: the pattern of all its packages, or its Digital Link. */
export function spellProduct(gtin: string, gcpLength: GcpResolver | undefined): Result<string> {
  const fields = [{ ai: '01', value: gtin }];
  return gcpLength === undefined ? toDigitalLink(fields) : toEpcUrn(fields, gcpLength);
}

/** Why a key was refused: the code of its first issue. */
export function causeOf(result: Result<unknown>): { readonly cause?: IssueCode } {
  const code = result.ok ? undefined : result.issues[0]?.code;
  return code === undefined ? {} : { cause: code };
}

function messageOf(text: string): Result<{ message: Gs1Message; gcp?: string }> {
  if (!text.startsWith('urn:')) {
    const message = parseDigitalLink(text);
    return message.ok ? ok({ message: message.value }) : message;
  }
  const urn = fromEpcUrn(text);
  return urn.ok ? ok({ message: urn.value.message, gcp: urn.value.gcp }) : urn;
}

function named<T>(key: Result<T>, gcp: string | undefined): Result<Named<T>> {
  return key.ok ? ok({ key: key.value, ...(gcp === undefined ? {} : { gcp }) }) : key;
}
