import { distanceKm } from './distance.ts';
import type { Conflict, Life, Sighting, SightingRule } from './sighting.ts';

const HOUR_MS = 3_600_000;

/** How these rules bear with honest noise. */
export const TOLERANCE = {
  /** Data may be that late: until then a sighting without an explanation waits for one. */
  graceMs: 72 * HOUR_MS,
  /** Clocks differ, and a scan comes before or after the act that it belongs to. */
  clockMs: HOUR_MS,
  /** Who has dispensed a package may scan it again that long: a double scan, a label printed again. */
  sameHandMs: 24 * HOUR_MS,
  /** Faster than an airliner. */
  speedKmPerHour: 900,
  /** Below this, errors of clocks and of addresses weigh more than the way. */
  leastKm: 100,
} as const;

export type SightingVerdict = { readonly kind: 'explained' } | { readonly kind: 'wait'; readonly until: number } | { readonly kind: 'conflict'; readonly conflict: Conflict };

export interface SightingCase {
  readonly sighting: Sighting;
  /** What each issuer of this EPC has on record. */
  readonly lives: readonly Life[];
  /** Other sightings of the same EPC. */
  readonly others: readonly Sighting[];
  readonly now: number;
  /** Rules that are switched off; for showing that each is needed. */
  readonly without?: ReadonlySet<SightingRule>;
}

const EXPLAINED = { kind: 'explained' } as const;

/**
 * Judges one sighting of a package by what is recorded of its EPC: whether one code was in two hands. Pure: reads no clock and no database.
 * Nothing here says that a package is anything: two hands are told to look.
 */
export function judgeSighting({ lives, now, others, sighting, without = new Set() }: SightingCase): SightingVerdict {
  const [life] = [...lives].sort((one, other) => Number(touches(other, sighting.organisation)) - Number(touches(one, sighting.organisation)));
  if (sighting.oversight || !life) return EXPLAINED;
  const conflict = (rule: SightingRule, recorded: string): SightingVerdict | null =>
    without.has(rule) ? null : { kind: 'conflict', conflict: { rule, recorded, seen: sighting.organisation } };

  const rival = overlapping(lives);
  const after = seenAfterEnd(life, sighting);
  const far = farFrom(sighting, life, others);
  const certain = (rival && conflict('OVERLAPPING_CUSTODY', rival.find((holder) => holder !== sighting.organisation) ?? '')) || (after && conflict('SEEN_AFTER_END', after)) || (far && conflict('IMPOSSIBLE_TRAVEL', far));
  if (certain) return certain;
  if (after || isExplained(life, sighting)) return EXPLAINED;
  if (now < sighting.at + TOLERANCE.graceMs) return { kind: 'wait', until: sighting.at + TOLERANCE.graceMs };
  return conflict('SEEN_ELSEWHERE', holderOf(life)) ?? EXPLAINED;
}

const holderOf = ({ stays, ways }: Life): string => stays.at(-1)?.holder ?? ways.at(-1)?.to ?? '';

const touches = ({ stays, ways }: Life, organisation: string): boolean =>
  stays.some(({ holder }) => holder === organisation) || ways.some(({ from, to }) => from === organisation || to === organisation);

/** Two holders of packages by different issuers, at one time. */
function overlapping(lives: readonly Life[]): string[] | null {
  const holders = [...new Set(lives.flatMap(({ end, stays }) => (end || stays.at(-1)?.to !== null ? [] : [stays.at(-1)?.holder ?? ''])))];
  return lives.length > 1 && holders.length > 1 ? holders : null;
}

/** Who ended it, when it is seen after that in a way that its end does not explain. */
function seenAfterEnd(life: Life, sighting: Sighting): string | null {
  const { end } = life;
  const { at, organisation, purpose } = sighting;
  if (!end || at <= end.at) return null;
  if (organisation !== end.by) return isLookUp(life, sighting) ? null : end.by;
  // Its own pharmacy may look it up at any time, and take the empty bottle back; to receive or dispense it once more is another matter.
  const again = purpose === 'RECEIVE' || purpose === 'DISPENSE';
  return again && at > end.at + TOLERANCE.sameHandMs ? end.by : null;
}

/** Whether where the record has it, or will have it within the grace, is where it was seen. */
function isExplained(life: Life, sighting: Sighting): boolean {
  const { end, stays, ways } = life;
  const { at, organisation } = sighting;
  const { clockMs, graceMs } = TOLERANCE;
  if (end?.by === organisation && at > end.at) return true;
  // Held then; or came within the grace: the goods were there before their data.
  if (stays.some(({ from, holder, to }) => holder === organisation && from <= at + graceMs && (to === null || at <= to + clockMs))) return true;
  if (ways.some(({ arrived, left, to }) => to === organisation && left <= at + graceMs && (arrived === null || at <= arrived + clockMs))) return true;
  return isLookUp(life, sighting);
}

/** Who holds or held it looks it up when a partner calls; a package in hand is received, dispensed or taken back. */
const isLookUp = ({ stays }: Life, { at, organisation, purpose }: Sighting): boolean => purpose === 'CHECK' && stays.some(({ from, holder }) => holder === organisation && from <= at);

/** Whoever saw it too far away too soon before or after; null when nobody. */
function farFrom(sighting: Sighting, life: Life, others: readonly Sighting[]): string | null {
  if (!sighting.place || isLookUp(life, sighting)) return null;
  for (const other of others) {
    if (other.id === sighting.id || other.oversight || !other.place || isLookUp(life, other)) continue;
    const km = distanceKm(sighting.place, other.place);
    // Two clocks are never quite the same.
    const hours = (Math.abs(other.at - sighting.at) + TOLERANCE.clockMs / 12) / HOUR_MS;
    if (km > TOLERANCE.leastKm && km / hours > TOLERANCE.speedKmPerHour) return other.organisation;
  }
  return null;
}
