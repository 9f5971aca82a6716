import { failure } from '../platform/failure.ts';

/** Where a page ended, as text for the client to send back: the sort values of its last row. */
export const toCursor = (values: readonly (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** The sort values of a cursor; nulls for the first page. Refuses (BAD_INPUT) a text that is none. */
export function fromCursor(cursor: string | null, count: number): (string | number | null)[] {
  if (cursor === null) return Array.from({ length: count }, () => null);
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = null;
  }
  const good = Array.isArray(values) && values.length === count && values.every((value) => typeof value === 'string' || typeof value === 'number');
  if (!good) throw failure('BAD_INPUT', 'after must be what the page before gave as next.');
  return values as (string | number)[];
}
