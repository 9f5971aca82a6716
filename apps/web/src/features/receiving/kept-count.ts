import type { Scanned } from './scanned';
import type { Mode, Settlement } from './settle';

/** One count of one delivery, as this device keeps it: it survives a reload, a closed lid and a lost connection. */
export interface Count {
  scans: readonly Scanned[];
  mode: Mode;
  /** The packages drawn for a sample. */
  sample: readonly string[];
  /** Once it was confirmed: what is being recorded, and which steps of it are done. */
  plan: Plan | null;
}

export interface Plan {
  settlement: Settlement;
  report: boolean;
  done: readonly string[];
  /** The command id of each step, made before anything is sent: whenever and wherever it is sent again, it is recorded once. */
  ids: Readonly<Record<string, string>>;
  block: number | null;
  /** Whether the sender was told of all that was odd; null while he was not yet, or need not be. */
  told: boolean | null;
}

export const NEW_COUNT: Count = { scans: [], mode: 'each', sample: [], plan: null };
export const SCANS_MOST = 1_000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Counts are kept by who counts: a colleague who signs in on the same device begins his own. */
export const keyOfCount = ({ shipmentId, userId }: { userId: string; shipmentId: string }): string => `packtrail.count.${userId}.${shipmentId}`;

export function readCount(storage: Store, key: string): Count {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Partial<Count> | null;
    if (!kept || !Array.isArray(kept.scans)) return NEW_COUNT;
    return { ...NEW_COUNT, ...kept };
  } catch {
    return NEW_COUNT;
  }
}

export function keepCount(storage: Store, key: string, count: Count): void {
  if (count.scans.length === 0 && count.plan === null && count.sample.length === 0) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(count));
}

/** How many things were scanned in a count that is kept, for the list of deliveries. */
export const scannedSoFar = (storage: Store, key: string): number => readCount(storage, key).scans.length;

/** Adds a scan; a thing that was scanned before is counted once, whatever spelling it comes in. */
export function addScan(count: Count, scan: Scanned): Count {
  return count.scans.some(({ key }) => key === scan.key) || count.scans.length >= SCANS_MOST ? count : { ...count, scans: [...count.scans, scan] };
}

/** Changes one scan by its id; the others stay the very same. */
export function changeScan(count: Count, id: string, change: (scan: Scanned) => Scanned): Count {
  return { ...count, scans: count.scans.map((scan) => (scan.id === id ? change(scan) : scan)) };
}

export const dropScan = (count: Count, id: string): Count => ({ ...count, scans: count.scans.filter((scan) => scan.id !== id) });
