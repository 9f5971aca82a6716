import { calibrate, type IssueCode } from 'gs1-barcodes';
import type { Heard } from './heard';
import { MEASURED, PROFILES, type WedgeProfile } from './profiles';

/** What the test symbol brought to light: the profile that reads this scanner, or the setting of the scanner that no profile mends. */
export type Finding = Found | { ok: false; code: IssueCode; sent: string; printed: string };
interface Found {
  ok: true;
  profile: WedgeProfile;
  /** What it sends for the separator, as people would name it. */
  separator: string;
  prefix: string;
  suffix: string;
  /** Whether it says by `]d2` that the symbol is GS1's. */
  saysSymbology: boolean;
}

const GS = '\u001d';
const SLOW_MS = 45;

/** Finds the profile of a scanner in what it sent of the test symbol. Pure. */
export function findProfile(heard: Heard): Finding {
  const measured = calibrate(heard.text);
  if (!measured.ok) {
    const [issue] = measured.issues;
    return { ok: false, code: issue?.code ?? 'NOT_TEST_SYMBOL', sent: String(issue?.params?.['sent'] ?? ''), printed: String(issue?.params?.['printed'] ?? '') };
  }
  const { prefix = '', separator = GS, suffix = '' } = measured.value;
  const ends = heard.ended === null ? 'silence' : 'key';
  const isSlow = heard.pauseMsMax > SLOW_MS;
  const single = separator === GS ? null : separator.length === 1 ? separator : undefined;
  const listed = prefix + suffix === '' && single !== undefined ? PROFILES.find((profile) => profile.separator === single && profile.ends === ends && profile.gapMsMax > 50 === isSlow) : undefined;
  const own: WedgeProfile = {
    id: MEASURED,
    separator: single ?? null,
    ends,
    // Twice what was measured leaves room for a busy moment; a person is slower still.
    gapMsMax: Math.min(150, Math.max(50, heard.pauseMsMax * 2)),
    ...(single === undefined ? { separatorText: separator } : {}),
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
  };
  return {
    ok: true,
    profile: listed ?? own,
    separator: separator === GS ? (heard.separatorKey ?? 'GS') : separator,
    prefix,
    suffix,
    saysSymbology: !measured.warnings.some(({ code }) => code === 'AIM_MISSING'),
  };
}
