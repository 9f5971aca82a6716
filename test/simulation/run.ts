import fc from 'fast-check';
import { Chance } from './chance.ts';
import type { Model } from './model.ts';
import { Play, type Step, STEPS } from './play.ts';
import { Wrong } from './wrong.ts';

export interface RunResult {
  /** Null when every answer, fact and invariant was right. */
  readonly failure: { readonly step: number; readonly what: string } | null;
  readonly story: readonly string[];
  /** The signed head of the ledger at the end: the same seed, the same bytes. */
  readonly checkpoint: string | null;
  readonly accepted: number;
  readonly refused: number;
  readonly faults: number;
}

/** One step of a story. It draws from a chance of its own, so that leaving others out changes nothing in it. */
class StoryStep implements fc.AsyncCommand<Model, Play> {
  constructor(
    readonly kind: Step,
    readonly chance: readonly [seed: number, step: number],
  ) {}

  check = (): boolean => true;
  run = (_: Model, play: Play): Promise<void> => play.step(this.kind, new Chance(...this.chance));
  toString = (): string => this.kind;
}

/** Plays one seed; a failing one is shortened, when that is wanted, to the shortest story that still fails. */
export async function run({ seed, shorten = false, steps }: { seed: number; steps: number; shorten?: boolean }): Promise<RunResult> {
  let last: RunResult = { failure: null, story: [], checkpoint: null, accepted: 0, refused: 0, faults: 0 };
  const property = fc.asyncProperty(fc.commands(stepsOf(seed), { maxCommands: steps, size: 'max' }), async (story) => {
    const result = await play(seed, story);
    if (result.failure || last.story.length === 0) last = result;
    return result.failure === null;
  });
  // Shortening by the clock alone is not repeatable, and need not be: the seed is.
  await fc.check(property, { seed, numRuns: 1, unbiased: true, endOnFailure: !shorten, interruptAfterTimeLimit: 120_000 });
  return last;
}

/** The kinds of steps by the weights of the seed: some come more often and some never, so that each seed strays into another corner. */
function stepsOf(seed: number): fc.Arbitrary<StoryStep>[] {
  const chance = new Chance(seed, 2);
  const of = (kind: Step) => fc.noShrink(fc.nat()).map((step) => new StoryStep(kind, [seed, step]));
  const weighted = (Object.keys(STEPS) as Step[]).map((kind) => ({ weight: kind === 'command' ? STEPS[kind] : STEPS[kind] * chance.pick([0, 1, 1, 3]), arbitrary: of(kind) }));
  return [fc.oneof(...weighted)];
}

async function play(seed: number, steps: Iterable<fc.AsyncCommand<Model, Play>>): Promise<RunResult> {
  const play = new Play(seed);
  let failure: RunResult['failure'] = null;
  let checkpoint: string | null = null;
  const unheard = (error: unknown): void => void (failure ??= { step: play.story.length, what: `a failure that nobody hears: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` });
  process.on('unhandledRejection', unheard);
  try {
    await play.prologue(new Chance(seed, 3));
    await fc.asyncModelRun(() => ({ model: play.model, real: play }), steps);
    await play.epilogue(new Chance(seed, 4));
    checkpoint = await play.ledger.checkpoint();
  } catch (error) {
    const what = error instanceof Wrong ? error.message : `a fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    failure = { step: play.story.length, what: play.cast.retell(what) };
  } finally {
    play.machine.disk.calm();
    await play.close().catch((error: unknown) => (failure ??= { step: play.story.length, what: `it does not close: ${String(error)}` }));
    // Node tells of it after the turn in which it happened.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unheard);
  }
  const { accepted, faults, refused, story } = play;
  return { failure, story, checkpoint, accepted: accepted.length, refused, faults };
}
