import { fromHex, leafHash } from '@packtrail/ledger';
import type { Chance } from '../simulation/chance.ts';

interface Dossier {
  checkpoint: string;
  unit: { ref: string };
  steps: { command: string; entries: { entry: { unit: string }; fact: { lots: string[] }; path: string[]; turns: string }[] }[];
  contents: { path: string[]; turns: string; lots: string[] }[];
  inclusions: { leaf: string; path: string[]; index: number; size: number }[];
}

export type Alteration = keyof typeof ALTERATIONS;

/**
 * The step in which alone an altered dossier differs from the true one, counted from the newest, which is 0: what a refusal must name. Null where it differs
 * elsewhere, or in more than one.
 */
export function alteredStep(text: string, altered: string): number | null {
  try {
    const [was, is] = [JSON.parse(text) as Dossier, JSON.parse(altered) as Dossier];
    if (was.steps.length !== is.steps.length || JSON.stringify({ ...was, steps: [] }) !== JSON.stringify({ ...is, steps: [] })) return null;
    const differing = was.steps.flatMap((step, i) => (JSON.stringify(step) === JSON.stringify(is.steps[i]) ? [] : [i]));
    return differing.length === 1 ? (differing[0] as number) : null;
  } catch {
    return null;
  }
}

const parsed = (change: (dossier: Dossier, chance: Chance, other: Dossier) => boolean) => (text: string, chance: Chance, others: readonly string[]): string | null => {
  const dossier = JSON.parse(text) as Dossier;
  return change(dossier, chance, JSON.parse(chance.pick(others)) as Dossier) ? JSON.stringify(dossier) : null;
};
const anEntry = (dossier: Dossier, chance: Chance) => chance.pick(chance.pick(dossier.steps).entries);

const lotsOf = (steps: Dossier['steps']): string => [...new Set(steps.flatMap(({ entries }) => entries.flatMap(({ fact }) => fact.lots)))].sort().join();
const atOf = ({ command }: { command: string }): number => (JSON.parse(command) as { at: number }).at;

/** Each gives another text, or null where the dossier has nothing of the kind. `others` are dossiers of other units under the same checkpoint. */
export const ALTERATIONS = {
  'a byte changed'(text: string, chance: Chance): string {
    const bytes = Buffer.from(text);
    const at = chance.below(bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << chance.below(8));
    return bytes.toString();
  },
  'another digit in a hash'(text: string, chance: Chance): string {
    const places = [...text.matchAll(/[0-9a-f]{32,}/g)];
    const { 0: found, index } = chance.pick(places);
    const at = index + chance.below(found.length);
    return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
  },
  'a step left out': parsed(({ steps }, chance) => steps.length > 1 && steps.splice(chance.below(steps.length), 1).length > 0),
  'a step twice': parsed(({ steps }, chance) => steps.splice(chance.below(steps.length), 0, chance.pick(steps)).length === 0),
  // Two steps on different units within ten minutes are in no order that anything signed could tell.
  'two steps swapped': parsed(({ steps }, chance) => {
    const at = chance.below(steps.length);
    const other = chance.below(steps.length);
    const [one, two] = [steps[at], steps[other]];
    if (!one || !two || at === other) return false;
    const apart = Math.abs(atOf(one) - atOf(two)) > 600_000;
    const sameUnit = one.entries.some(({ entry }) => two.entries.some((each) => each.entry.unit === entry.unit));
    if (!apart && !sameUnit) return false;
    [steps[at], steps[other]] = [two, one];
    return true;
  }),
  // Of the newest own step and what came after it an entry may be missing: newer ones always may. Before, none.
  'an entry left out': parsed(({ steps, unit }, chance) => {
    const newest = steps.findIndex(({ entries }) => entries.some(({ entry }) => entry.unit === unit.ref));
    const older = newest < 0 ? [] : steps.slice(newest + 1).filter(({ entries }) => entries.length > 1);
    if (older.length === 0) return false;
    const { entries } = chance.pick(older);
    return entries.splice(chance.below(entries.length), 1).length > 0;
  }),
  'the path of an entry too long': parsed((dossier, chance) => {
    const entry = anEntry(dossier, chance);
    entry.path.push('0'.repeat(64));
    entry.turns += chance.pick(['L', 'R', '']);
    return true;
  }),
  'the path of an entry too short': parsed((dossier, chance) => {
    const entry = anEntry(dossier, chance);
    if (entry.path.length === 0) return false;
    entry.path.pop();
    entry.turns = entry.turns.slice(0, entry.path.length);
    return true;
  }),
  'a path to the log too short': parsed(({ inclusions }, chance) => chance.pick(inclusions).path.pop() !== undefined),
  'a path to the log too long': parsed(({ inclusions }, chance) => chance.pick(inclusions).path.push('1'.repeat(64)) > 0),
  'a node in the place of a leaf': parsed(({ inclusions }, chance) => {
    const proof = chance.pick(inclusions);
    const sibling = proof.path.shift();
    if (sibling === undefined) return false;
    proof.leaf = Buffer.from(leafHash(fromHex(proof.leaf + sibling))).toString('hex');
    proof.index >>= 1;
    return true;
  }),
  'the path in a container too short': parsed(({ contents }, chance) => {
    const proof = contents.length > 0 ? chance.pick(contents) : undefined;
    if (!proof || proof.path.length === 0) return false;
    proof.path.shift();
    proof.turns = proof.turns.slice(1);
    return true;
  }),
  'another lot in a container': parsed(({ contents }, chance) => {
    if (contents.length === 0) return false;
    chance.pick(contents).lots = ['c'.repeat(64)];
    return true;
  }),
  'the path of another lot in a container': parsed(({ contents }, chance, other) => {
    const foreign = other.contents.filter(({ lots }) => !contents.some((each) => each.lots.join() === lots.join()));
    if (contents.length === 0 || foreign.length === 0) return false;
    const { lots, path, turns } = chance.pick(foreign);
    Object.assign(chance.pick(contents), { lots, path, turns });
    return true;
  }),
  'the path of another lot’s transaction to the log': parsed(({ inclusions, steps }, chance, other) => {
    const own = new Set(inclusions.map(({ index }) => index));
    const foreign = other.inclusions.filter(({ index }) => !own.has(index));
    if (foreign.length === 0 || lotsOf(steps) === lotsOf(other.steps)) return false;
    const { index, path } = chance.pick(foreign);
    Object.assign(chance.pick(inclusions), { index, path });
    return true;
  }),
  'the contents of a container left out': parsed(({ contents }, chance) => contents.length > 0 && contents.splice(chance.below(contents.length), 1).length > 0),
  'the turns of a path mirrored': parsed((dossier, chance) => {
    const entry = anEntry(dossier, chance);
    entry.turns = entry.turns.replace(/[LR]/g, (turn) => (turn === 'L' ? 'R' : 'L'));
    return entry.turns.length > 0;
  }),
} as const satisfies Record<string, (text: string, chance: Chance, others: readonly string[]) => string | null>;
