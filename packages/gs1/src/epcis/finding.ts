import type { IssueCode } from '../issues.ts';
import type { XmlElement } from './xml.ts';

/** One finding about an EPCIS document: where it stands, which rule it breaks, and the value that breaks it. */
export interface EpcisIssue {
  readonly code: EpcisRule;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly value?: string;
  /** Why a GS1 key was not accepted. */
  readonly cause?: IssueCode;
}

export type EpcisRule = keyof typeof EPCIS_RULES;

/** What a reader of EPCIS gives. */
export type EpcisResult<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly EpcisIssue[] }
  | { readonly ok: false; readonly issues: readonly EpcisIssue[] };

/** A finding at an element. */
export function finding(
  code: EpcisRule,
  at: Pick<XmlElement, 'path' | 'line'>,
  more: { value?: string; cause?: IssueCode; field?: string } = {},
): EpcisIssue {
  const [severity, sentence] = EPCIS_RULES[code];
  const { field, ...details } = more;
  const message = sentence.replace('{value}', more.value ?? '').replace('{field}', field ?? '');
  return { code, severity, message, path: field === undefined ? at.path : `${at.path}/${field}`, line: at.line, ...details };
}

/** Ends a reader that gathered findings. */
export function concludeEpcis<T>(findings: readonly EpcisIssue[], value: T | undefined): EpcisResult<T> {
  const failed = value === undefined || findings.some(({ severity }) => severity === 'error');
  return failed ? { ok: false, issues: findings } : { ok: true, value, warnings: findings };
}

/** Every rule of the readers: its weight and its sentence. */
export const EPCIS_RULES = {
  EVENT_TYPE_UNSUPPORTED: ['error', 'Events of the type {value} are not read.'],
  FIELD_MISSING: ['error', 'The event has no {field}.'],
  FIELD_REPEATED: ['error', '{value} may stand only once.'],
  FIELD_UNKNOWN: ['warning', '{value} is no field of this event; it is kept as it is.'],
  EVENT_TIME: ['error', '"{value}" is not a date and time with its zone.'],
  TIME_ZONE_OFFSET: ['error', '"{value}" is not an offset between -14:00 and +14:00.'],
  ACTION: ['error', '"{value}" is not ADD, OBSERVE or DELETE.'],
  CBV_WORD_UNKNOWN: ['error', 'The Core Business Vocabulary has no word "{value}".'],
  EPC_INVALID: ['error', '"{value}" is not an EPC that is read here.'],
  EPC_NOT_INSTANCE: ['error', '"{value}" names a class, not one unit.'],
  EPC_CLASS_INVALID: ['error', '"{value}" does not name a class of product.'],
  DUPLICATE_EPC: ['error', '"{value}" stands twice in one list.'],
  PLACE_INVALID: ['error', '"{value}" is not a GLN.'],
  PARENT_AMONG_CHILDREN: ['error', '"{value}" is the parent and a child of the same event.'],
  QUANTITY_INVALID: ['error', '"{value}" is not a quantity.'],
  EXPIRATION_DATE: ['error', '"{value}" is not a date YYYY-MM-DD.'],
  CORRECTION_OF_NOTHING: ['error', 'An event that did not occur has no event that corrects it.'],
  SENSOR_VALUE: ['error', '"{value}" is not a number.'],
  LIST_EMPTY: ['error', 'The event names nothing it happened to.'],
  JSON_TYPE: ['error', 'There should be {value} here.'],
  CONTEXT_MISSING: ['error', 'The @context does not name the context of EPCIS 2.0, so its fields have no meaning.'],
  CONTEXT_UNKNOWN: ['warning', 'The context "{value}" is not known here and contexts are not fetched: its names are unknown.'],
  PREFIX_UNKNOWN: ['error', 'The prefix of "{value}" is declared nowhere.'],
  PRODUCT_INVALID: ['error', '"{value}" does not name a product.'],
  NDC_INVALID: ['warning', '"{value}" is not an NDC.'],
  HEADER_MISSING: ['error', 'The document header has no {field}.'],
  BOOLEAN_INVALID: ['error', '"{value}" is neither true nor false.'],
} as const satisfies Record<string, readonly ['error' | 'warning', string]>;
