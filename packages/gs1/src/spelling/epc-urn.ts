import { aiEntry } from '../ai/lookup.ts';
import { checkField } from '../ai/field.ts';
import { elementOf, Gs1Message } from '../ai/message.ts';
import { issue, type IssueCode } from '../issues.ts';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { conclude, fail, type Result } from '../result.ts';
import { isEpcValue, unescapeEpc } from './epc-escape.ts';

export type EpcScheme = 'sgtin' | 'sscc' | 'sgln' | 'pgln' | 'lgtin' | 'idpat:sgtin';

/** An EPC URN, read. The length of the company prefix is what a bare key does not tell, so it is given back too. */
export interface EpcUrn {
  readonly scheme: EpcScheme;
  readonly message: Gs1Message;
  readonly gcp: string;
  readonly gcpLength: number;
}

/**
 * Reads `urn:epc:id:` sgtin, sscc, sgln, pgln; `urn:epc:class:lgtin`; `urn:epc:idpat:sgtin` with `*` for the serial (EPC TDS 6, 8).
 * A dot inside a serial is legal and stays. An SGLN extension "0" is none.
 */
export function fromEpcUrn(urn: string): Result<EpcUrn> {
  const match = /^urn:epc:(id|class|idpat):([a-z]+):(.*)$/s.exec(urn);
  const [, kind = '', name = '', body = ''] = match ?? [];
  const scheme = SCHEMES.find((candidate) => candidate.kind === kind && candidate.name === name);
  if (scheme === undefined) return fail(issue('EPC_SCHEME', { value: urn }));
  const refuse = (code: IssueCode) => fail<EpcUrn>(issue(code, { value: urn, params: { scheme: scheme.id } }));
  const [gcp = '', reference, ...rest] = body.split('.');
  if (reference === undefined || rest.length > 0 !== (scheme.free !== undefined)) return refuse('EPC_COMPONENTS');
  if (!/^[0-9]*$/.test(gcp + reference)) return refuse('EPC_CHARSET');
  if (gcp.length < 6 || gcp.length > 12) return refuse('EPC_GCP_LENGTH');
  if (gcp.length + reference.length !== scheme.digits) return refuse('EPC_TOTAL_LENGTH');
  const key = appendCheckDigit(scheme.indicator ? reference.charAt(0) + gcp + reference.slice(1) : gcp + reference) ?? '';
  const elements = [elementOf(scheme.ai, key, 0)];
  const free = rest.join('.');
  if (scheme.free === '*') {
    if (free !== '*') return refuse('EPC_COMPONENTS');
  } else if (scheme.free !== undefined) {
    const value = unescapeEpc(free);
    if (value === undefined) return refuse('EPC_ESCAPE');
    if (!isEpcValue(value)) return refuse('EPC_CHARSET');
    if (scheme.id !== 'sgln' || value !== '0') elements.push(elementOf(scheme.free, value, 0));
  }
  const found = elements.flatMap(({ ai, value }) => {
    const entry = aiEntry(ai);
    return entry === undefined ? [] : checkField(entry, value);
  });
  return conclude(found, () => ({ scheme: scheme.id, message: new Gs1Message(elements), gcp, gcpLength: gcp.length }));
}

interface Scheme {
  readonly id: EpcScheme;
  readonly kind: 'id' | 'class' | 'idpat';
  readonly name: string;
  readonly ai: string;
  /** Digits of company prefix and reference together. */
  readonly digits: number;
  /** Whether the first digit of the key stands behind the company prefix. */
  readonly indicator: boolean;
  /** The AI of the free last part; `*` for any serial. */
  readonly free?: string;
}

/** The schemes of EPC URNs that are read and written, by the order in which a writer tries them. */
export const SCHEMES: readonly Scheme[] = [
  { id: 'sgtin', kind: 'id', name: 'sgtin', ai: '01', digits: 13, indicator: true, free: '21' },
  { id: 'lgtin', kind: 'class', name: 'lgtin', ai: '01', digits: 13, indicator: true, free: '10' },
  { id: 'idpat:sgtin', kind: 'idpat', name: 'sgtin', ai: '01', digits: 13, indicator: true, free: '*' },
  { id: 'sscc', kind: 'id', name: 'sscc', ai: '00', digits: 17, indicator: true },
  { id: 'sgln', kind: 'id', name: 'sgln', ai: '414', digits: 12, indicator: false, free: '254' },
  { id: 'pgln', kind: 'id', name: 'pgln', ai: '417', digits: 12, indicator: false },
];
