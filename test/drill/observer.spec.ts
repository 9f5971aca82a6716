import { expect, it } from 'vitest';
import { observerDrill } from './observer.ts';

it('shows no observer which package is which, by key, order or count, of those whose salt he was not given (20,000 serials)', { timeout: 120_000 }, async () => {
  const lines: string[] = [];
  expect(await observerDrill({ count: 20_000, print: (line) => lines.push(line) }), lines.join('\n')).toEqual({ passed: 18_000, failed: 0 });
  const told = lines.join('\n');
  // The drill can fail: with the secrets, and with lists in the order of the serials, the same program finds thousands.
  expect(told).toMatch(/given the secrets: (\d{4}) of \1 re-identified/);
  expect(told).toMatch(/the same lists in the order of the serials: \d{4,} guesses right/);
  // What the ledger does not hide is said, not left out.
  for (const learned of ['who and when', 'how many', 'sizes of these', 'lots', 'former holders']) expect(told).toContain(`  ${learned}: `);
});
