/** How one make of keyboard-wedge scanner is set up: what it sends for the group separator, and how a scan ends. */
export interface WedgeProfile {
  id: string;
  label: string;
  hint: string;
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
  label: 'Standard',
  hint: 'Ctrl+] or F8 as separator, Enter or Tab after the scan',
  separator: null,
  ends: 'key',
  gapMsMax: 50,
};

export const PROFILES: readonly WedgeProfile[] = [
  FIRST,
  { id: 'caret', label: 'Sends ^ as separator', hint: '^ stands for the separator', separator: '^', ends: 'key', gapMsMax: 50 },
  { id: 'tilde', label: 'Sends ~ as separator', hint: '~ stands for the separator', separator: '~', ends: 'key', gapMsMax: 50 },
  { id: 'pipe', label: 'Sends | as separator', hint: '| stands for the separator', separator: '|', ends: 'key', gapMsMax: 50 },
  { id: 'slow', label: 'Bluetooth, slow', hint: 'allows longer pauses between keys', separator: null, ends: 'key', gapMsMax: 80 },
  { id: 'silent', label: 'Sends no Enter', hint: 'the silence after a scan ends it', separator: null, ends: 'silence', gapMsMax: 50 },
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
