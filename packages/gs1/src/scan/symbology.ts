/** How a symbology identifier (ISO/IEC 15424) says the data is to be read. */
export type Carriage = 'element-string' | 'plain-or-link' | 'plain' | 'ean-upc' | 'itf14' | 'unsupported';

/** The identifier at the head of a scan, such as `]d2`; undefined when there is none. */
export function aimIdentifier(text: string): string | undefined {
  return /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0];
}

/** The identifier of an element string at the head of a scan; undefined when there is another or none. */
export function elementStringAim(text: string): string | undefined {
  for (const aim of ELEMENT_STRING_AIMS) if (text.startsWith(aim)) return aim;
  return undefined;
}

/** How to read what stands behind an identifier. */
export function carriageOf(aim: string): Carriage {
  return CARRIAGES.get(aim) ?? (PLAIN_SYMBOLOGIES.includes(aim.charAt(1)) ? 'plain' : 'unsupported');
}

/** What an identifier becomes when caps lock swapped its case; undefined when it is right as it is. */
export function unswappedAim(aim: string): string | undefined {
  const swapped = aim.charAt(1) === aim.charAt(1).toLowerCase() ? aim.toUpperCase() : aim.toLowerCase();
  return !CARRIAGES.has(aim) && CARRIAGES.get(swapped) === 'element-string' ? swapped : undefined;
}

// GenSpecs 5.1.2. `]C0`, `]d0`, `]Q0` and the like are symbols without FNC1: their data is not GS1 data.
const CARRIAGES: ReadonlyMap<string, Carriage> = new Map([
  [']d2', 'element-string'],
  [']C1', 'element-string'],
  [']Q3', 'element-string'],
  [']J1', 'element-string'],
  [']e0', 'element-string'],
  [']d1', 'plain-or-link'],
  [']Q1', 'plain-or-link'],
  [']J0', 'plain-or-link'],
  [']E0', 'ean-upc'],
  [']E4', 'ean-upc'],
  [']I1', 'itf14'],
]);
const ELEMENT_STRING_AIMS: readonly string[] = [...CARRIAGES].filter(([, carriage]) => carriage === 'element-string').map(([aim]) => aim);

// Code 39, Code 128, Data Matrix, QR, Interleaved 2 of 5, PDF417, Aztec, DotCode, Codabar, Code 93, Han Xin
const PLAIN_SYMBOLOGIES = 'ACdQILzJFGh';
