import { createHash } from 'node:crypto';
import { verifyDossier } from '@packtrail/ledger/verify';
import { Chance } from '../simulation/chance.ts';
import { Play } from '../simulation/play.ts';
import { DossierMaker } from '../support/dossier-maker.ts';
import { missingForPython, verifyByPython } from '../verifier/by-python.ts';
import { type Alteration, ALTERATIONS, alteredStep } from './alterations.ts';
import { remake } from './remake.ts';

export interface DossierDrill {
  /** So many true dossiers. */
  readonly count: number;
  /** So many altered ones; ten times as many by default. */
  readonly altered?: number;
  /** Of the altered ones so many are put before the second verifier too. */
  readonly toPython?: number;
  readonly firstSeed?: number;
  print(line: string): void;
}

/** A dossier that must be refused: how it was altered, and in which step alone, if in one. */
interface Altered {
  readonly what: string;
  readonly text: string;
  readonly step: number | null;
}

const STEPS = 60;
/** What is missing is found out by the steps around it. */
const AROUND: Alteration = 'an entry left out';
const REMADE = 're-made under another log’s key';

/**
 * True dossiers of units with random histories must be accepted, and altered ones refused, each naming the step where the alteration lies in one: any byte, a
 * step left out, doubled, or two swapped, a path too short or too long, a node in the place of a leaf, another lot's path, the whole ledger made again under another
 * log's key. One that hides a taking-out behind its container's later steps must be accepted, with those steps marked as carried.
 */
export async function dossierDrill({ count, altered: wanted = 10 * count, firstSeed = 1, print, toPython = 0 }: DossierDrill): Promise<{ passed: number; failed: number }> {
  const missing = toPython > 0 ? missingForPython() : [];
  const totals = { true: 0, altered: 0, python: 0, hiding: 0, named: 0, failed: 0, largest: 0 };
  const refused = new Map<string, number>();
  const fail = (seed: number, what: string): void => {
    totals.failed += 1;
    if (totals.failed <= 20) print(`SEED=${seed}: ${what}`);
  };
  for (let seed = firstSeed; totals.true < count || totals.altered < wanted; seed += 1) {
    const play = new Play(seed);
    try {
      await play.prologue(new Chance(seed, 0));
      for (let step = 1; step <= STEPS; step += 1) await play.step('command', new Chance(seed, step));
      await play.reopen();
      const chance = new Chance(seed, STEPS + 1);
      const vkey = play.ledger.verifierKey;
      const maker = await DossierMaker.read(play.ledger, play.cast);
      const units = [...play.model.things.values()].map(({ ref }) => ref).filter((ref) => play.cast.salts.has(ref));
      const made = new Map<string, string>();
      for (const ref of units) {
        const text = await maker.of(ref);
        if (text !== null && totals.true + made.size < count) made.set(ref, text);
      }
      for (const [ref, text] of made) {
        totals.true += 1;
        totals.largest = Math.max(totals.largest, text.length);
        const check = await verifyDossier(text, vkey);
        if (!check.good) fail(seed, `the true dossier of ${play.cast.nameOf(ref)} is refused: ${check.why} (step ${check.step})`);
        if (chance.odds(0.1)) {
          const other = await verifyDossier(text, otherKey(vkey, chance));
          if (other.good || other.why.includes('malformed')) fail(seed, `under the key of another log of the same name: ${other.good ? 'accepted' : other.why}`);
        }
        totals.hiding += await tryToHide(maker, { ref, vkey, fail: (what) => fail(seed, `${play.cast.nameOf(ref)} ${what}`) });
      }
      const others = [...made.values()];
      const alterations: Altered[] = others.length === 0 ? [] : [...(await remadeDossiers(play, [...made.keys()]))];
      const share = Math.min(wanted - totals.altered, Math.ceil((wanted / count) * made.size)) - alterations.length;
      for (let tries = 0, from = alterations.length; alterations.length - from < share && tries < 4 * share; tries += 1) {
        const what = chance.pick(Object.keys(ALTERATIONS) as Alteration[]);
        const text = others[tries % others.length] as string;
        const other: string | null = ALTERATIONS[what](text, chance, others);
        if (other !== null && other !== text) alterations.push({ what, text: other, step: alteredStep(text, other) });
      }
      for (const { step, text, what } of alterations) {
        totals.altered += 1;
        const answer = await verifyDossier(text, vkey).catch((error: unknown) => ({ good: false as const, why: `a fault: ${String(error)}`, step: null }));
        if (answer.good) fail(seed, `a dossier with ${what} is accepted`);
        else if (answer.why.startsWith('a fault')) fail(seed, `a dossier with ${what} makes the verifier fail: ${answer.why}`);
        else if (step !== null && (what === AROUND ? answer.step === null : answer.step !== step)) fail(seed, `a dossier with ${what} in step ${step} is refused at step ${answer.step}: ${answer.why}`);
        else refused.set(what, (refused.get(what) ?? 0) + 1);
        if (step !== null) totals.named += 1;
      }
      const shown = missing.length > 0 ? [] : alterations.slice(0, toPython - totals.python);
      if (shown.length > 0) {
        const answers = verifyByPython(shown.map(({ text }) => text), vkey);
        totals.python += shown.length;
        for (const [i, { step, what }] of shown.entries()) {
          if (answers[i]?.good) fail(seed, `a dossier with ${what} is accepted by the second verifier`);
          else if (step !== null && (what === AROUND ? answers[i]?.step === null : answers[i]?.step !== step + 1)) fail(seed, `a dossier with ${what} in step ${step} is refused by the second verifier at ${answers[i]?.step}: ${answers[i]?.why}`);
        }
      }
    } finally {
      await play.close();
    }
  }
  print(`${totals.true} true dossiers accepted, the largest of ${totals.largest} bytes; ${totals.hiding} of them once more with a taking-out hidden, accepted with the later steps as carried`);
  print(`${totals.altered} altered ones refused, of ${totals.named} the one step named that was altered: ${[...refused].map(([kind, times]) => `${kind} ${times}`).join(', ')}`);
  if (toPython > 0) print(missing.length > 0 ? `The second verifier was NOT RUN: there is no ${missing.join(' and no ')} here.` : `${totals.python} of the altered ones refused by the second verifier too`);
  return { passed: totals.true + totals.hiding + totals.altered + totals.python - totals.failed, failed: totals.failed };
}

/**
 * The dossier of a unit without its taking-out of a container and all that it did since, with what became of the container after: true as far as it goes. 1 when
 * there is such a taking-out, and a later step of the container; else 0.
 */
async function tryToHide(maker: DossierMaker, { fail, ref, vkey }: { ref: string; vkey: string; fail(what: string): void }): Promise<0 | 1> {
  const hiding = await maker.hidingTakenOut(ref);
  if (!hiding) return 0;
  const check = await verifyDossier(hiding.text, vkey);
  if (!check.good) fail(`with its taking-out hidden is refused: ${check.why} (step ${check.step})`);
  else if (!check.steps.slice(-hiding.later).every(({ carried }) => carried)) fail('with its taking-out hidden shows later steps of the container as its own');
  return 1;
}

/** A few dossiers of a ledger that was made again, whole and true but for its key. */
async function remadeDossiers(play: Play, refs: readonly string[]): Promise<Altered[]> {
  const { close, ledger } = await remake(play.ledger);
  try {
    const maker = await DossierMaker.read(ledger, play.cast);
    const texts = await Promise.all(refs.slice(0, 5).map((ref) => maker.of(ref)));
    const [first] = texts;
    if (first && !(await verifyDossier(first, ledger.verifierKey)).good) throw new Error('the re-made ledger gives no true dossiers');
    return texts.flatMap((text) => (text === null ? [] : [{ what: REMADE, text, step: null }]));
  } finally {
    await close();
  }
}

/** The key of another log of the same name (C2SP: its id is the start of a hash over name and key). */
function otherKey(vkey: string, chance: Chance): string {
  const name = vkey.split('+')[0] as string;
  const key = Buffer.from(`01${chance.hex(32)}`, 'hex');
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}
