import { isNumeric } from '../ai/charsets.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { appendCheckDigit } from './check-digit.ts';
import { newSerials, type RandomBytes } from './new-serials.ts';
import type { Sscc } from './sscc.ts';

export interface NewSsccs {
  readonly gcp: string;
  readonly count: number;
  readonly randomBytes: RandomBytes;
  /** The digit before the company prefix, 0 to 9, free for its owner's use. */
  readonly extension?: number;
}

/** The SSCC of a company prefix and a serial reference, which is filled up with zeros. Refuses a reference that does not fit. */
export function ssccOf({ gcp, reference, extension = 0 }: { gcp: string; reference: string; extension?: number }): Result<Sscc> {
  const digits = reference.padStart(16 - gcp.length, '0');
  if (!isNumeric(gcp + reference) || !/^[0-9]$/.test(String(extension)))
    return fail(issue('KEY_CHARSET', { value: gcp + reference, params: { key: 'SSCC' } }));
  if (gcp.length < 6 || gcp.length > 12) return fail(issue('EPC_GCP_LENGTH', { value: gcp }));
  if (gcp.length + digits.length !== 16)
    return fail(issue('KEY_LENGTH', { value: reference, params: { key: 'SSCC', length: gcp.length + digits.length + 2 } }));
  return ok(appendCheckDigit(`${extension}${gcp}${digits}`) as Sscc);
}

/** Distinct SSCCs with references drawn by chance, so that nodes which do not know of each other can make them. */
export function newSsccs({ gcp, count, randomBytes, extension = 0 }: NewSsccs): Result<readonly Sscc[]> {
  const references = newSerials({ count, length: Math.max(1, 16 - gcp.length), randomBytes, alphabet: '0123456789' });
  if (!references.ok) return references;
  const ssccs: Sscc[] = [];
  for (const reference of references.value) {
    const sscc = ssccOf({ gcp, reference, extension });
    if (!sscc.ok) return sscc;
    ssccs.push(sscc.value);
  }
  return ok(ssccs);
}
