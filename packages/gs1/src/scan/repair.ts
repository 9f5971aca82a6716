/** Something that was done to the text before it could be read. Nothing is repaired without being listed. */
export interface Repair {
  readonly code: 'FRAMING_STRIPPED' | 'PROFILE_APPLIED' | 'SEPARATOR_SUBSTITUTED' | 'FNC1_DROPPED';
  /** [start, end) in the text that was given. */
  readonly span: readonly [start: number, end: number];
  readonly from: string;
  readonly to: string;
}
