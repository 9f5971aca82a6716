import { unitKey } from './unit-key';
import { unitLabel } from './unit-label';

export interface CollectedUnit {
  text: string;
  key: string;
  label: string;
}

/** Adds what was scanned or pasted to the units collected: each once, whatever its spelling; what names no unit is given back. */
export function addUnits(
  units: readonly CollectedUnit[],
  texts: readonly string[],
): { units: CollectedUnit[]; unreadable: string[]; again: string[] } {
  const known = new Map(units.map((unit) => [unit.key, unit]));
  const unreadable: string[] = [];
  const again: string[] = [];
  for (const text of texts) {
    const key = unitKey(text);
    if (key === null) unreadable.push(text);
    else if (known.has(key)) again.push(text);
    else known.set(key, { text, key, label: unitLabel(text) });
  }
  return { units: [...known.values()], unreadable, again };
}
