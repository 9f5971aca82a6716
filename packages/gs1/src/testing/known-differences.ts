/** One message on which we and bwip-js differ. */
export interface Difference {
  readonly text: string;
  readonly fields: readonly { readonly ai: string; readonly value: string }[];
  /** The codes of our errors; none when we accept. */
  readonly ours: readonly string[];
  readonly theirs: string | undefined;
}
export function reasonToDiffer(_: Difference): string | undefined {
  return undefined;
}
