import type { Gs1Issue } from './issues.ts';

/** What every reader of data gives: the value with its warnings, or the issues that stand against it. Data never makes one throw. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Gs1Issue[] }
  | { readonly ok: false; readonly issues: readonly Gs1Issue[] };

/** No findings. One list for all, for most data has none. */
export const NONE: readonly never[] = [];

/** A success, with the warnings that came up on the way. */
export function ok<T>(value: T, warnings: readonly Gs1Issue[] = NONE): Result<T> {
  return { ok: true, value, warnings };
}

/** A failure. Takes at least one issue: a failure without a reason helps nobody. */
export function fail<T>(first: Gs1Issue, ...more: readonly Gs1Issue[]): Result<T> {
  return { ok: false, issues: [first, ...more] };
}

/** Ends a reader that gathered findings: errors make a failure of it, warnings travel with the value. */
export function conclude<T>(findings: readonly Gs1Issue[], value: () => T): Result<T> {
  if (findings.length === 0) return ok(value());
  const errors = findings.filter((finding) => finding.severity === 'error');
  return errors.length > 0 ? { ok: false, issues: findings } : ok(value(), findings);
}
