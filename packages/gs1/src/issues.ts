/** One finding about data. `span` is [start, end) in the text that was given; `candidates` are other readings, as bracketed text. */
export interface Gs1Issue {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly ai?: string;
  readonly span?: readonly [start: number, end: number];
  readonly value?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly candidates?: readonly string[];
  /** Which carriers it is about, where several of one item were judged together: their places in the list that was given, from 0. */
  readonly carriers?: readonly number[];
}

export type IssueCode = keyof typeof ISSUES;

/** Makes an issue of the table below; the sentence comes from the table, so that a code always reads the same. */
export function issue(code: IssueCode, details: Omit<Gs1Issue, 'code' | 'severity' | 'message'> = {}): Gs1Issue {
  const [severity, sentence] = ISSUES[code];
  return { code, severity, message: filledIn(sentence, details), ...details };
}

/** Sentences in another language by code, with the places `{ai}`, `{expected}` ... of the English ones in any order. */
export type Sentences = Readonly<Partial<Record<IssueCode, string>>>;

/** The same finding in another language. A code without a sentence there keeps its English one. */
export function translated(finding: Gs1Issue, sentences: Sentences): Gs1Issue {
  const sentence = sentences[finding.code];
  return sentence === undefined ? finding : { ...finding, message: filledIn(sentence, finding) };
}

function filledIn(sentence: string, { ai, params, value }: Pick<Gs1Issue, 'ai' | 'params' | 'value'>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? (name === 'ai' ? ai : value) ?? '?'));
}

/** The same finding, with another weight: what is a warning about one symbol may be an error about a whole item. */
export function weighed(finding: Gs1Issue, severity: Gs1Issue['severity']): Gs1Issue {
  return { ...finding, severity };
}

/** Every code this package can answer with: its usual weight and its sentence. */
export const ISSUES = {
  // Transport: how the text came here
  EMPTY: ['error', 'Nothing was read.'],
  TOO_LONG: ['error', 'The text is longer than any GS1 symbol holds.'],
  TOO_MANY_AIS: ['error', 'The text holds more fields than any GS1 symbol.'],
  AIM_UNSUPPORTED: ['error', 'Symbology {aim} does not carry GS1 data.'],
  NOT_GS1: ['error', 'This is not a GS1 barcode.'],
  PLAIN_SYMBOL: ['warning', 'The symbol is marked as plain data, not as GS1 data.'],
  CONTROL_CHAR: ['error', 'A control character stands in the data.'],
  SEPARATOR_SUBSTITUTED: ['warning', 'The scanner sent "{substitute}" in place of the field separator.'],
  SEPARATOR_AMBIGUOUS: ['error', 'It cannot be told whether "{substitute}" is data or a field separator. Set it in the scanner profile.'],
  SEPARATOR_LOST_SUSPECTED: ['warning', 'A field separator seems to be lost: the end of ({ai}) reads as further fields.'],
  CASE_SWAPPED: ['warning', 'Capitals and small letters seem to be swapped (caps lock).'],
  AIM_MISSING: ['warning', 'The scanner sends no symbology identifier: switch it on, so that kinds of symbols can be told apart.'],
  SEPARATOR_DROPPED: ['error', 'The scanner drops the field separator. Set it to send FNC1 as ASCII 29, or as a text that no value holds.'],
  KEYBOARD_LAYOUT: [
    'error',
    'The scanner sends other characters than are printed: "{sent}" for "{printed}". Set its keyboard layout to that of this computer.',
  ],
  NOT_TEST_SYMBOL: ['error', 'This is not the test symbol, or a part of it is missing.'],
  // Structure: how the fields stand
  AI_UNKNOWN: ['error', 'No known application identifier begins here.'],
  AI_EMPTY: ['error', '({ai}) has no value.'],
  AI_TOO_SHORT: ['error', '({ai}) is shorter than it must be.'],
  AI_TOO_LONG: ['error', '({ai}) is longer than it may be.'],
  FNC1_MISPLACED: ['error', 'A field separator stands where none may be.'],
  BRACKET_SYNTAX: ['error', 'The text is not in the form (AI)value(AI)value.'],
  // Content: what a value may be
  CHARSET_NUMERIC: ['error', '({ai}) may hold digits only here.'],
  CHARSET_82: ['error', '({ai}) holds a character outside GS1 character set 82.'],
  CHARSET_39: ['error', '({ai}) holds a character outside GS1 character set 39.'],
  CHARSET_64: ['error', '({ai}) holds a character outside the URI-safe base 64 alphabet.'],
  CHECK_DIGIT: ['error', 'The check digit is wrong: {expected} is expected, {actual} was read.'],
  CHECK_PAIR: ['error', '({ai}) ends in the wrong check characters.'],
  DATE_MONTH: ['error', '({ai}) names a month that does not exist.'],
  DATE_DAY: ['error', '({ai}) names a day that does not exist.'],
  TIME_HOUR: ['error', '({ai}) names an hour that does not exist.'],
  TIME_MINUTE: ['error', '({ai}) names a minute that does not exist.'],
  TIME_SECOND: ['error', '({ai}) names a second that does not exist.'],
  ZERO_NOT_ALLOWED: ['error', '({ai}) may not be zero here.'],
  ZERO_REQUIRED: ['error', '({ai}) must hold a zero here.'],
  LEADING_ZERO: ['error', '({ai}) may not begin with a zero.'],
  COUNTRY: ['error', '({ai}) names a country that does not exist.'],
  CURRENCY: ['error', '({ai}) names a currency that does not exist.'],
  IBAN: ['error', '({ai}) is not an IBAN.'],
  PIECE_OF_TOTAL: ['error', '({ai}) counts a piece beyond its total.'],
  PERCENT_SEQUENCE: ['error', '({ai}) holds a broken percent sequence.'],
  GCP_PREFIX: ['error', '({ai}) does not begin with the digits of a company prefix.'],
  GCP_TOO_SHORT: ['error', '({ai}) is too short to hold a company prefix.'],
  YES_NO: ['error', '({ai}) must be 0 or 1.'],
  WINDING: ['error', '({ai}) must be 0, 1 or 9 here.'],
  SEX: ['error', '({ai}) must be 0, 1, 2 or 9.'],
  MEDIA_TYPE: ['error', '({ai}) names a media type that does not exist.'],
  PACKAGE_TYPE: ['error', '({ai}) is not the code of a package type.'],
  IMPORTER_INDEX: ['error', '({ai}) holds an importer index that does not exist.'],
  LAT_LON: ['error', '({ai}) is off the globe.'],
  HYPHEN: ['error', '({ai}) may hold a hyphen only here.'],
  POSITION_IN_SEQUENCE: ['error', '({ai}) is not a position in a sequence.'],
  NON_DIGIT_REQUIRED: ['error', '({ai}) must hold at least one character that is not a digit.'],
  COUPON: ['error', '({ai}) is not a coupon code that can be read.'],
  // Association: what may stand together
  AI_PAIR_INVALID: ['error', '({ai}) and ({other}) exclude each other.'],
  AI_REQUIRED: ['warning', '({ai}) needs one of: {needs}.'],
  AI_REPEATED_DIFFERENT: ['error', '({ai}) occurs twice with different values.'],
  // Digital Link
  DL_SCHEME: ['error', 'A Digital Link begins with http:// or https://.'],
  DL_DOMAIN: ['error', 'The domain of the Digital Link cannot be one.'],
  DL_CHARS: ['error', 'The Digital Link holds a character or an escape that no URI holds.'],
  DL_NO_KEY: ['error', 'The link holds no GS1 key.'],
  DL_QUALIFIER_ORDER: ['error', 'The qualifiers of ({ai}) are not its own or stand in the wrong order.'],
  DL_DUPLICATE_AI: ['error', '({ai}) occurs twice in the link.'],
  DL_NOT_ATTRIBUTE: ['error', '({ai}) may not be an attribute of a Digital Link.'],
  DL_SHOULD_BE_IN_PATH: ['error', '({ai}) belongs into the path, not into the query.'],
  DL_EMPTY_VALUE: ['error', '({ai}) has no value in the link.'],
  DL_NULL: ['error', 'The link holds a null character.'],
  DL_NUMERIC_UNKNOWN_KEY: ['error', '"{value}" is no application identifier.'],
  DL_COMPRESSED: ['warning', 'The link is compressed: its fields were unpacked from "{value}".'],
  DL_ALIAS_DEPRECATED: ['warning', 'The link spells ({ai}) as "{value}", which the standard gave up.'],
  DL_NO_PRIMARY_KEY_TO_BUILD: ['error', 'No field can be the key of a Digital Link.'],
  // EPC URN
  EPC_SCHEME: ['error', 'This EPC URN is of no known scheme.'],
  EPC_COMPONENTS: ['error', 'The EPC URN does not have the parts of its scheme.'],
  EPC_GCP_LENGTH: ['error', 'A GS1 company prefix has 6 to 12 digits.'],
  EPC_TOTAL_LENGTH: ['error', 'The numbers of the EPC URN have the wrong length together.'],
  EPC_ESCAPE: ['error', 'The EPC URN holds a character that must be escaped, or a wrong escape.'],
  EPC_CHARSET: ['error', 'The EPC URN holds a character that its part may not.'],
  EPC_NOT_INSTANCE: ['error', 'The EPC names a class, not one unit.'],
  EPC_NO_KEY_TO_BUILD: ['error', 'No field can be named by an EPC URN.'],
  GCP_LENGTH_UNKNOWN: ['error', 'The length of the company prefix in {value} is not known.'],
  // Pharmacy
  NDC_FORMAT: ['error', 'This is not an NDC: 4-4-2, 5-3-2, 5-4-1 or 5-4-2 digits.'],
  NDC_AMBIGUOUS: ['error', 'Ten digits without hyphens can be three different NDCs.'],
  PZN_CHECK: ['error', 'This is not a PZN: seven digits and their check digit.'],
  PPN_CHECK: ['error', 'The check digits of the PPN are wrong: {expected} is expected.'],
  PPN_PRAC: ['error', 'The product registration agency code {value} of the PPN does not hold a PZN.'],
  NTIN_NOT_PZN: ['error', 'This number does not hold a PZN.'],
  FORMAT_06: ['error', 'This is not a message of ISO/IEC 15434, format 06.'],
  NDC_NOT_IN_GTIN: ['error', 'This GTIN does not hold an NDC.'],
  // Making serials
  SERIALS_REPEATED: ['error', 'The serial {value} occurs twice.'],
  SERIALS_SEQUENTIAL: [
    'error',
    'One serial in {oneIn} follows its neighbour by the same step: the next can be guessed. Draw serials by chance.',
  ],
  SERIALS_GUESSABLE: [
    'error',
    'A guess inside the range of the serials hits one in {oneIn}, and must hit less than one in 10000. Use more characters.',
  ],
  SERIALS_MONOTONOUS: [
    'error',
    'The serials vary too little: a guess that follows their pattern hits one in {oneIn}. Use more characters by chance.',
  ],
  SERIALS_SPACE: [
    'error',
    'There are too few serials of this length and alphabet: {count} drawn by chance could be guessed. Use more characters.',
  ],
  // Printing
  NOT_IN_SYMBOLOGY: ['error', 'A symbol of kind {symbology} cannot carry these fields.'],
  LABEL_TOO_SMALL: ['error', 'Symbol and text do not fit on label {label} of {widthMm} by {heightMm} mm.'],
  TEXT_NOT_PRINTABLE: ['error', 'Label {label} holds a character outside Latin-1: "{value}".'],
  // Keys
  KEY_LENGTH: ['error', 'A {key} cannot have {length} characters.'],
  KEY_CHARSET: ['error', 'A {key} holds a character that it may not.'],
} as const satisfies Record<string, readonly ['error' | 'warning', string]>;
