import { aiEntry } from '../ai/lookup.ts';
import type { AiValue, Gs1Message } from '../ai/message.ts';
import { validate } from '../ai/validate.ts';
import { issue } from '../issues.ts';
import { conclude, fail, ok, type Result } from '../result.ts';
import { belongsIntoPath } from './digital-link.ts';
import { elementsOf } from './render.ts';

export interface DigitalLinkOptions {
  /** Where the link leads, without a slash at its end. The canonical link is on https://id.gs1.org. */
  readonly stem?: string;
  /** The key and its qualifiers alone, no attributes. */
  readonly keyOnly?: boolean;
}

const CANONICAL_STEM = 'https://id.gs1.org';
// What a link names is the most specific thing of a symbol: the package before the case it is in.
const KEY_ORDER = ['01', '8006', '8010', '00', '414', '417', '8003', '8004', '8017', '8018', '253', '255', '401', '402', '415', '8013'];

/**
 * The Digital Link of fields: key and qualifiers in the path, everything else as attributes in ascending order of AI, which is the
 * canonical form when the stem is left out. Refuses fields that are not valid, that hold no key, or that a link cannot carry.
 */
export function toDigitalLink(message: Gs1Message | readonly AiValue[], options: DigitalLinkOptions = {}): Result<string> {
  const { stem = CANONICAL_STEM, keyOnly = false } = options;
  const elements = unique(elementsOf(message));
  const keyAi = KEY_ORDER.find((ai) => elements.some((element) => element.ai === ai));
  const key = elements.find(({ ai }) => ai === keyAi);
  if (key === undefined) return fail(issue('DL_NO_PRIMARY_KEY_TO_BUILD'));
  const present = new Set(elements.map(({ ai }) => ai));
  const sequences = aiEntry(key.ai)?.qualifiers ?? [];
  const sequence = sequences.find((names) => names.some((name) => present.has(name))) ?? [];
  const qualifiers = sequence.flatMap((name) => elements.filter(({ ai }) => ai === name));
  const attributes = keyOnly ? [] : elements.filter((element) => element !== key && !qualifiers.includes(element)).sort(byAi);
  const misplaced = attributes
    .filter(({ ai }) => aiEntry(ai)?.linkAttribute === false || belongsIntoPath(ai, qualifiers, sequences))
    .map(({ ai }) => issue('DL_NOT_ATTRIBUTE', { ai }));
  return conclude([...validate(elements), ...misplaced], () => {
    const path = [key, ...qualifiers].map(({ ai, value }) => `/${ai}/${encodeURIComponent(value)}`).join('');
    const query = attributes.map(({ ai, value }) => `${ai}=${encodeURIComponent(value)}`).join('&');
    return stem + path + (query === '' ? '' : `?${query}`);
  });
}

/**
 * The canonical link of the one unit that fields name: a serialised package, else a logistic unit, else what `toDigitalLink` finds.
 * The lot is left out, for the serial names the package without it; so all spellings of one unit give one text.
 */
export function unitLink(message: Gs1Message | readonly AiValue[]): Result<string> {
  const elements = elementsOf(message);
  const value = (wanted: string) => elements.find(({ ai }) => ai === wanted)?.value;
  const [gtin, serial, sscc] = [value('01'), value('21'), value('00')];
  if (gtin !== undefined && serial !== undefined) return ok(`${CANONICAL_STEM}/01/${gtin}/21/${encodeURIComponent(serial)}`);
  if (sscc !== undefined) return ok(`${CANONICAL_STEM}/00/${sscc}`);
  return toDigitalLink(message, { keyOnly: true });
}

function unique(elements: readonly AiValue[]): readonly AiValue[] {
  return elements.filter(({ ai, value }, index) => elements.findIndex((other) => other.ai === ai && other.value === value) === index);
}

function byAi(one: AiValue, other: AiValue): number {
  return one.ai < other.ai ? -1 : 1;
}
