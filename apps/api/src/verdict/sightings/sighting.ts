import type { ScanPurpose } from '../rules.ts';

/** A point on the earth, and how far from it the place may really be. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly withinKm: number;
}

/** Somebody read the code of a package: a scan, or an act that needs the package in hand. Times are milliseconds. */
export interface Sighting {
  readonly id: string;
  readonly at: number;
  readonly organisation: string;
  /** Where; null where it is not known. */
  readonly place: Place | null;
  readonly purpose: ScanPurpose;
  /** By a regulator, who looks at the goods of others by right and often from a desk. */
  readonly oversight: boolean;
}

/** Somebody held the package, by the time at which it happened, not at which it was recorded. */
export interface Stay {
  readonly holder: string;
  readonly from: number;
  readonly to: number | null;
}

/** It was on its way. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly left: number;
  readonly arrived: number | null;
}

/** What the record tells of one package by one issuer. */
export interface Life {
  readonly issuer: string;
  readonly stays: readonly Stay[];
  readonly ways: readonly Way[];
  /** Dispensed or decommissioned, and not undone since. */
  readonly end: { readonly by: string; readonly at: number } | null;
}

export type SightingRule = 'SEEN_AFTER_END' | 'OVERLAPPING_CUSTODY' | 'IMPOSSIBLE_TRAVEL' | 'SEEN_ELSEWHERE';

/** One code in two hands: whom to tell, each about its own part. */
export interface Conflict {
  readonly rule: SightingRule;
  /** Who has it by the record, and who saw it; one of them where both are the same. */
  readonly recorded: string;
  readonly seen: string;
}
