import type { Repair } from './repair.ts';

/** What one scanner does to every scan, found out once with a printed test symbol. Exact texts, not patterns. */
export interface ScannerProfile {
  /** What it sends in place of FNC1, such as `<GS>`, `{GS}`, `<F8>`, `%1D`. */
  readonly separator?: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** A part of a text, and where its characters stood. */
export interface Framed {
  readonly text: string;
  readonly repairs: readonly Repair[];
  /** Where a character of `text` stood in what was given. */
  readonly origin: (index: number) => number;
}

/** Takes off what stands around the data: the profile's prefix and suffix, line ends, tabs, STX and ETX, spaces. */
export function stripFraming(raw: string, profile: ScannerProfile = {}): Framed {
  const repairs: Repair[] = [];
  let start = 0;
  let end = raw.length;
  const cut = (from: number, to: number, code: Repair['code']) =>
    repairs.push({ code, span: [from, to], from: raw.slice(from, to), to: '' });
  if (profile.prefix && raw.startsWith(profile.prefix)) {
    start = profile.prefix.length;
    cut(0, start, 'PROFILE_APPLIED');
  }
  if (profile.suffix && raw.endsWith(profile.suffix) && end - profile.suffix.length >= start) {
    end -= profile.suffix.length;
    cut(end, raw.length, 'PROFILE_APPLIED');
  }
  const [from, to] = [start, end];
  while (start < end && FRAMING.includes(raw.charAt(start))) start++;
  while (end > start && FRAMING.includes(raw.charAt(end - 1))) end--;
  if (start > from) cut(from, start, 'FRAMING_STRIPPED');
  if (end < to) cut(end, to, 'FRAMING_STRIPPED');
  return { text: raw.slice(start, end), repairs, origin: (index) => start + index };
}

// NUL to EOT, line ends, tab, space, byte order mark
const FRAMING = '\u0000\u0001\u0002\u0003\u0004\t\n\r \ufeff';

/** Replaces a text of several characters by the separator, remembering where everything stood. */
export function replaceByProfile(framed: Framed, separator: string, by: string): Framed {
  const pieces = framed.text.split(separator);
  if (separator === '' || pieces.length === 1) return framed;
  const repairs: Repair[] = [...framed.repairs];
  const origins: number[] = [];
  let position = 0;
  pieces.forEach((piece, number) => {
    for (let index = 0; index < piece.length; index++) origins.push(framed.origin(position + index));
    position += piece.length;
    if (number === pieces.length - 1) return;
    const start = framed.origin(position);
    repairs.push({ code: 'PROFILE_APPLIED', span: [start, start + separator.length], from: separator, to: by });
    origins.push(start);
    position += separator.length;
  });
  return { text: pieces.join(by), repairs, origin: (index) => origins[index] ?? framed.origin(position) };
}
