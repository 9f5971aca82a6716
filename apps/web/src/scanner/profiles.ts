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
}

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
  const id = storage.getItem(KEY);
  return PROFILES.find((profile) => profile.id === id) ?? FIRST;
}

export function keepProfile(storage: Pick<Storage, 'setItem'>, profile: WedgeProfile): void {
  storage.setItem(KEY, profile.id);
}
