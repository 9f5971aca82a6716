/**
 * The demo's story, told as what people do: it is played through the same road that their forms take, and inserts no rows.
 * Everything in it is fictitious: companies, products, and numbers of a prefix that nobody uses. Days are counted back from the first start.
 */
export interface DemoStage {
  /** Moves the demo's clock to so many days before now, at that hour (UTC). Only forward. */
  day(daysAgo: number, hour: number): void;
  /** An organisation with its sites; the first kind of its list gives the demo its role. */
  organisation(party: DemoParty): Promise<void>;
  product(owner: string, product: DemoProduct): Promise<void>;
  lot(owner: string, lot: { gtin: string; number: string; expiresInDays: number }): Promise<void>;
  /** Commissions packages in cases, on a pallet when asked; gives the barcode texts of what is outermost, and of the packages in each case. */
  commission(owner: string, packing: { lot: string; packages: number; packagesPerCase: number; casesPerPallet?: number }): Promise<{ outermost: string[]; cases: { text: string; packages: string[] }[] }>;
  ship(from: string, to: string, shipment: { units: readonly string[]; purchaseOrder?: string; despatchAdvice?: string; purpose?: 'SALE' | 'RETURN' }): Promise<string>;
  receive(by: string, shipment: string): Promise<void>;
  unpack(by: string, units: readonly string[]): Promise<void>;
  pack(by: string, units: readonly string[]): Promise<string>;
  dispense(by: string, units: readonly string[]): Promise<void>;
  quarantine(by: string, units: readonly string[], reason: string): Promise<void>;
  recall(by: string, recall: { gtin: string; lot: string; class: 'I' | 'II' | 'III'; depth: 'WHOLESALE' | 'RETAIL' | 'CONSUMER'; reason: string; instructions: string; contact: string }): Promise<void>;
}

export interface DemoParty {
  readonly key: string;
  readonly name: string;
  readonly gln: string;
  readonly kind: 'MANUFACTURER' | 'WHOLESALE_DISTRIBUTOR' | 'DISPENSER' | 'REGULATOR';
  readonly prefix: string;
  readonly address: DemoAddress;
  readonly sites: readonly { gln: string; name: string; timeZone: string; address: DemoAddress }[];
  /** Sign-ins, each with what the person does. */
  readonly users: readonly { email: string; name: string; role: 'MANUFACTURER' | 'DISTRIBUTOR' | 'PHARMACIST' | 'REGULATOR' | 'OPERATOR'; told?: boolean }[];
}

export interface DemoAddress {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface DemoProduct {
  readonly name: string;
  readonly ndc: string;
  readonly strength: string;
  readonly dosageForm: string;
  readonly netContent: string;
  readonly gtin: string;
  readonly caseGtin: string;
}

export const DEMO_PASSWORD = 'packtrail-demo';

const at = (street: string, city: string, state: string, postalCode: string): DemoAddress => ({ street, city, state, postalCode, country: 'US' });

export const PARTIES: readonly DemoParty[] = [
  {
    key: 'maker',
    name: 'Halden Pharmaceuticals',
    gln: '0399998000018',
    kind: 'MANUFACTURER',
    prefix: '0399998',
    address: at('40 Orchard Park', 'Princeton', 'NJ', '08540'),
    sites: [{ gln: '0399998000025', name: 'Halden plant and warehouse', timeZone: 'America/New_York', address: at('2 Mill Road', 'Trenton', 'NJ', '08608') }],
    users: [
      { email: 'manufacturer@demo.example', name: 'Serialisation desk', role: 'MANUFACTURER', told: true },
      { email: 'quality@demo.example', name: 'Quality desk', role: 'MANUFACTURER', told: true },
    ],
  },
  {
    key: 'meridian',
    name: 'Meridian Drug Distribution',
    gln: '0399997000019',
    kind: 'WHOLESALE_DISTRIBUTOR',
    prefix: '0399997',
    address: at('900 Commerce Way', 'Louisville', 'KY', '40218'),
    sites: [{ gln: '0399997000026', name: 'Meridian, Louisville centre', timeZone: 'America/Kentucky/Louisville', address: at('136 Depot Street', 'Louisville', 'KY', '40210') }],
    users: [{ email: 'distributor@demo.example', name: 'Inbound desk', role: 'DISTRIBUTOR', told: true }],
  },
  {
    key: 'cascade',
    name: 'Cascade Wholesale',
    gln: '0399996000010',
    kind: 'WHOLESALE_DISTRIBUTOR',
    prefix: '0399996',
    address: at('18 Ferry Landing', 'Portland', 'OR', '97209'),
    sites: [{ gln: '0399996000027', name: 'Cascade, Portland centre', timeZone: 'America/Los_Angeles', address: at('20 Ferry Landing', 'Portland', 'OR', '97209') }],
    users: [{ email: 'cascade@demo.example', name: 'Warehouse desk', role: 'DISTRIBUTOR' }],
  },
  {
    key: 'northside',
    name: 'Northside Pharmacy',
    gln: '0399995000011',
    kind: 'DISPENSER',
    prefix: '0399995',
    address: at('511 Lake Street', 'Chicago', 'IL', '60601'),
    sites: [{ gln: '0399995000028', name: 'Northside, main counter', timeZone: 'America/Chicago', address: at('511 Lake Street', 'Chicago', 'IL', '60601') }],
    users: [
      { email: 'pharmacist@demo.example', name: 'Counter pharmacist', role: 'PHARMACIST', told: true },
      { email: 'pharmacist2@demo.example', name: 'Second pharmacist', role: 'PHARMACIST', told: true },
    ],
  },
  {
    key: 'riverbend',
    name: 'Riverbend Pharmacy',
    gln: '0399994000012',
    kind: 'DISPENSER',
    prefix: '0399994',
    address: at('7 Bridge Street', 'Nashville', 'TN', '37201'),
    sites: [{ gln: '0399994000029', name: 'Riverbend, counter', timeZone: 'America/Chicago', address: at('7 Bridge Street', 'Nashville', 'TN', '37201') }],
    users: [{ email: 'riverbend@demo.example', name: 'Counter pharmacist', role: 'PHARMACIST' }],
  },
  {
    key: 'harborview',
    name: 'Harborview Pharmacy',
    gln: '0399993000013',
    kind: 'DISPENSER',
    prefix: '0399993',
    address: at('33 Pier Avenue', 'Seattle', 'WA', '98101'),
    sites: [{ gln: '0399993000020', name: 'Harborview, counter', timeZone: 'America/Los_Angeles', address: at('33 Pier Avenue', 'Seattle', 'WA', '98101') }],
    users: [{ email: 'harborview@demo.example', name: 'Counter pharmacist', role: 'PHARMACIST' }],
  },
  {
    key: 'authority',
    name: 'Office of Medicines Tracing',
    gln: '0399992000014',
    kind: 'REGULATOR',
    prefix: '0399992',
    address: at('1 Assembly Square', 'Washington', 'DC', '20001'),
    sites: [{ gln: '0399992000021', name: 'Tracing office', timeZone: 'America/New_York', address: at('1 Assembly Square', 'Washington', 'DC', '20001') }],
    users: [
      { email: 'regulator@demo.example', name: 'Duty officer', role: 'REGULATOR', told: true },
      { email: 'regulator2@demo.example', name: 'Second officer', role: 'REGULATOR', told: true },
      { email: 'operator@demo.example', name: 'Node operator', role: 'OPERATOR', told: true },
    ],
  },
];

const CORVANTA: DemoProduct = { name: 'Corvanta', ndc: '99998-101-30', strength: '10 mg', dosageForm: 'TABLET, FILM COATED', netContent: '30 tablets', gtin: '00399998101302', caseGtin: '20399998101306' };
const LUMIREX: DemoProduct = { name: 'Lumirex', ndc: '99998-205-60', strength: '250 mg', dosageForm: 'CAPSULE', netContent: '60 capsules', gtin: '00399998205604', caseGtin: '20399998205608' };
const OSTEVIA: DemoProduct = { name: 'Ostevia', ndc: '99998-330-04', strength: '70 mg', dosageForm: 'TABLET', netContent: '4 tablets', gtin: '00399998330047', caseGtin: '20399998330041' };

/** Plays sixty days: lots at every stage, one package dispensed, one recall, one shipment on its way. */
export async function playDemo(stage: DemoStage): Promise<void> {
  stage.day(60, 8);
  for (const party of PARTIES) await stage.organisation(party);
  for (const product of [CORVANTA, LUMIREX, OSTEVIA]) await stage.product('maker', product);

  // A lot on its whole road: pallet to the wholesaler, cases to two pharmacies, packages to patients.
  stage.day(58, 9);
  await stage.lot('maker', { gtin: CORVANTA.gtin, number: 'CV2401', expiresInDays: 540 });
  const corvanta = await stage.commission('maker', { lot: 'CV2401', packages: 240, packagesPerCase: 24, casesPerPallet: 10 });
  stage.day(55, 14);
  const first = await stage.ship('maker', 'meridian', { units: corvanta.outermost, purchaseOrder: 'MD-40017', despatchAdvice: 'HP-7001' });
  stage.day(53, 13);
  await stage.receive('meridian', first);
  stage.day(40, 15);
  const cases = corvanta.cases.map(({ text }) => text);
  await stage.unpack('meridian', cases.slice(0, 4));
  const toNorthside = await stage.ship('meridian', 'northside', { units: cases.slice(0, 2), purchaseOrder: 'NS-2201', despatchAdvice: 'MD-9101' });
  const toRiverbend = await stage.ship('meridian', 'riverbend', { units: cases.slice(2, 4), purchaseOrder: 'RB-0912', despatchAdvice: 'MD-9102' });
  stage.day(39, 16);
  await stage.receive('northside', toNorthside);
  await stage.receive('riverbend', toRiverbend);

  // A lot that will be recalled while it is in four places.
  stage.day(36, 9);
  await stage.lot('maker', { gtin: LUMIREX.gtin, number: 'LX1107', expiresInDays: 420 });
  const lumirex = await stage.commission('maker', { lot: 'LX1107', packages: 120, packagesPerCase: 12 });
  const boxes = lumirex.cases.map(({ text }) => text);
  const toMeridian = await stage.ship('maker', 'meridian', { units: boxes.slice(0, 6), purchaseOrder: 'MD-40044', despatchAdvice: 'HP-7014' });
  const toCascade = await stage.ship('maker', 'cascade', { units: boxes.slice(6, 9), purchaseOrder: 'CW-1180', despatchAdvice: 'HP-7015' });
  stage.day(34, 15);
  await stage.receive('meridian', toMeridian);
  await stage.receive('cascade', toCascade);
  stage.day(30, 15);
  const lumirexNorth = await stage.ship('meridian', 'northside', { units: boxes.slice(0, 2), purchaseOrder: 'NS-2230', despatchAdvice: 'MD-9188' });
  const lumirexHarbor = await stage.ship('cascade', 'harborview', { units: boxes.slice(6, 8), purchaseOrder: 'HV-3301', despatchAdvice: 'CW-5510' });
  stage.day(28, 17);
  await stage.receive('northside', lumirexNorth);
  await stage.receive('harborview', lumirexHarbor);
  stage.day(20, 17);
  await stage.dispense('northside', lumirex.cases[0]?.packages.slice(0, 3) ?? []);
  await stage.dispense('harborview', lumirex.cases[6]?.packages.slice(0, 1) ?? []);

  // A short-dated lot: what is left of it has expired since.
  stage.day(18, 10);
  await stage.lot('maker', { gtin: OSTEVIA.gtin, number: 'OS2209', expiresInDays: 12 });
  const ostevia = await stage.commission('maker', { lot: 'OS2209', packages: 24, packagesPerCase: 12 });
  const short = await stage.ship('maker', 'northside', { units: ostevia.outermost.slice(0, 1), purchaseOrder: 'NS-2237', despatchAdvice: 'HP-7020' });
  stage.day(16, 16);
  await stage.receive('northside', short);

  // Daily work at the counter.
  stage.day(12, 15);
  await stage.dispense('northside', corvanta.cases[0]?.packages.slice(0, 1) ?? []);
  stage.day(9, 16);
  await stage.quarantine('northside', corvanta.cases[0]?.packages.slice(1, 2) ?? [], 'Carton crushed at one corner; waiting for the wholesaler’s answer.');

  stage.day(6, 14);
  const late = await stage.ship('meridian', 'riverbend', { units: boxes.slice(2, 3), purchaseOrder: 'RB-0933', despatchAdvice: 'MD-9240' });
  stage.day(5, 13);
  await stage.recall('maker', {
    gtin: LUMIREX.gtin,
    lot: 'LX1107',
    class: 'II',
    depth: 'RETAIL',
    reason: 'Dissolution below specification at the 18-month stability point.',
    instructions: 'Stop dispensing. Put every package of the lot into quarantine and return it to your supplier; patients need not be called back.',
    contact: 'recall@halden.example, +1 555 0100',
  });
  stage.day(4, 16);
  await stage.receive('riverbend', late);

  // A lot just made, and goods on their way today.
  stage.day(2, 9);
  await stage.lot('maker', { gtin: OSTEVIA.gtin, number: 'OS3301', expiresInDays: 700 });
  await stage.commission('maker', { lot: 'OS3301', packages: 96, packagesPerCase: 12, casesPerPallet: 4 });
  stage.day(1, 15);
  const tote = await stage.pack('meridian', [...(corvanta.cases[4]?.packages.slice(0, 5) ?? [])]);
  await stage.unpack('meridian', cases.slice(5, 6));
  await stage.ship('meridian', 'northside', { units: [tote, cases[5] as string], purchaseOrder: 'NS-2251', despatchAdvice: 'MD-9302' });
}
