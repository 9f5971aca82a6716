import type { Cast } from './cast.ts';
import type { Told } from './model.ts';
import type { Answer } from './machine.ts';

/** When the story begins. */
export const START = Date.parse('2026-01-05T08:00:00Z');
const DAY = 86_400_000;
const UNTOLD = ['historical', 'keys', 'msp', 'registration', 'terms', 'counts', 'root', 'size', 'extra', 'condition'];

/** A command as one line of a story: who does what to what, called by name. */
export function tell(cast: Cast, { at, body, by, type }: Told): string {
  const full = (unit: string): string => (unit.includes('/') ? unit : `${by}/${unit}`);
  const units = (list: readonly { unit: string; chain?: readonly string[] }[]): string =>
    `[${list.map(({ chain, unit }) => [full(unit), ...(chain ?? [])].join(' in ')).join(', ')}]`;
  const words = Object.entries(body).flatMap(([name, value]) => {
    if (UNTOLD.includes(name)) return value === true ? [name] : [];
    if (name === 'units' || name === 'missing') return (value as []).length > 0 ? [`${name} ${units(value as never)}`] : [];
    if (name === 'container') return [`into ${units([value as never])}`];
    return value === null || value === false ? [] : [value === true ? name : `${name} ${String(value)}`];
  });
  return cast.retell(`day ${((at - START) / DAY).toFixed(1)}: ${by} ${type} ${words.join(', ')}`);
}

export const tersely = (answer: Answer): string => (answer.kind === 'refusal' ? answer.refusal.code : answer.kind === 'unknown' ? answer.reason : answer.repeated ? 'the same receipt' : 'receipt');
