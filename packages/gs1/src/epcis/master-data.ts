import { parseNdc } from '../keys/ndc.ts';
import type { Gln } from '../keys/gln.ts';
import type { Gtin } from '../keys/gtin.ts';
import { parseDigitalLink } from '../spelling/digital-link.ts';
import { causeOf, classOf, placeOf } from './epc.ts';
import { concludeEpcis, finding, type EpcisIssue, type EpcisResult } from './finding.ts';
import { descendantsOf, type XmlElement } from './xml.ts';

/** The master data of a document: what its products and places are called. */
export interface MasterData {
  readonly products: readonly ProductMaster[];
  readonly locations: readonly LocationMaster[];
}

export interface ProductMaster {
  readonly gtin: Gtin;
  /** As written, with its type code: US_FDA_NDC (R1.3) or FDA_NDC_11 (R1.2). */
  readonly ndc?: string;
  readonly ndcType?: string;
  readonly name?: string;
  readonly manufacturer?: string;
  readonly dosageForm?: string;
  readonly strength?: string;
  readonly netContent?: string;
  readonly companyPrefix?: string;
  /** Attributes of other names, by their full name. */
  readonly others?: Readonly<Record<string, string>>;
}

export interface LocationMaster {
  readonly gln: Gln;
  readonly extension?: string;
  readonly name?: string;
  readonly streetOne?: string;
  readonly streetTwo?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly companyPrefix?: string;
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * Reads every vocabulary below an element: the document's header, its EPCISMasterData, or one Vocabulary.
 * Vocabularies of other types are left aside. An NDC that is none is a warning: it is the partner's data, kept as it is.
 */
export function readMasterData(root: XmlElement): EpcisResult<MasterData> {
  const found: EpcisIssue[] = [];
  const vocabularies = root.name === 'Vocabulary' ? [root] : descendantsOf(root, 'Vocabulary');
  const elements = (type: string) =>
    vocabularies
      .filter(({ attributes }) => attributes['type'] === type)
      .flatMap((vocabulary) => descendantsOf(vocabulary, 'VocabularyElement'));
  const products = elements(PRODUCT_TYPE).flatMap((element) => product(element, found));
  const locations = elements(LOCATION_TYPE).flatMap((element) => location(element, found));
  return concludeEpcis(found, { products, locations });
}

export const PRODUCT_TYPE = 'urn:epcglobal:epcis:vtype:EPCClass';
export const LOCATION_TYPE = 'urn:epcglobal:epcis:vtype:Location';
export const ATTRIBUTE_PREFIX = 'urn:epcglobal:cbv:mda#';

/** Our name of each attribute, and the name that CBV gives it. */
export const PRODUCT_ATTRIBUTES = {
  ndc: 'additionalTradeItemIdentification',
  ndcType: 'additionalTradeItemIdentificationTypeCode',
  name: 'regulatedProductName',
  manufacturer: 'manufacturerOfTradeItemPartyName',
  dosageForm: 'dosageFormType',
  strength: 'strengthDescription',
  netContent: 'netContentDescription',
} as const;

export const LOCATION_ATTRIBUTES = {
  name: 'name',
  streetOne: 'streetAddressOne',
  streetTwo: 'streetAddressTwo',
  city: 'city',
  state: 'state',
  postalCode: 'postalCode',
  country: 'countryCode',
} as const;

function product(element: XmlElement, found: EpcisIssue[]): readonly ProductMaster[] {
  const id = element.attributes['id'] ?? '';
  const read = classOf(id);
  const gtin = read.ok ? gtinOf(read.value.key) : undefined;
  if (!read.ok || gtin === undefined) {
    found.push(finding('PRODUCT_INVALID', element, { value: id, ...causeOf(read) }));
    return [];
  }
  const attributes = named(element, PRODUCT_ATTRIBUTES);
  if (attributes.ndc !== undefined && /NDC/.test(attributes.ndcType ?? '') && !parseNdc(attributes.ndc).ok) {
    found.push(finding('NDC_INVALID', element, { value: attributes.ndc }));
  }
  return [{ gtin, ...attributes, ...prefix(read.value.gcp) }];
}

function location(element: XmlElement, found: EpcisIssue[]): readonly LocationMaster[] {
  const id = element.attributes['id'] ?? '';
  const read = placeOf(id);
  if (!read.ok) {
    found.push(finding('PLACE_INVALID', element, { value: id, ...causeOf(read) }));
    return [];
  }
  return [{ ...read.value.key, ...named(element, LOCATION_ATTRIBUTES), ...prefix(read.value.gcp) }];
}

type Named<Names extends Record<string, string>> = { [Name in keyof Names]?: string } & { others?: Readonly<Record<string, string>> };

function named<Names extends Record<string, string>>(element: XmlElement, names: Names): Named<Names> {
  const ours = new Map(Object.entries(names).map(([name, theirs]) => [theirs, name]));
  const fields: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const { attributes, text } of element.children.filter(({ name }) => name === 'attribute')) {
    const id = attributes['id'] ?? '';
    const name = id.startsWith(ATTRIBUTE_PREFIX) ? ours.get(id.slice(ATTRIBUTE_PREFIX.length)) : undefined;
    if (name === undefined) others[id] = text.trim();
    else fields[name] = text.trim();
  }
  return { ...(fields as { [Name in keyof Names]?: string }), ...(Object.keys(others).length === 0 ? {} : { others }) };
}

function gtinOf(link: string): Gtin | undefined {
  const message = parseDigitalLink(link);
  return message.ok ? message.value.gtin : undefined;
}

function prefix(gcp: string | undefined): { companyPrefix?: string } {
  return gcp === undefined ? {} : { companyPrefix: gcp };
}
