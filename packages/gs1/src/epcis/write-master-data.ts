import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import type { GcpResolver } from '../spelling/to-epc-urn.ts';
import { spellPlace, spellProduct } from './epc.ts';
import { ATTRIBUTE_PREFIX, LOCATION_ATTRIBUTES, LOCATION_TYPE, PRODUCT_ATTRIBUTES, PRODUCT_TYPE, type MasterData } from './master-data.ts';
import { xml, type XmlNode } from './xml.ts';

/**
 * The EPCISMasterData element of products and locations, as a DSCSA R1.3 document carries it: with EPC URNs where there is a resolver, else with Digital
 * Links. Refuses a company prefix of unknown length.
 */
export function writeMasterData({ products, locations }: MasterData, gcpLength?: GcpResolver): Result<XmlNode> {
  const issues: Gs1Issue[] = [];
  const idOf = (urn: Result<string>): string => {
    if (urn.ok) return urn.value;
    issues.push(...urn.issues);
    return '';
  };
  const productElements = products.map(({ others, ...product }) => {
    const id = idOf(spellProduct(product.gtin, gcpLength));
    return element(id, attributes(product, PRODUCT_ATTRIBUTES, others));
  });
  const locationElements = locations.map(({ others, ...location }) =>
    element(idOf(spellPlace(location, gcpLength)), attributes(location, LOCATION_ATTRIBUTES, others)),
  );
  const list = xml('VocabularyList', [vocabulary(PRODUCT_TYPE, productElements), vocabulary(LOCATION_TYPE, locationElements)]);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: xml('EPCISMasterData', [list]), warnings: [] };
}

function vocabulary(type: string, elements: readonly XmlNode[]): XmlNode | undefined {
  return elements.length === 0 ? undefined : xml('Vocabulary', [xml('VocabularyElementList', elements)], { attributes: { type } });
}

function element(id: string, children: readonly XmlNode[]): XmlNode {
  return xml('VocabularyElement', children, { attributes: { id } });
}

function attributes(
  fields: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): readonly XmlNode[] {
  const own = Object.entries(names).flatMap(([ours, theirs]): [string, string][] => {
    const text = fields[ours];
    return typeof text === 'string' ? [[ATTRIBUTE_PREFIX + theirs, text]] : [];
  });
  return [...own, ...Object.entries(others)].map(([id, text]) => xml('attribute', text, { attributes: { id } }));
}
