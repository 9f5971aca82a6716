import { readFileSync } from 'node:fs';

const FILE = new URL('../golden/direct-sale-r13.xml', import.meta.url);

/** Golden Pharma's file, as another seller would write it to another buyer: prefix and locations (seven digits of prefix, five of location) and the NDC. */
const PARTIES: readonly [string, string][] = [
  ['0361414.', '0399998.'],
  ['61414-567-89', '99998-567-89'],
  ['361414000025', '399998000025'],
  ['0614141.00017.', '0399997.00001.'],
  ['0614141.00018.', '0399997.00002.'],
  ['Golden Pharma', 'Halden Pharmaceuticals'],
  ['Amber Wholesale', 'Meridian Drug Distribution'],
];

/** The golden EPCIS file between two of the demo: Halden Pharmaceuticals sells 12 packages in 3 cases on 1 pallet to Meridian Drug Distribution. */
export function demoSaleFile(): string {
  return PARTIES.reduce((xml, [from, to]) => xml.replaceAll(from, to), readFileSync(FILE, 'utf8'));
}
