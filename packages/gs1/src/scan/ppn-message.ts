import { resolveDate, type Gs1Date } from '../ai/date.ts';
import { issue, type Gs1Issue } from '../issues.ts';
import { parsePpn, type Ppn } from '../keys/ppn.ts';
import { fail, ok, type Result } from '../result.ts';
import { GS } from './element-string.ts';

/** What a symbol with ASC data identifiers says of a medicine's package. */
export interface PpnMessage {
  readonly ppn: Ppn;
  readonly serial?: string;
  readonly lot?: string;
  readonly expiry?: Gs1Date;
}

/** Whether a text begins as a message of ISO/IEC 15434 in format 06, also where a wedge dropped the control characters. */
export function isFormat06(text: string): boolean {
  return text.startsWith(HEAD);
}

/**
 * Reads a message of ISO/IEC 15434, format 06, of a medicine's package: `9N` PPN, `S` serial, `1T` lot, `D` expiry (IFA coding rules).
 * Refuses one without a PPN, with a wrong field, or with a field twice; fields of other identifiers are left aside.
 */
export function parsePpnMessage(text: string, referenceYear?: number): Result<PpnMessage> {
  if (!isFormat06(text)) return fail(issue('FORMAT_06', { value: text }));
  const fields = new Map<string, string>();
  for (const field of withoutTail(text.slice(HEAD.length)).split(GS)) {
    const identifier = ['9N', '1T', 'S', 'D'].find((known) => field.startsWith(known));
    if (identifier === undefined) continue;
    if (fields.has(identifier)) return fail(issue('FORMAT_06', { value: field }));
    fields.set(identifier, field.slice(identifier.length));
  }
  const ppn = parsePpn(fields.get('9N') ?? '');
  const raw = fields.get('D');
  const expiry = raw === undefined ? undefined : resolveDate(raw, referenceYear);
  const [serial, lot] = [fields.get('S'), fields.get('1T')];
  const wrong: readonly Gs1Issue[] = [
    ...(ppn.ok ? [] : ppn.issues),
    ...(expiry === undefined || expiry.ok ? [] : expiry.issues),
    ...[serial, lot].flatMap((value) =>
      value === undefined || /^[0-9A-Za-z._-]{1,20}$/.test(value) ? [] : [issue('FORMAT_06', { value })],
    ),
  ];
  const [first, ...more] = wrong;
  if (first !== undefined || !ppn.ok) return fail(first ?? issue('FORMAT_06', { value: text }), ...more);
  return ok({
    ppn: ppn.value,
    ...(serial === undefined ? {} : { serial }),
    ...(lot === undefined ? {} : { lot }),
    ...(expiry?.ok ? { expiry: expiry.value } : {}),
  });
}

const HEAD = '[)>\u001e06\u001d';
// The end of the record and of the transmission: framing may have taken the latter off.
const TAILS = ['\u001e\u0004', '\u001e', '\u0004'];

function withoutTail(text: string): string {
  const tail = TAILS.find((candidate) => text.endsWith(candidate));
  return tail === undefined ? text : text.slice(0, -tail.length);
}
