import { type Reason, reason, type RuleCode, RULES, type ScanPurpose } from './rules.ts';

/** What is known about a scanned unit when it is judged. Everything is given: the judge reads no clock and no database. */
export interface Evidence {
  readonly purpose: ScanPurpose;
  readonly asker: string;
  /** A regulator asks about the goods of others by right. */
  readonly askerIsRegulator: boolean;
  /** Whether the barcode can be read in more than one way. */
  readonly ambiguous: boolean;
  readonly printed: { readonly lot: string | null; readonly expiry: string | null };
  /** Today at the premises, YYYY-MM-DD. */
  readonly today: string;
  /** Null when no data has arrived. */
  readonly unit: UnitEvidence | null;
  /** How many issuers have recorded the same EPC. */
  readonly issuers: number;
}

export interface UnitEvidence {
  readonly isContainer: boolean;
  readonly state: string;
  readonly holder: string | null;
  readonly shipment: { readonly from: string; readonly to: string } | null;
  /** Whether the asker holds it, held it, or is its addressee. */
  readonly involved: boolean;
  /** Whether something inside is held, of a container. */
  readonly containsHeld: boolean;
  /** Own lot of a package; of a container the lots of its contents. */
  readonly lots: readonly { readonly number: string; readonly expiry: string; readonly recalled: boolean }[];
  /** Who commissioned it attests to a supplier's document. */
  readonly stated: boolean;
  /** Whether the registered prefixes of an own commissioner cover the GTIN. */
  readonly prefixCovered: boolean;
  /** When it came into its state, for people. */
  readonly since: string;
  /** Whether the asker's own user made its last step within minutes. */
  readonly justRecorded: boolean;
}

/** Judges a scan by the rules, in the order of their table. Pure. */
export function judge(evidence: Evidence): Reason[] {
  const found = new Map<RuleCode, Record<string, string>>();
  const say = (code: RuleCode, values: Record<string, string> = {}): void => void found.set(code, values);
  if (evidence.ambiguous) say('BARCODE_AMBIGUOUS');
  if (evidence.unit === null) say('NO_DATA_YET');
  else judgeUnit(evidence, evidence.unit, say);
  return (Object.keys(RULES) as RuleCode[]).filter((code) => found.has(code)).map((code) => reason(code, evidence.purpose, found.get(code)));
}

type Say = (code: RuleCode, values?: Record<string, string>) => void;

function judgeUnit(evidence: Evidence, unit: UnitEvidence, say: Say): void {
  judgeIdentity(evidence, unit, say);
  if (!unit.involved && !evidence.askerIsRegulator) {
    // To a stranger: whether what is printed agrees, never what is recorded; but nobody is left without a warning that concerns safety.
    if (unit.lots.some(({ recalled }) => recalled) && !unit.isContainer) say('RECALLED', { lot: evidence.printed.lot ?? '' });
    if (unit.state === 'dispensed') say('DISPENSED_ELSEWHERE');
    say('NOT_IN_YOUR_CUSTODY');
    return;
  }
  judgeLots(evidence, unit, say);
  judgeState(evidence, unit, say);
  if (unit.stated) say('STATED_BY_SUPPLIER');
}

function judgeIdentity({ askerIsRegulator, issuers, printed }: Evidence, { involved, isContainer, lots, prefixCovered }: UnitEvidence, say: Say): void {
  if (issuers > 1) say('TWO_ISSUERS');
  if (!prefixCovered) say('PREFIX_NOT_COVERED');
  const [lot] = lots;
  if (isContainer || !lot) return;
  const lotDiffers = printed.lot !== null && printed.lot !== lot.number;
  const expiryDiffers = printed.expiry !== null && printed.expiry !== lot.expiry;
  if (lotDiffers) say('LOT_MISMATCH');
  if (expiryDiffers) say('EXPIRY_MISMATCH');
  if (!involved && !askerIsRegulator && !lotDiffers && !expiryDiffers && printed.lot !== null) say('LOT_AND_EXPIRY_AGREE');
}

function judgeLots({ today }: Evidence, { isContainer, lots }: UnitEvidence, say: Say): void {
  const recalled = lots.filter((lot) => lot.recalled);
  const expired = lots.filter(({ expiry }) => expiry < today);
  if (recalled.length > 0) {
    if (!isContainer || recalled.length === lots.length) say('RECALLED', { lot: recalled.map(({ number }) => number).join(', ') });
    else say('CONTAINS_RECALLED');
  }
  if (expired.length > 0 && expired.length === lots.length) say('EXPIRED', { expiry: expired.map(({ expiry }) => expiry).sort().at(-1) ?? '' });
}

function judgeState({ asker, askerIsRegulator, purpose }: Evidence, { containsHeld, holder, justRecorded, shipment, since, state }: UnitEvidence, say: Say): void {
  const mine = holder === asker;
  switch (state) {
    case 'dispensed':
      if (!mine) say('DISPENSED_ELSEWHERE');
      else if (justRecorded) say('ALREADY_RECORDED');
      else say('ALREADY_DISPENSED', { when: since });
      return;
    case 'decommissioned':
      say('DECOMMISSIONED');
      return;
    case 'illegitimate':
      say('ILLEGITIMATE');
      break;
    case 'partially_dispensed':
      say('PARTLY_DISPENSED');
      break;
    case 'quarantined':
      say('HELD');
      break;
    case 'in_transit':
      if (askerIsRegulator) return;
      if (shipment?.to === asker) say('NOT_RECEIVED_YET');
      else if (shipment?.from === asker) say('SHIPPED_BY_YOU');
      else say('ON_ITS_WAY');
      return;
  }
  if (containsHeld) say('CONTAINS_HELD');
  if (!mine && !askerIsRegulator) say('NOT_IN_YOUR_CUSTODY');
  else if (mine && purpose === 'RECEIVE') say(justRecorded ? 'ALREADY_RECORDED' : 'ALREADY_RECEIVED');
}
