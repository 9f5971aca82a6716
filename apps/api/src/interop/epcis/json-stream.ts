import type { Json, JsonObject } from 'gs1-barcodes/epcis';
import type { DocumentRefusal, DocumentRefusalRule } from './document-refusal.ts';

/** Where the parts of a JSON text go. */
export interface JsonParts {
  /** Whether the items of the list at this pointer go out one by one and are not kept. */
  isList(pointer: string): boolean;
  /** `around` is what the text said before it. */
  item(item: JsonValue, around: JsonValue): void;
  /** Whether a member of an item of this name may list very much. */
  isLong?(name: string): boolean;
  /** The whole text but for such items. */
  root(root: JsonValue): void;
}

/** A value with its place. */
export interface JsonValue {
  readonly value: Json;
  readonly path: string;
  readonly line: number;
  /** The line of what lies in it, by its pointer in the text. */
  readonly lineOf: (pointer: string) => number;
}

/** What a text may have at most; `values` in one item, and in all that is kept of the rest; `others` in an item beside its long members: an item is read in one go, and everyone else waits. */
export const JSON_LIMITS = { depth: 40, values: 300_000, others: 5_000, members: 1_000, text: 20_000, number: 40 } as const;

/**
 * Reads JSON (RFC 8259) piece by piece, holding one item of the streamed list at a time. Beyond the grammar it refuses members of the
 * same name in one object, `__proto__`, characters that are half a pair, U+0000 (which no database of ours keeps), and whatever is
 * larger than its limits.
 */
export class JsonStream {
  readonly #parts: JsonParts;
  readonly #open: Frame[] = [];
  readonly #lines = new WeakMap<object, Map<string, number>>();
  #expects: Expects = 'value';
  #rest = '';
  /** Characters of the rest that were looked at before. */
  #seen = 0;
  #line = 1;
  #values = 0;
  #others = 0;
  /** Where the frame of an item stands among those that are open; beyond all of them where there is none. */
  #itemAt = Infinity;
  /** Whether nothing that was read since the last item lies on another line than what it lies in. */
  #isOneLine = true;
  #refusal: DocumentRefusal | null = null;

  constructor(parts: JsonParts) {
    this.#parts = parts;
  }

  /** Takes the next piece of text; gives why the text is refused, once it is. */
  write(text: string): DocumentRefusal | null {
    return this.#guarded(() => this.#read(this.#rest + text, false));
  }

  end(): DocumentRefusal | null {
    return this.#guarded(() => {
      this.#read(this.#rest, true);
      if (this.#expects !== 'end') this.#refuse('MALFORMED_JSON', 'The file ends before its JSON does.');
    });
  }

  #guarded(work: () => void): DocumentRefusal | null {
    if (this.#refusal) return this.#refusal;
    try {
      work();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return this.#refusal;
  }

  #read(text: string, isWhole: boolean): void {
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
        if (code === 0x0a) this.#line += 1;
        at += 1;
        continue;
      }
      const end = this.#endOf(text, at, code, isWhole);
      if (end < 0) break;
      this.#token(text, at, end, code);
      at = end;
    }
    this.#rest = text.slice(at);
  }

  /** Where the token that begins here ends; -1 when it goes on in the next piece. */
  #endOf(text: string, at: number, code: number, isWhole: boolean): number {
    if (code !== QUOTE && !isWordy(code)) return at + 1;
    let to = at + Math.max(1, at === 0 ? this.#seen : 0);
    this.#seen = 0;
    if (code === QUOTE) {
      for (; to < text.length; to += 1) {
        const inner = text.charCodeAt(to);
        if (inner === QUOTE) return to + 1;
        if (inner === BACKSLASH) to += 1;
        else if (inner < 0x20) this.#refuse('MALFORMED_JSON', 'A text has a line break or another control character in it.');
        if (to - at > JSON_LIMITS.text) this.#refuse('JSON_TEXT_TOO_LONG', `A text is longer than ${JSON_LIMITS.text} characters.`);
      }
      // A backslash at the very end is looked at again with what it escapes.
      this.#seen = to > text.length ? text.length - 1 - at : to - at;
      return -1;
    }
    while (to < text.length && isWordy(text.charCodeAt(to))) to += 1;
    if (to - at > JSON_LIMITS.number) this.#refuse('JSON_NUMBER', `A number is longer than ${JSON_LIMITS.number} characters.`);
    return to < text.length || isWhole ? to : -1;
  }

  #token(text: string, at: number, end: number, code: number): void {
    switch (code) {
      case QUOTE:
        return this.#expects === 'name' || this.#expects === 'name or }' ? this.#named(this.#textOf(text.slice(at, end))) : this.#simple(this.#textOf(text.slice(at, end)));
      case BRACE:
        return this.#opened({});
      case BRACKET:
        return this.#opened([]);
      case BRACE + 2:
      case BRACKET + 2:
        return this.#closed(code === BRACKET + 2);
      case COLON:
        if (this.#expects !== ':') this.#unexpected(':');
        this.#expects = 'value';
        return;
      case COMMA:
        if (this.#expects !== ',') this.#unexpected(',');
        this.#expects = this.#open.at(-1)?.isList ? 'value' : 'name';
        return;
      default:
        return this.#simple(this.#wordOf(text.slice(at, end)));
    }
  }

  #textOf(quoted: string): string {
    if (!quoted.includes('\\')) return quoted.slice(1, -1);
    let text: string;
    try {
      text = JSON.parse(quoted) as string;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return this.#refuse('MALFORMED_JSON', 'A text has an escape that JSON does not know.');
    }
    if (/\0|\p{Surrogate}/u.test(text)) this.#refuse('JSON_CHARACTER', 'A text has U+0000 or half of a surrogate pair in it.');
    return text;
  }

  #wordOf(word: string): Json {
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(word)) return this.#unexpected(word);
    const number = Number(word);
    if (!Number.isFinite(number)) this.#refuse('JSON_NUMBER', `The number ${word} is beyond all that is counted here.`);
    return number;
  }

  #named(name: string): void {
    const frame = this.#open.at(-1) as Frame;
    if (name === '__proto__') this.#refuse('JSON_MEMBER_FORBIDDEN', 'No member is called __proto__ here.');
    if (Object.hasOwn(frame.value, name)) this.#refuse('JSON_DUPLICATE_MEMBER', `The member "${name.slice(0, 100)}" stands twice in one object.`);
    frame.count += 1;
    if (frame.count > JSON_LIMITS.members) this.#refuse('JSON_TOO_MANY_MEMBERS', `An object has more than ${JSON_LIMITS.members} members.`);
    frame.name = name;
    this.#expects = ':';
  }

  #opened(value: Json[] | Record<string, Json>): void {
    this.#counted(Array.isArray(value) ? '[' : '{');
    if (this.#open.length >= JSON_LIMITS.depth) this.#refuse('JSON_TOO_DEEP', `Values lie more than ${JSON_LIMITS.depth} deep.`);
    const isList = Array.isArray(value);
    // Only what may stand around items knows its pointer: lists of items lie no deeper.
    const pointer = this.#open.length <= STREAMED_DEPTH ? this.#pointer() : null;
    const goesOut = isList && pointer !== null && this.#parts.isList(pointer);
    if (goesOut) this.#itemAt = this.#open.length + 1;
    this.#open.push({ value: value as Frame['value'], isList, line: this.#line, name: '', count: 0, goesOut });
    this.#expects = isList ? 'value or ]' : 'name or }';
  }

  #closed(isList: boolean): void {
    const frame = this.#open.at(-1);
    const may = this.#expects === ',' || this.#expects === (isList ? 'value or ]' : 'name or }');
    if (!frame || frame.isList !== isList || !may) return void this.#unexpected(isList ? ']' : '}');
    this.#open.pop();
    if (frame.goesOut) this.#itemAt = Infinity;
    this.#done(frame.value as Json, frame.line);
  }

  #simple(value: Json): void {
    this.#counted(JSON.stringify(value).slice(0, 40));
    this.#done(value, this.#line);
  }

  #counted(token: string): void {
    if (this.#expects !== 'value' && this.#expects !== 'value or ]') this.#unexpected(token);
    this.#values += 1;
    const item = this.#open[this.#itemAt];
    if (item && !this.#parts.isLong?.(item.name)) this.#others += 1;
    if (this.#others > JSON_LIMITS.others) this.#refuse('JSON_TOO_MANY_VALUES', `One event has more than ${JSON_LIMITS.others} values beside its lists of units.`);
    if (this.#values > JSON_LIMITS.values) this.#refuse('JSON_TOO_MANY_VALUES', `One event, or all that stands around the events, has more than ${JSON_LIMITS.values} values.`);
  }

  #done(value: Json, line: number): void {
    const frame = this.#open.at(-1);
    this.#expects = frame ? ',' : 'end';
    if (!frame) {
      this.#parts.root(this.#placed(value, '', line));
      return;
    }
    if (frame.goesOut) {
      // Most documents are written an event a line.
      const item = this.#isOneLine ? { value, path: this.#pointer(), line, lineOf: () => line } : this.#placed(value, this.#pointer(), line);
      this.#isOneLine = true;
      frame.count += 1;
      // What stands around the items is small beside any of them: the count begins anew.
      this.#values = 0;
      this.#others = 0;
      const [root] = this.#open as [Frame];
      this.#parts.item(item, this.#placed(root.value as Json, '', root.line));
      return;
    }
    if (line !== frame.line) this.#noteLine(frame, line);
    if (frame.isList) {
      (frame.value as Json[]).push(value);
      frame.count += 1;
    } else (frame.value as Record<string, Json>)[frame.name] = value;
  }

  #noteLine(frame: Frame, line: number): void {
    this.#isOneLine = false;
    const lines = this.#lines.get(frame.value) ?? new Map<string, number>();
    lines.set(stepOf(frame), line);
    this.#lines.set(frame.value, lines);
  }

  #placed(value: Json, path: string, line: number): JsonValue {
    const lineOf = (pointer: string): number => {
      let at: Json | undefined = value;
      let found = line;
      for (const step of pointer.slice(path.length).split('/').slice(1)) {
        if (typeof at !== 'object' || at === null) break;
        const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
        // A place that the text does not have is where it would stand.
        if (!Object.hasOwn(at, name)) break;
        found = this.#lines.get(at)?.get(name) ?? found;
        at = (at as JsonObject)[name];
      }
      return found;
    };
    return { value, path, line, lineOf };
  }

  /** Where the value stands that is being read. */
  #pointer(): string {
    return this.#open.map((frame) => `/${stepOf(frame).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }

  #unexpected(token: string): never {
    return this.#refuse('MALFORMED_JSON', `"${token.slice(0, 40)}" stands where ${WORDS[this.#expects]} should.`);
  }

  #refuse(rule: DocumentRefusalRule, message: string): never {
    this.#refusal ??= { rule, message, line: this.#line, path: this.#pointer().slice(0, 400) };
    throw new Stop(rule);
  }
}

/** Leaves the reading; it never leaves this file. */
class Stop extends Error {}

interface Frame {
  readonly value: Json[] | Record<string, Json>;
  readonly isList: boolean;
  readonly line: number;
  /** Of the member that is being read. */
  name: string;
  count: number;
  readonly goesOut: boolean;
}

type Expects = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ',' | 'end';
const WORDS: Readonly<Record<Expects, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  name: 'the name of a member',
  'name or }': 'the name of a member or }',
  ':': 'a colon',
  ',': 'a comma or the end of the list or object',
  end: 'the file',
};

const [QUOTE, BACKSLASH, BRACE, BRACKET, COLON, COMMA] = [0x22, 0x5c, 0x7b, 0x5b, 0x3a, 0x2c];
/** A list of items is a member of a member of the root. */
const STREAMED_DEPTH = 2;

const stepOf = ({ count, isList, name }: Frame): string => (isList ? String(count) : name);
/** Whether a number or a word can have it; anything else ends them. */
const isWordy = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x2d || code === 0x2b || code === 0x2e;
