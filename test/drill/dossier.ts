import { createHash } from 'node:crypto';
import { fromHex, leafHash } from '@packtrail/ledger';
import { verifyDossier } from '@packtrail/ledger/verify';
import { Chance } from '../simulation/chance.ts';
import { Play } from '../simulation/play.ts';
import { DossierMaker } from '../support/dossier-maker.ts';

interface Dossier {
  checkpoint: string;
  unit: { ref: string };
  steps: { command: string; entries: { entry: { unit: string }; path: string[]; turns: string }[] }[];
  contents: { path: string[]; turns: string; lots: string[] }[];
  inclusions: { leaf: string; path: string[]; index: number; size: number }[];
}

const STEPS = 60;

/**
 * True dossiers of units with random histories must be accepted (`count` of them), and as many altered ones refused: any byte, a step left
 * out, doubled, or two swapped, a path too short or too long, a node in the place of a leaf, the key of another log.
 */
export async function dossierDrill({ count, print, firstSeed = 1 }: { count: number; print(line: string): void; firstSeed?: number }): Promise<{ passed: number; failed: number }> {
  const totals = { true: 0, altered: 0, failed: 0, largest: 0 };
  const refused = new Map<string, number>();
  const fail = (seed: number, what: string): void => {
    totals.failed += 1;
    if (totals.failed <= 20) print(`SEED=${seed}: ${what}`);
  };
  for (let seed = firstSeed; totals.true < count || totals.altered < count; seed += 1) {
    const play = new Play(seed);
    try {
      await play.prologue(new Chance(seed, 0));
      for (let step = 1; step <= STEPS; step += 1) await play.step('command', new Chance(seed, step));
      await play.reopen();
      const maker = await DossierMaker.read(play.ledger, play.cast);
      const chance = new Chance(seed, STEPS + 1);
      const vkey = play.ledger.verifierKey;
      for (const { ref } of play.model.things.values()) {
        const text = await maker.of(ref);
        if (text === null || !play.cast.salts.has(ref) || totals.true >= count) continue;
        totals.true += 1;
        totals.largest = Math.max(totals.largest, text.length);
        const check = await verifyDossier(text, vkey);
        if (!check.good) {
          fail(seed, `the true dossier of ${play.cast.nameOf(ref)} is refused: ${check.why} (step ${check.step})`);
          continue;
        }
        for (const kind of chance.some(Object.keys(ALTER) as Alteration[], 3)) {
          const altered: string | null = ALTER[kind](text, chance);
          if (altered === null || altered === text || totals.altered >= count) continue;
          totals.altered += 1;
          const answer = await verifyDossier(altered, vkey).catch((error: unknown) => ({ good: false as const, why: `a fault: ${String(error)}`, step: null }));
          if (answer.good) fail(seed, `the dossier of ${play.cast.nameOf(ref)} with ${kind} is accepted`);
          else if (answer.why.startsWith('a fault')) fail(seed, `the dossier of ${play.cast.nameOf(ref)} with ${kind} makes the verifier fail: ${answer.why}`);
          else refused.set(kind, (refused.get(kind) ?? 0) + 1);
        }
        if (chance.odds(0.1)) {
          const other = await verifyDossier(text, otherKey(vkey, chance));
          if (other.good || other.why.includes('malformed')) fail(seed, `under the key of another log of the same name: ${other.good ? 'accepted' : other.why}`);
        }
      }
    } finally {
      await play.close();
    }
  }
  print(`${totals.true} true dossiers, the largest of ${totals.largest} bytes; ${totals.altered} altered ones, refused: ${[...refused].map(([kind, times]) => `${kind} ${times}`).join(', ')}`);
  return { passed: totals.true + totals.altered - totals.failed, failed: totals.failed };
}

type Alteration = keyof typeof ALTER;
const parsed = (change: (dossier: Dossier, chance: Chance) => boolean) => (text: string, chance: Chance): string | null => {
  const dossier = JSON.parse(text) as Dossier;
  return change(dossier, chance) ? JSON.stringify(dossier) : null;
};
const anEntry = (dossier: Dossier, chance: Chance) => chance.pick(chance.pick(dossier.steps).entries);

const atOf = ({ command }: { command: string }): number => (JSON.parse(command) as { at: number }).at;

/** Each gives another text, or null where the dossier has nothing of the kind. */
const ALTER = {
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
  'the contents of a container left out': parsed(({ contents }, chance) => contents.length > 0 && contents.splice(chance.below(contents.length), 1).length > 0),
  'the turns of a path mirrored': parsed((dossier, chance) => {
    const entry = anEntry(dossier, chance);
    entry.turns = entry.turns.replace(/[LR]/g, (turn) => (turn === 'L' ? 'R' : 'L'));
    return entry.turns.length > 0;
  }),
} as const satisfies Record<string, (text: string, chance: Chance) => string | null>;

/** The key of another log of the same name (C2SP: its id is the start of a hash over name and key). */
function otherKey(vkey: string, chance: Chance): string {
  const name = vkey.split('+')[0] as string;
  const key = Buffer.from(`01${chance.hex(32)}`, 'hex');
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}
