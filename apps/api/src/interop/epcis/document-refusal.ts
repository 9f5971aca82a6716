/** Why a text is not read as a document: it is not well formed, or it is built to do harm, or it is more than is taken at once. */
export interface DocumentRefusal {
  readonly rule: DocumentRefusalRule;
  readonly message: string;
  readonly line: number;
  /** A JSON pointer, where there is one. */
  readonly path?: string;
}

export type DocumentRefusalRule =
  | 'MALFORMED_XML'
  | 'XML_DTD'
  | 'XML_ENCODING'
  | 'XML_TOO_DEEP'
  | 'XML_TOO_MANY_ELEMENTS'
  | 'XML_TEXT_TOO_LONG'
  | 'XML_TOO_MANY_ATTRIBUTES'
  | 'MALFORMED_JSON'
  | 'JSON_ENCODING'
  | 'JSON_TOO_DEEP'
  | 'JSON_TOO_MANY_VALUES'
  | 'JSON_TOO_MANY_MEMBERS'
  | 'JSON_TEXT_TOO_LONG'
  | 'JSON_NUMBER'
  | 'JSON_DUPLICATE_MEMBER'
  | 'JSON_MEMBER_FORBIDDEN'
  | 'JSON_CHARACTER'
  | 'TOO_MANY_EVENTS'
  | 'TOO_MANY_HANDOFFS';

/** What one capture has at most, as it is announced (`GS1-EPCIS-Capture-Limit`, `GS1-EPCIS-Capture-File-Size-Limit`). */
export const CAPTURE_LIMITS = {
  bytes: 2 * 1024 * 1024 * 1024,
  events: 2_000_000,
  /** Events that are handoffs, and the units that they name: these are checked against one another in memory. */
  handoffs: 100_000,
  units: 2_000_000,
} as const;

/** Limits that are answered with 413. */
export const isLimit = (rule: DocumentRefusalRule): boolean => rule === 'TOO_MANY_EVENTS' || rule === 'TOO_MANY_HANDOFFS';
