import type { AiValue } from '../ai/message.ts';
import { issue, weighed } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { swapCase } from './caps-lock.ts';
import { GS } from './element-string.ts';
import type { ScannerProfile } from './framing.ts';

/** What the test symbol says: print it as GS1 DataMatrix. Two open fields with a separator between, and every kind of character that gets lost. */
export const CALIBRATION_FIELDS: readonly AiValue[] = [
  { ai: '91', value: 'TEST-aZyY/09' },
  { ai: '92', value: 'END.zA' },
];

/**
 * Finds out what a scanner does to every scan, from what it sent of the test symbol: what it writes for the separator, and what it puts
 * before and behind. Refuses a scanner that drops the separator, swaps capitals, or types on another keyboard: no profile mends that.
 */
export function calibrate(received: string): Result<ScannerProfile> {
  const start = received.indexOf(FIRST);
  const end = received.lastIndexOf(SECOND);
  if (start < 0 || end < start + FIRST.length) return fail(whyUnread(received));
  const separator = received.slice(start + FIRST.length, end);
  if (separator === '') return fail(issue('SEPARATOR_DROPPED', { span: [end, end] }));
  const before = received.slice(0, start);
  const aim = /\][A-Za-z][0-9A-Za-z]$/.exec(before)?.[0];
  const prefix = aim === undefined ? before : before.slice(0, -aim.length);
  const suffix = received.slice(end + SECOND.length);
  const profile = {
    ...(separator === GS ? {} : { separator }),
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
  };
  return ok(profile, aim === undefined ? [issue('AIM_MISSING')] : []);
}

const [FIRST, SECOND] = CALIBRATION_FIELDS.map(({ ai, value }) => ai + value) as [string, string];

function whyUnread(received: string) {
  const swapped = swapCase(received);
  if (swapped.includes(FIRST) && swapped.includes(SECOND)) return weighed(issue('CASE_SWAPPED'), 'error');
  // Keyboard layouts leave most letters and digits where they are: the head of the first field shows where it stands.
  const start = received.indexOf(FIRST.slice(0, 6));
  const sent = received.slice(start, start + FIRST.length);
  const place = [...FIRST].findIndex((printed, index) => sent[index] !== printed);
  if (start < 0 || sent.length < FIRST.length || place < 0) return issue('NOT_TEST_SYMBOL', { value: received });
  return issue('KEYBOARD_LAYOUT', {
    span: [start + place, start + place + 1],
    params: { sent: sent.charAt(place), printed: FIRST.charAt(place) },
  });
}
