/** One scheme of EPC URNs: how its parts stand for the fields of a message (EPC Tag Data Standard, 6 to 8). */
export interface Scheme {
  readonly id: EpcScheme;
  readonly kind: 'id' | 'class' | 'idpat';
  readonly name: string;
  /** The AI of the key. */
  readonly ai: string;
  /** Digits of company prefix and reference together, without the check digit; absent where the reference is text behind the prefix. */
  readonly digits?: number;
  /** The first digit of the key stands behind the company prefix. */
  readonly indicator?: boolean;
  /** Digits that stand before the key in its field and not in the URN. */
  readonly lead?: string;
  /** Two parts of two digits behind the reference: piece and total. */
  readonly pieces?: boolean;
  /** The AI of the last part; `same` when it stands behind the key in the same field; `*` in a pattern, for any. */
  readonly serial?: string;
  /** The last part "0" stands for none. */
  readonly zeroIsNone?: boolean;
}

export type EpcScheme =
  | 'sgtin'
  | 'upui'
  | 'lgtin'
  | 'idpat:sgtin'
  | 'itip'
  | 'idpat:itip'
  | 'sscc'
  | 'sgln'
  | 'pgln'
  | 'grai'
  | 'idpat:grai'
  | 'giai'
  | 'gsrn'
  | 'gsrnp'
  | 'gdti'
  | 'idpat:gdti'
  | 'sgcn'
  | 'idpat:sgcn'
  | 'cpi'
  | 'idpat:cpi'
  | 'ginc'
  | 'gsin';

/** The schemes that are read and written, by the order in which a writer tries them: what names one thing before what names a class. */
export const SCHEMES: readonly Scheme[] = [
  { id: 'sgtin', kind: 'id', name: 'sgtin', ai: '01', digits: 13, indicator: true, serial: '21' },
  { id: 'upui', kind: 'id', name: 'upui', ai: '01', digits: 13, indicator: true, serial: '235' },
  { id: 'lgtin', kind: 'class', name: 'lgtin', ai: '01', digits: 13, indicator: true, serial: '10' },
  { id: 'idpat:sgtin', kind: 'idpat', name: 'sgtin', ai: '01', digits: 13, indicator: true, serial: '*' },
  { id: 'itip', kind: 'id', name: 'itip', ai: '8006', digits: 13, indicator: true, pieces: true, serial: '21' },
  { id: 'idpat:itip', kind: 'idpat', name: 'itip', ai: '8006', digits: 13, indicator: true, pieces: true, serial: '*' },
  { id: 'sscc', kind: 'id', name: 'sscc', ai: '00', digits: 17, indicator: true },
  { id: 'sgln', kind: 'id', name: 'sgln', ai: '414', digits: 12, serial: '254', zeroIsNone: true },
  { id: 'pgln', kind: 'id', name: 'pgln', ai: '417', digits: 12 },
  { id: 'grai', kind: 'id', name: 'grai', ai: '8003', digits: 12, lead: '0', serial: 'same' },
  { id: 'idpat:grai', kind: 'idpat', name: 'grai', ai: '8003', digits: 12, lead: '0', serial: '*' },
  { id: 'giai', kind: 'id', name: 'giai', ai: '8004' },
  { id: 'gsrn', kind: 'id', name: 'gsrn', ai: '8018', digits: 17 },
  { id: 'gsrnp', kind: 'id', name: 'gsrnp', ai: '8017', digits: 17 },
  { id: 'gdti', kind: 'id', name: 'gdti', ai: '253', digits: 12, serial: 'same' },
  { id: 'idpat:gdti', kind: 'idpat', name: 'gdti', ai: '253', digits: 12, serial: '*' },
  { id: 'sgcn', kind: 'id', name: 'sgcn', ai: '255', digits: 12, serial: 'same' },
  { id: 'idpat:sgcn', kind: 'idpat', name: 'sgcn', ai: '255', digits: 12, serial: '*' },
  { id: 'cpi', kind: 'id', name: 'cpi', ai: '8010', serial: '8011' },
  { id: 'idpat:cpi', kind: 'idpat', name: 'cpi', ai: '8010', serial: '*' },
  { id: 'ginc', kind: 'id', name: 'ginc', ai: '401' },
  { id: 'gsin', kind: 'id', name: 'gsin', ai: '402', digits: 16 },
];

/** How many characters a numeric key has in its field, with what stands before it, its check digit and its pieces. */
export function keyLength({ digits, lead = '', pieces }: Scheme): number | undefined {
  return digits === undefined ? undefined : lead.length + digits + 1 + (pieces ? 4 : 0);
}
