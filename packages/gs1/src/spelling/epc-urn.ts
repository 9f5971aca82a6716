import { isNumeric } from '../ai/charsets.ts';
import { aiEntry } from '../ai/lookup.ts';
import { checkField } from '../ai/field.ts';
import { elementOf, Gs1Message } from '../ai/message.ts';
import { issue, type IssueCode } from '../issues.ts';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { conclude, fail, type Result } from '../result.ts';
import { unescapeEpc } from './epc-escape.ts';
import { SCHEMES, type EpcScheme, type Scheme } from './epc-scheme.ts';

/** An EPC URN, read. The length of the company prefix is what a bare key does not tell, so it is given back too. */
export interface EpcUrn {
  readonly scheme: EpcScheme;
  readonly message: Gs1Message;
  readonly gcp: string;
  readonly gcpLength: number;
}

/**
 * Reads the URNs of single things (`urn:epc:id:`), of lots (`urn:epc:class:lgtin:`) and of all serials of a class (`urn:epc:idpat:`, with
 * `*` for the serial) by the schemes of `SCHEMES` (EPC TDS 6, 8). A dot inside a serial is legal and stays. An SGLN extension "0" is none.
 */
export function fromEpcUrn(urn: string): Result<EpcUrn> {
  const match = /^urn:epc:(id|class|idpat):([a-z]+):(.*)$/s.exec(urn);
  const [, kind = '', name = '', body = ''] = match ?? [];
  const scheme = SCHEMES.find((candidate) => candidate.kind === kind && candidate.name === name);
  if (scheme === undefined) return fail(issue('EPC_SCHEME', { value: urn }));
  const fields = fieldsOf(scheme, body.split('.'));
  if (typeof fields === 'string') return fail(issue(fields, { value: urn, params: { scheme: scheme.id } }));
  const elements = fields.map(([ai, value]) => elementOf(ai, value, 0));
  const found = elements.flatMap(({ ai, value }) => {
    const entry = aiEntry(ai);
    return entry === undefined ? [] : checkField(entry, value);
  });
  const gcp = body.slice(0, body.indexOf('.'));
  return conclude(found, () => ({ scheme: scheme.id, message: new Gs1Message(elements), gcp, gcpLength: gcp.length }));
}

type Fields = readonly (readonly [ai: string, value: string])[];

// The parts of a URN as fields, or the code of what stands against them.
function fieldsOf(scheme: Scheme, parts: readonly string[]): Fields | IssueCode {
  const [gcp = '', reference = '', ...rest] = parts;
  const pieces = scheme.pieces ? rest.splice(0, 2) : [];
  if (parts.length < 2 || (scheme.pieces && pieces.length < 2) || rest.length > 0 !== (scheme.serial !== undefined))
    return 'EPC_COMPONENTS';
  if (!isNumeric(gcp)) return 'EPC_CHARSET';
  if (gcp.length < 6 || gcp.length > 12) return 'EPC_GCP_LENGTH';
  const key = keyOf(scheme, gcp, reference);
  if (typeof key === 'string') return key;
  if (pieces.some((piece) => !/^[0-9]{2}$/.test(piece))) return 'EPC_CHARSET';
  const field = key.digits + pieces.join('');
  if (scheme.serial === undefined) return [[scheme.ai, field]];
  const text = rest.join('.');
  if (scheme.serial === '*') return text === '*' ? [[scheme.ai, field]] : 'EPC_COMPONENTS';
  const serial = unescapeEpc(text);
  if (serial === undefined) return 'EPC_ESCAPE';
  if (serial === '') return 'EPC_CHARSET';
  if (scheme.zeroIsNone && serial === '0') return [[scheme.ai, field]];
  const own = aiEntry(scheme.serial === 'same' ? scheme.ai : scheme.serial)?.components.at(-1);
  if (own?.holds(serial) === false) return 'EPC_CHARSET';
  return scheme.serial === 'same'
    ? [[scheme.ai, field + serial]]
    : [
        [scheme.ai, field],
        [scheme.serial, serial],
      ];
}

function keyOf(scheme: Scheme, gcp: string, reference: string): { readonly digits: string } | IssueCode {
  if (scheme.digits === undefined) {
    const text = unescapeEpc(reference);
    if (text === undefined) return 'EPC_ESCAPE';
    return text === '' ? 'EPC_COMPONENTS' : { digits: gcp + text };
  }
  if (!isNumeric(reference)) return 'EPC_CHARSET';
  if (gcp.length + reference.length !== scheme.digits) return 'EPC_TOTAL_LENGTH';
  const digits = scheme.indicator ? reference.charAt(0) + gcp + reference.slice(1) : gcp + reference;
  return { digits: (scheme.lead ?? '') + (appendCheckDigit(digits) ?? '') };
}
