import { expect } from 'vitest';
import type { Person } from './portal';

/** Ends a journey: the page itself had no fault all the while. */
export async function withoutFaults({ faults, leave }: Person): Promise<void> {
  expect(faults).toEqual([]);
  await leave();
}
