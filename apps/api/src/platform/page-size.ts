import { failure } from './failure.ts';

/** The `first` of a list: 1 to 1,000. Refuses others (BAD_INPUT) rather than giving less than was asked in silence. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= 1_000) return first;
  throw failure('BAD_INPUT', 'first must be from 1 to 1000.');
}
