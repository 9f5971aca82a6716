import { parseSerial } from 'gs1-barcodes';
import { wordsOf } from '../../words';

export interface SerialList {
  serials: string[];
  /** Lines that cannot be a serial, with why; nothing of a list with these is sent. */
  wrong: { line: number; value: string; why: string }[];
  repeated: number;
  /** True when most serials follow one another, which makes the next one easy to guess. */
  sequential: boolean;
}

/** Reads pasted serials or a CSV file: one a line; of a CSV the column named `serial`, else the first. */
export function readSerials(text: string): SerialList {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  const separator = separatorOf(lines.find((line) => line !== '') ?? '');
  const header = cells(lines.find((line) => line !== '') ?? '', separator).map((cell) => cell.toLowerCase());
  const named = header.findIndex((cell) => /^serial([ _-]?(number|no))?$/.test(cell));
  const column = Math.max(0, named);
  const serials = new Set<string>();
  const wrong: SerialList['wrong'] = [];
  let repeated = 0;
  let headerSeen = named < 0;
  lines.forEach((line, index) => {
    if (line === '') return;
    if (!headerSeen) {
      headerSeen = true;
      return;
    }
    const value = cells(line, separator)[column] ?? '';
    const why = whyWrong(value);
    if (why !== null) wrong.push({ line: index + 1, value, why });
    else if (serials.has(value)) repeated += 1;
    else serials.add(value);
  });
  return { serials: [...serials], wrong, repeated, sequential: isSequential([...serials]) };
}

function whyWrong(value: string): string | null {
  const read = parseSerial(value);
  return read.ok ? null : (read.issues[0]?.message ?? wordsOf('products')('commission.notSerial'));
}

/** A comma and a semicolon are legal in a serial, so a line counts as CSV only under a header that says so. */
function separatorOf(first: string): string | null {
  if (!/serial/i.test(first)) return first.includes('\t') ? '\t' : null;
  return ['\t', ';', ','].find((each) => first.includes(each)) ?? null;
}

function cells(line: string, separator: string | null): string[] {
  const parts = separator === null ? [line] : line.split(separator);
  return parts.map((part) =>
    part
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

function isSequential(serials: readonly string[]): boolean {
  if (serials.length < 10) return false;
  const follows = serials.slice(1).filter((serial, index) => {
    const before = /^(.*?)(\d{1,15})$/.exec(serials[index] ?? '');
    const now = /^(.*?)(\d{1,15})$/.exec(serial);
    return before !== null && now !== null && before[1] === now[1] && Number(now[2]) - Number(before[2]) === 1;
  });
  return follows.length > serials.length / 2;
}
