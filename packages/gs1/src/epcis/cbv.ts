/** A vocabulary of the Core Business Vocabulary 2.0: its spellings in XML 1.2, in JSON-LD, and its words. */
export interface Vocabulary<Word extends string> {
  readonly urn: string;
  readonly web: string;
  readonly words: readonly Word[];
}

/** The bare word of a CBV name in any spelling; a URI of another vocabulary as it is; undefined when CBV has no such word. */
export function cbvWord<Word extends string>(vocabulary: Vocabulary<Word>, text: string): string | undefined {
  const prefix = [vocabulary.urn, vocabulary.web, vocabulary.web.replace('https://ref.gs1.org/cbv/', 'cbv:')].find((start) =>
    text.startsWith(start),
  );
  const word = prefix === undefined ? text : text.slice(prefix.length);
  if (vocabulary.words.some((known) => known === word)) return word;
  const foreign =
    prefix === undefined && /^[A-Za-z][A-Za-z0-9+.-]*:./.test(text) && !/^urn:epcglobal:cbv:|^https:\/\/ref\.gs1\.org\/cbv\//.test(text);
  return foreign ? text : undefined;
}

/** The URN of a word, as EPCIS 1.2 writes it; a URI of another vocabulary stays. */
export function cbvUrn(vocabulary: Vocabulary<string>, word: string): string {
  return vocabulary.words.includes(word) ? vocabulary.urn + word : word;
}

/** The web URI of a word, as EPCIS 2.0 writes it in XML; a URI of another vocabulary stays. */
export function cbvWeb(vocabulary: Vocabulary<string>, word: string): string {
  return vocabulary.words.includes(word) ? vocabulary.web + word : word;
}

export const BIZ_STEPS = {
  urn: 'urn:epcglobal:cbv:bizstep:',
  web: 'https://ref.gs1.org/cbv/BizStep-',
  // prettier-ignore
  words: ['accepting', 'arriving', 'assembling', 'collecting', 'commissioning', 'consigning', 'creating_class_instance', 'cycle_counting',
    'decommissioning', 'departing', 'destroying', 'disassembling', 'dispensing', 'encoding', 'entering_exiting', 'holding', 'inspecting',
    'installing', 'killing', 'loading', 'other', 'packing', 'picking', 'receiving', 'removing', 'repackaging', 'repairing', 'replacing',
    'reserving', 'retail_selling', 'sampling', 'sensor_reporting', 'shipping', 'staging_outbound', 'stock_taking', 'stocking', 'storing',
    'transporting', 'unloading', 'unpacking', 'void_shipping'],
} as const;

export const DISPOSITIONS = {
  urn: 'urn:epcglobal:cbv:disp:',
  web: 'https://ref.gs1.org/cbv/Disp-',
  // prettier-ignore
  words: ['active', 'available', 'completeness_inferred', 'completeness_verified', 'conformant', 'container_closed', 'container_open',
    'damaged', 'destroyed', 'dispensed', 'disposed', 'encoded', 'expired', 'in_progress', 'in_transit', 'inactive', 'mismatch_class',
    'mismatch_instance', 'mismatch_quantity', 'needs_replacement', 'no_pedigree_match', 'non_conformant', 'non_sellable_other',
    'partially_dispensed', 'recalled', 'reserved', 'retail_sold', 'returned', 'sellable_accessible', 'sellable_not_accessible', 'stolen',
    'unavailable', 'unknown'],
} as const;

export const BIZ_TRANSACTION_TYPES = {
  urn: 'urn:epcglobal:cbv:btt:',
  web: 'https://ref.gs1.org/cbv/BTT-',
  // prettier-ignore
  words: ['bol', 'cert', 'desadv', 'inv', 'pedigree', 'po', 'poc', 'prodorder', 'recadv', 'rma', 'testprd', 'testres', 'upevt'],
} as const;

export const SOURCE_DESTINATION_TYPES = {
  urn: 'urn:epcglobal:cbv:sdt:',
  web: 'https://ref.gs1.org/cbv/SDT-',
  words: ['owning_party', 'possessing_party', 'location'],
} as const;

export const ERROR_REASONS = {
  urn: 'urn:epcglobal:cbv:er:',
  web: 'https://ref.gs1.org/cbv/ER-',
  words: ['did_not_occur', 'incorrect_data'],
} as const;

export type BizStep = (typeof BIZ_STEPS.words)[number];
export type Disposition = (typeof DISPOSITIONS.words)[number];
export type BizTransactionType = (typeof BIZ_TRANSACTION_TYPES.words)[number];
export type SourceDestinationType = (typeof SOURCE_DESTINATION_TYPES.words)[number];
export type ErrorReason = (typeof ERROR_REASONS.words)[number];
