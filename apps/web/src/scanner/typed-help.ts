import { decodeScan, hasCheckDigit } from 'gs1-barcodes';

/** What is wrong with a number that was typed, and what it may have been. Nothing is corrected by it: a person compares and chooses. */
export interface TypedHelp {
  /** The number as typed, and where its check digit stands in it. */
  number: string;
  checkAt: number;
  typed: string;
  expected: string;
  proposals: { kind: 'check' | 'swap'; number: string; text: string }[];
}

const SWAPS_MOST = 3;

/** Null when the check digits of what was typed are right, or when there is none to check yet. Pure. */
export function typedHelp(text: string): TypedHelp | null {
  const read = decodeScan(text.trim());
  if (read.ok) return null;
  const wrong = read.issues.find(({ code }) => code === 'CHECK_DIGIT');
  const number = wrong?.value ?? '';
  const at = text.lastIndexOf(number);
  if (!wrong || number.length < 8 || at < 0) return null;
  const expected = String(wrong.params?.['expected'] ?? '');
  const put = (other: string) => text.slice(0, at) + other + text.slice(at + number.length);
  const check = number.slice(0, -1) + expected;
  const swaps = [...number.slice(0, -1)].flatMap((digit, place) => {
    const next = number.charAt(place + 1);
    const swapped = number.slice(0, place) + next + digit + number.slice(place + 2);
    return digit !== next && hasCheckDigit(swapped) ? [swapped] : [];
  });
  return {
    number,
    checkAt: number.length - 1,
    typed: number.slice(-1),
    expected,
    proposals: [
      { kind: 'check' as const, number: check, text: put(check) },
      ...swaps.filter((swapped) => swapped !== check).slice(0, SWAPS_MOST).map((swapped) => ({ kind: 'swap' as const, number: swapped, text: put(swapped) })),
    ],
  };
}
