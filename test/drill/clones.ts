import { judgeSighting } from '../../apps/api/src/verdict/sightings/judge-sighting.ts';
import { lifeOf } from '../../apps/api/src/verdict/sightings/life-of.ts';
import type { Life, SightingRule } from '../../apps/api/src/verdict/sightings/sighting.ts';
import { type CloneKind, makeWorld, type Road, road } from './clones-world.ts';

const FOUND_MIN = 0.99;
/** Of honest packages: the aim of the European system for its alerts. */
const FALSE_MAX = 0.0005;

export interface ClonesResult {
  readonly clones: number;
  readonly found: number;
  readonly honest: number;
  readonly falseAlerts: number;
  readonly scans: number;
  readonly byRule: ReadonlyMap<string, number>;
  readonly byKind: ReadonlyMap<CloneKind, { readonly all: number; readonly found: number }>;
}

/**
 * A seeded world of packages, a hundredth of them with a copy, and honest noise: every scan is judged by the very rules that the node judges by, as often
 * and with as much of the record as the node has at that moment.
 */
export function playClones({ count, seed = 1, without }: { count: number; seed?: number; without?: ReadonlySet<SightingRule> }): ClonesResult {
  const world = makeWorld(seed);
  const byRule = new Map<string, number>();
  const byKind = new Map<CloneKind, { all: number; found: number }>();
  let [found, falseAlerts, scans, clones] = [0, 0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const one = road(world, seed, i);
    scans += one.sightings.length;
    const rule = alarmOf(one, without);
    if (rule) byRule.set(`${rule}${one.clone ? '' : ', false'}`, (byRule.get(`${rule}${one.clone ? '' : ', false'}`) ?? 0) + 1);
    if (one.clone) {
      clones += 1;
      const kind = byKind.get(one.clone) ?? { all: 0, found: 0 };
      byKind.set(one.clone, { all: kind.all + 1, found: kind.found + (rule ? 1 : 0) });
      if (rule) found += 1;
    } else if (rule) falseAlerts += 1;
  }
  return { clones, found, honest: count - clones, falseAlerts, scans, byRule, byKind };
}

/** The first alarm that the scans of a package raise, as the record grows; null without one. */
function alarmOf({ addressees, sightings, steps }: Road, without?: ReadonlySet<SightingRule>): SightingRule | null {
  const issuers = [...new Set(steps.map(({ issuer }) => issuer))];
  const livesAt = (now: number): Life[] =>
    issuers.flatMap((issuer) => {
      const known = steps.filter((step) => step.issuer === issuer && step.recordedAt <= now);
      return known.length > 0 ? [lifeOf(issuer, known, addressees)] : [];
    });
  for (const sighting of sightings) {
    for (let now = sighting.at; ; ) {
      const verdict = judgeSighting({ sighting, lives: livesAt(now), others: sightings.filter(({ at }) => at <= now), now, ...(without && { without }) });
      if (verdict.kind === 'conflict') return verdict.conflict.rule;
      if (verdict.kind === 'explained') break;
      now = verdict.until;
    }
  }
  return null;
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Passed are the copies found and the honest packages left alone, as far as both are promised. */
export function clonesDrill({ count, print }: { count: number; print(line: string): void }): { passed: number; failed: number } {
  const started = performance.now();
  const { byKind, byRule, clones, falseAlerts, found, honest, scans } = playClones({ count });
  print(`${count} packages, ${scans} scans; ${clones} packages with a copy: ${found} found (${(100 * share(found, clones)).toFixed(2)} %, at least ${100 * FOUND_MIN} % are asked for)`);
  for (const [kind, { all, found: seen }] of byKind) print(`  seen ${kind}: ${seen} of ${all}`);
  print(`${honest} honest packages: ${falseAlerts} false alerts (${(100 * share(falseAlerts, honest)).toFixed(4)} %, at most ${100 * FALSE_MAX} % are allowed)`);
  for (const [rule, times] of [...byRule].sort()) print(`  ${rule}: ${times}`);
  print(`in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  const missed = share(found, clones) >= FOUND_MIN ? 0 : clones - found;
  const alarmed = share(falseAlerts, honest) <= FALSE_MAX ? 0 : falseAlerts;
  return { passed: clones + honest - missed - alarmed, failed: missed + alarmed };
}
