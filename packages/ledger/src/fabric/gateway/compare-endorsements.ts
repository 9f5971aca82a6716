import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson } from '../../format/canonical-json.ts';

/** What one organisation alone comes to over a command: an answer and writes, or words. Not the versions of what it read: a peer may be a block behind the others. */
export type Endorsement =
  | { readonly kind: 'endorses'; readonly answer: string; readonly writes: readonly (readonly [key: string, value: string])[] }
  | { readonly kind: 'says'; readonly text: string };

/** An organisation that comes to something else than the majority, in words that may be shown. */
export interface Differing {
  readonly mspId: string;
  readonly said: string;
  readonly others: string;
}

export interface Comparison {
  /** Those who came to the same, when they are more than half of all organisations; nobody otherwise. */
  readonly agreeing: readonly string[];
  /** Every one that answered otherwise, each time it was asked. Nobody where there is no majority: who is right cannot be told from outside. */
  readonly differing: readonly Differing[];
}

export interface AskAgain {
  /** How often an organisation is asked before it is accused. */
  readonly times: number;
  readonly pauseMs: number;
}

/** A peer that lags has caught up by then. */
const ASK_AGAIN: AskAgain = { times: 4, pauseMs: 400 };

/**
 * Asks each organisation by itself about one and the same command, and says whose answer differs from that of the majority. `ask` gives null where an organisation cannot be
 * reached; whoever differs is asked again after a pause, and so are all others, since the state may have moved on for everybody.
 */
export async function compareEndorsements(organisations: readonly string[], ask: (mspId: string) => Promise<Endorsement | null>, { pauseMs, times }: AskAgain = ASK_AGAIN): Promise<Comparison> {
  for (let time = 1, always: ReadonlySet<string> | null = null; ; time += 1) {
    const answers = new Map(await Promise.all(organisations.map(async (mspId) => [mspId, await ask(mspId)] as const)));
    const { agreeing, differing } = compareOnce(answers);
    const still: Differing[] = differing.filter(({ mspId }) => always?.has(mspId) ?? true);
    if (still.length === 0 || time === times) return { agreeing, differing: still };
    always = new Set(still.map(({ mspId }) => mspId));
    await sleep(pauseMs);
  }
}

/** The same for answers that were given. */
export function compareOnce(answers: ReadonlyMap<string, Endorsement | null>): Comparison {
  const groups = new Map<string, { readonly of: Endorsement; readonly members: string[] }>();
  for (const [mspId, of] of answers) {
    if (!of) continue;
    const group = groups.get(textOf(of)) ?? { of, members: [] };
    group.members.push(mspId);
    groups.set(textOf(of), group);
  }
  const majority = [...groups.values()].find(({ members }) => 2 * members.length > answers.size);
  if (!majority) return { agreeing: [], differing: [] };
  const differing = [...groups.values()].filter((group) => group !== majority).flatMap(({ members, of }) => members.map((mspId) => ({ mspId, ...tell(of, majority.of) })));
  return { agreeing: majority.members, differing };
}

const textOf = (of: Endorsement): string => canonicalJson(of.kind === 'says' ? [of.text] : [of.answer, of.writes.map(([key, value]) => [key, value])]);

/** How one answer differs from another: at the first fact that is not the same. */
function tell(one: Endorsement, other: Endorsement): Omit<Differing, 'mspId'> {
  if (one.kind === 'says' || other.kind === 'says') return { said: short(one), others: short(other) };
  const [ones, others] = [new Map(one.writes), new Map(other.writes)];
  const key = [...new Set([...ones.keys(), ...others.keys()])].sort().find((each) => ones.get(each) !== others.get(each));
  if (key === undefined) return { said: cut(`answers ${one.answer}`), others: cut(`answer ${other.answer}`) };
  const written = (value: string | undefined, verb: string) => cut(value === undefined ? `${verb} nothing to ${key}` : `${verb} to ${key} ${value}`);
  return { said: written(ones.get(key), 'writes'), others: written(others.get(key), 'write') };
}

const short = (of: Endorsement): string => cut(of.kind === 'says' ? of.text : `endorses ${of.writes.length} writes, the first to ${of.writes[0]?.[0] ?? 'nothing'}`);
const cut = (text: string): string => (text.length > TELL_CHARACTERS ? `${text.slice(0, TELL_CHARACTERS)}…` : text);
const TELL_CHARACTERS = 600;
