import type { MasterData, ProductMaster } from 'gs1-barcodes/epcis';
import { identityOf } from '../../documents/unit-link.ts';
import type { ProductDetails } from '../../master-data/products.ts';
import type { Findings, Place } from './findings.ts';
import type { Goods } from './check-goods.ts';

/** A GTIN of one of the importer's products: `base` is that of its packages, which lots belong to. */
export interface CatalogueItem {
  readonly gtin: string;
  readonly base: string;
  readonly level: string;
}

/** The importer's products as the file needs them: those registered, and drafts of those that its master data describes. */
export interface Catalogue {
  readonly items: ReadonlyMap<string, CatalogueItem>;
  readonly drafts: readonly { readonly details: ProductDetails; readonly cases: readonly string[] }[];
  /** Case GTINs to add to a product that is registered by its package. */
  readonly cases: readonly { readonly base: string; readonly gtin: string }[];
}

/** Finds a product for every GTIN that is commissioned; the package and the case of one NDC and name are one product. */
export function catalogueOf(registered: readonly CatalogueItem[], { findings, goods, headerAt, masterData }: { goods: Goods; masterData: MasterData; headerAt: Place; findings: Findings }): Catalogue {
  const items = new Map(registered.map((item) => [item.gtin, item]));
  const drafts: { details: ProductDetails; cases: string[] }[] = [];
  const cases: { base: string; gtin: string }[] = [];
  const needed = neededGtins(goods);
  const containers = new Set([...goods.packed.values()].flatMap(({ parent }) => identityOf(parent)?.gtin ?? []));
  for (const group of productGroups(masterData)) {
    const unknown = group.filter(({ gtin }) => !items.has(gtin));
    if (unknown.length === 0 || !unknown.some(({ gtin }) => needed.has(gtin))) continue;
    const known = group.flatMap(({ gtin }) => items.get(gtin) ?? [])[0];
    if (known) {
      for (const { gtin } of unknown) {
        cases.push({ base: known.base, gtin });
        items.set(gtin, { gtin, base: known.base, level: 'case' });
      }
      continue;
    }
    const [lowest, ...others] = [...group].sort((a, b) => rank(a, containers) - rank(b, containers) || (a.gtin < b.gtin ? -1 : 1));
    if (!lowest) continue;
    if (!lowest.name) findings.report('PRODUCT_UNNAMED', headerAt, lowest.gtin);
    for (const field of ['strength', 'dosageForm', 'netContent'] as const) if (!lowest[field]) findings.report('INFORMATION_INCOMPLETE', headerAt, `${field} of ${lowest.gtin}`);
    drafts.push({ details: detailsOf(lowest, others[0]?.gtin ?? null), cases: others.slice(1).map(({ gtin }) => gtin) });
    for (const { gtin } of group) items.set(gtin, { gtin, base: lowest.gtin, level: gtin === lowest.gtin ? 'package' : 'case' });
  }
  for (const [gtin, at] of needed) {
    const item = items.get(gtin);
    if (!item) findings.report('UNKNOWN_GTIN', at, gtin);
    else if (item.level === 'package' && containers.has(gtin)) findings.report('PACKED_INTO_PACKAGE', at, gtin);
  }
  return { items, drafts, cases };
}

/** Packages first: what nothing is packed into, then by indicator digit. */
const rank = ({ gtin }: ProductMaster, containers: ReadonlySet<string>): number => (containers.has(gtin) ? 10 : 0) + Number(gtin[0]);

function neededGtins({ commissioned }: Goods): Map<string, Place> {
  const needed = new Map<string, Place>();
  for (const [link, { index, line, path }] of commissioned) {
    const gtin = identityOf(link)?.gtin;
    if (gtin && !needed.has(gtin)) needed.set(gtin, { index, line, path: `${path}/epcList` });
  }
  return needed;
}

function productGroups({ products }: MasterData): ProductMaster[][] {
  const groups = new Map<string, ProductMaster[]>();
  const seen = new Set<string>();
  for (const product of products) {
    if (seen.has(product.gtin)) continue;
    seen.add(product.gtin);
    const name = [product.ndc ?? product.manufacturer ?? '', product.name ?? '', product.ndc ? '' : (product.strength ?? '')].join('|');
    groups.set(name, [...(groups.get(name) ?? []), product]);
  }
  return [...groups.values()];
}

const detailsOf = ({ dosageForm = '', gtin, manufacturer = '', name = '', ndc, netContent = '', strength = '' }: ProductMaster, caseGtin: string | null): ProductDetails => ({
  name,
  ndc: ndc ?? null,
  strength,
  dosageForm,
  netContent,
  manufacturerName: manufacturer,
  gtin,
  caseGtin,
});
