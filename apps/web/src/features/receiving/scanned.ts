import type { Verdict } from '../../verdict/words';

/** What the record answered to one scan at the dock, as far as sorting needs it. */
export interface Told {
  verdict: Verdict;
  codes: readonly string[];
  /** The server's own sentences: why, and what to do. */
  why: string | null;
  next: string | null;
  shipmentId: string | null;
  product: string | null;
  lot: string | null;
  isContainer: boolean;
  /** Other ways to read the barcode. */
  candidates: readonly string[];
  /** What was done to the text before it could be read. */
  repairs: readonly string[];
}

/** One thing scanned at the dock. Its id is made here and goes with it to the server, which records it once. */
export interface Scanned {
  id: string;
  text: string;
  key: string;
  at: number;
  /** Null while it waits for an answer: it counts for nothing until then. */
  told: Told | null;
  damaged?: true;
}
