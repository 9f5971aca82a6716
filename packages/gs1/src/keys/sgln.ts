import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { isCset82 } from '../ai/charsets.ts';
import { parseGln, type Gln } from './gln.ts';

/** A place: a GLN, and the extension that names a part of it (a dock, a shelf) where there is one. */
export interface Sgln {
  readonly gln: Gln;
  readonly extension?: string;
}

/** Reads a place. An extension "0" means none (EPC TDS 6.3.3); refuses one over 20 characters or outside character set 82. */
export function parseSgln(parts: { gln: string; extension?: string | undefined }): Result<Sgln> {
  const gln = parseGln(parts.gln);
  if (!gln.ok) return gln;
  const { extension } = parts;
  if (extension === undefined || extension === '' || extension === '0') return ok({ gln: gln.value });
  if (!isCset82(extension)) return fail(issue('KEY_CHARSET', { value: extension, params: { key: 'GLN extension' } }));
  if (extension.length > 20)
    return fail(issue('KEY_LENGTH', { value: extension, params: { key: 'GLN extension', length: extension.length } }));
  return ok({ gln: gln.value, extension });
}

/** The canonical Digital Link of a place. */
export function formatSgln({ gln, extension }: Sgln): string {
  const place = `https://id.gs1.org/414/${gln}`;
  return extension === undefined ? place : `${place}/254/${encodeURIComponent(extension)}`;
}
