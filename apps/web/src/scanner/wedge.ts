import type { WedgeProfile } from './profiles';

/** One key going down, as far as telling a scanner from a person needs it. `at` is the time of the event itself, in milliseconds. */
export interface KeyPress {
  key: string;
  code: string;
  ctrl: boolean;
  alt: boolean;
  meta: boolean;
  repeat: boolean;
  at: number;
}

/** What was gathered so far. `suppressed` counts the keys that the page never saw. */
export type WedgeState = { kind: 'idle' } | { kind: 'gathering'; text: string; keys: number; lastAt: number; suppressed: string };

/**
 * What the page is to do with the key:
 * `begin`: let it through, but remember the field as it was; `suppress`: keep it from the page;
 * `scan`: the burst was a scan, put the field back as it was; `replay`: it was a person, type what was held back; `broken`: a scan broke off.
 */
export interface WedgeStep {
  state: WedgeState;
  begin?: true;
  suppress?: true;
  scan?: string;
  replay?: string;
  broken?: string;
}

export const IDLE: WedgeState = { kind: 'idle' };
const GS = '\u001d';
/** Shorter bursts are two fingers falling on the keys together, not a barcode. */
const KEYS_MIN = 6;
const LATE_MS = 600;

/** Takes the next key. Pure: the clock is in the key. */
export function press(state: WedgeState, key: KeyPress, profile: WedgeProfile): WedgeStep {
  if (key.repeat || isModifier(key.key)) return { state };
  const late = state.kind === 'gathering' && key.at - state.lastAt > profile.gapMsMax;
  if (late) {
    // The gap ended what came before; this key starts over, unseen by what was given up.
    const ended = silence(state, profile);
    const next = press(IDLE, key, profile);
    return { ...next, replay: ended.replay, broken: ended.broken, ...(ended.scan === undefined ? {} : { scan: ended.scan }) };
  }
  if (isEnd(key)) return end(state);
  const character = characterOf(key, profile);
  if (state.kind === 'idle') {
    if (character === null) return { state: IDLE };
    return { state: { kind: 'gathering', text: character, keys: 1, lastAt: key.at, suppressed: '' }, begin: true };
  }
  // Inside a burst every key is the scanner's, so the browser's shortcuts (Ctrl+J, Ctrl+D, F5) are held back too.
  return {
    state: {
      ...state,
      text: state.text + (character ?? ''),
      keys: state.keys + 1,
      lastAt: key.at,
      suppressed: state.suppressed + (isPrintable(key) ? key.key : ''),
    },
    suppress: true,
  };
}

/** No key came for longer than the dead time: ends what was gathered, by the profile's rule. */
export function silence(state: WedgeState, profile: WedgeProfile): WedgeStep {
  if (state.kind === 'idle') return { state: IDLE };
  if (state.keys < KEYS_MIN) return state.suppressed === '' ? { state: IDLE } : { state: IDLE, replay: state.suppressed };
  if (profile.ends === 'silence') return { state: IDLE, scan: state.text };
  // Half a scan can look like a whole one (a serial cut short), so it is never passed on.
  return { state: IDLE, broken: state.text };
}

/**
 * How long to wait for the next key before the silence is taken for one. Keys carry their own instants, so a slow computer that hands them
 * over late breaks no scan: what looks like one already is given time to come whole.
 */
export function patienceMs(state: WedgeState, profile: WedgeProfile): number {
  const isScan = state.kind === 'gathering' && state.keys >= KEYS_MIN;
  return isScan && profile.ends === 'key' ? LATE_MS : profile.gapMsMax * 2 + 20;
}

function end(state: WedgeState): WedgeStep {
  if (state.kind === 'idle') return { state: IDLE };
  if (state.keys >= KEYS_MIN) return { state: IDLE, scan: state.text, suppress: true };
  return state.suppressed === '' ? { state: IDLE } : { state: IDLE, replay: state.suppressed };
}

export function isModifier(key: string): boolean {
  return (
    key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'AltGraph' || key === 'Meta' || key === 'CapsLock' || key === 'NumLock'
  );
}

export function isPrintable(key: KeyPress): boolean {
  // AltGr arrives as Ctrl+Alt on Windows; the character it makes is then a printable one.
  return key.key.length === 1 && !key.meta && key.ctrl === key.alt;
}

/** Enter, Tab, and the control characters that some scanners send in their place. */
export function isEnd(key: KeyPress): boolean {
  if (key.key === 'Enter' || key.key === 'Tab') return true;
  return key.ctrl && !key.alt && (key.code === 'KeyM' || key.code === 'KeyJ');
}

function characterOf(key: KeyPress, profile: WedgeProfile): string | null {
  if (key.key === GS || key.key === 'F8') return GS;
  if (key.ctrl && !key.alt && (key.key === ']' || key.code === 'BracketRight')) return GS;
  if (profile.separator !== null && key.key === profile.separator) return GS;
  // On many layouts ^ and ~ are dead keys: the browser says only that one was pressed.
  if (key.key === 'Dead' && (profile.separator === '^' || profile.separator === '~')) return GS;
  return isPrintable(key) ? key.key : null;
}
