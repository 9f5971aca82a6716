import type { CDPSession, Page } from 'playwright-core';

const GS = '\u001d';
const CONTROL = 2;
const SHIFT = 8;
/** Between two keys of a scanner: 5 to 15 ms by their manuals. */
const KEY_GAP_S = 0.01;

export interface ScannerSettings {
  /** What it sends for the separator: the control key Ctrl+], or a printable character. */
  separator?: 'control' | '^';
  end?: 'Enter' | 'Tab';
}

/**
 * Types a barcode the way a keyboard-wedge scanner does: key events 10 ms apart into whatever has the focus, and the end key.
 * The instants are given to the browser with the events, so that a busy machine does not turn a scanner into a slow typist.
 */
export async function scanByHand(page: Page, text: string, { separator = 'control', end = 'Enter' }: ScannerSettings = {}): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const strokes = [
    ...[...text].flatMap((character) => strokesOf(character, separator)),
    [keyOf(end, end, end === 'Enter' ? 13 : 9)],
  ].flat();
  const startedAt = Date.now() / 1_000 - strokes.length * KEY_GAP_S;
  // Sent in one go: each keeps its place, and none waits for the answer to the one before.
  await Promise.all(strokes.map((stroke, index) => press(session, stroke, startedAt + index * KEY_GAP_S)));
  await session.detach();
}

interface Stroke {
  key: string;
  code: string;
  windowsVirtualKeyCode: number;
  modifiers: number;
  text?: string;
  /** A modifier goes down alone, before the key it belongs to. */
  heldOnly?: boolean;
}

function strokesOf(character: string, separator: 'control' | '^'): Stroke[][] {
  if (character === GS)
    return separator === '^'
      ? strokesOf('^', separator)
      : [[held('Control', 17), { ...keyOf(']', 'BracketRight', 221), modifiers: CONTROL, text: undefined }]];
  const shifted = /[A-Z^()<>?:"{}|~!@#$%&*_+]/.test(character);
  const key = { ...keyOf(character, codeOf(character), character.toUpperCase().charCodeAt(0)), text: character };
  return [shifted ? [held('Shift', 16), { ...key, modifiers: SHIFT }] : [key]];
}

const keyOf = (key: string, code: string, windowsVirtualKeyCode: number): Stroke => ({
  key,
  code,
  windowsVirtualKeyCode,
  modifiers: 0,
  ...(key === 'Enter' ? { text: '\r' } : {}),
});
const held = (key: string, windowsVirtualKeyCode: number): Stroke => ({
  ...keyOf(key, `${key}Left`, windowsVirtualKeyCode),
  heldOnly: true,
});

function codeOf(character: string): string {
  if (/[0-9]/.test(character)) return `Digit${character}`;
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`;
  return { ']': 'BracketRight', '[': 'BracketLeft', '^': 'Digit6', '-': 'Minus', '.': 'Period', '/': 'Slash' }[character] ?? 'Unidentified';
}

async function press(session: CDPSession, { heldOnly = false, text, ...stroke }: Stroke, timestamp: number): Promise<void> {
  const down = session.send('Input.dispatchKeyEvent', {
    type: text === undefined ? 'rawKeyDown' : 'keyDown',
    ...stroke,
    ...(text === undefined ? {} : { text }),
    timestamp,
  });
  await (heldOnly
    ? down
    : Promise.all([down, session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke, timestamp: timestamp + KEY_GAP_S / 2 })]));
}
