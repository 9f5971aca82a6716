import type { NoticeSide } from '../notices/notices.ts';
import type { SightingRule } from '../sightings/sighting.ts';
import type { Action, RuleCode, ScanPurpose, Verdict } from '../rules.ts';

/** The words of one rule. Neutral: what is known, never what it might mean. `{name}` is filled in. */
export interface RuleWording {
  readonly message: string;
  /** What to do now; per purpose where it differs. */
  readonly next: string | Readonly<Partial<Record<ScanPurpose, string>> & { CHECK: string }>;
}

/** All words of verdicts in one language: every language has the same keys, by type. */
export interface Wording {
  readonly rules: Readonly<Record<RuleCode, RuleWording>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly purposes: Readonly<Record<ScanPurpose, string>>;
  readonly actions: Readonly<Record<Action, string>>;
  /** What each of the two hands is told; nothing of the other's. */
  readonly notices: Readonly<Record<SightingRule, Readonly<Record<NoticeSide, string>>>>;
  /** What to look at on the package. */
  readonly look: readonly string[];
}
