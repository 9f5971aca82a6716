import type { scanner as en } from '../words/en/scanner';

/** How one make of keyboard-wedge scanner is set up: what it sends for the group separator, and how a scan ends. */
export interface WedgeProfile {
  /** What it is called, and a hint to it, stand under `profiles` in the words of the scanner. */
  id: keyof typeof en.profiles;
  /** The printable character that stands for GS, if the scanner cannot send a control key. */
  separator: string | null;
  /** Whether Enter or Tab follows a scan; without one, the silence after it ends it. */
  ends: 'key' | 'silence';
  /** Keys further apart than this are typed by a person. */
  gapMsMax: number;
  /** What it puts around every scan, and writes for GS where that is more than one character. */
  prefix?: string;
  suffix?: string;
  separatorText?: string;
}

/** The id of a profile that was measured with the test symbol rather than chosen. */
export const MEASURED = 'measured';

const FIRST: WedgeProfile = {
  id: 'standard',
  separator: null,
  ends: 'key',
  gapMsMax: 50,
};

export const PROFILES: readonly WedgeProfile[] = [
  FIRST,
  { id: 'caret', separator: '^', ends: 'key', gapMsMax: 50 },
  { id: 'tilde', separator: '~', ends: 'key', gapMsMax: 50 },
  { id: 'pipe', separator: '|', ends: 'key', gapMsMax: 50 },
  { id: 'slow', separator: null, ends: 'key', gapMsMax: 80 },
  { id: 'silent', separator: null, ends: 'silence', gapMsMax: 50 },
];

const KEY = 'packtrail.scannerProfile';

export function readProfile(storage: Pick<Storage, 'getItem'>): WedgeProfile {
  const kept = storage.getItem(KEY) ?? '';
  return PROFILES.find((profile) => profile.id === kept) ?? measuredOf(kept) ?? FIRST;
}

export function keepProfile(storage: Pick<Storage, 'setItem'>, profile: WedgeProfile): void {
  storage.setItem(KEY, profile.id === MEASURED ? JSON.stringify(profile) : profile.id);
}

function measuredOf(kept: string): WedgeProfile | null {
  try {
    const profile = JSON.parse(kept) as Partial<WedgeProfile> | null;
    if (profile?.id !== MEASURED || typeof profile.gapMsMax !== 'number' || (profile.ends !== 'key' && profile.ends !== 'silence')) return null;
    return { ...FIRST, ...profile };
  } catch {
    return null;
  }
}

/** A scan without what this scanner puts around it, with its separators as they are in the barcode. */
export function unframe(text: string, { prefix, separatorText, suffix }: WedgeProfile): string {
  const front = prefix && text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const bare = suffix && front.endsWith(suffix) ? front.slice(0, -suffix.length) : front;
  return separatorText ? bare.replaceAll(separatorText, '\u001d') : bare;
}
