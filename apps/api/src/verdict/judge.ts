import { type Action, actionsOf, RULE_CODES, type RuleCode, type ScanPurpose, severityOf, type Verdict } from './rules.ts';

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
  /** The country of the premises; null when none is known. */
  readonly country: string | null;
  /** When the last licence of the asker ended; null where one is in force, or none was ever recorded. */
  readonly licenceEnded: string | null;
  /** Null when no data has arrived. */
  readonly unit: UnitEvidence | null;
  /** How many issuers have recorded the same EPC. */
  readonly issuers: number;
}

export interface UnitEvidence {
  readonly isContainer: boolean;
  /** Whether it lies in a container, as far as the record knows. */
  readonly inContainer: boolean;
  readonly state: string;
  /** Why it was decommissioned, where it was. */
  readonly reason: string | null;
  readonly holder: string | null;
  readonly shipment: { readonly from: string; readonly to: string } | null;
  /** Of the shipment: whether goods change owner by it and nothing was stated. */
  readonly lacksStatement: boolean;
  /** Of the shipment: when the last licence of its sender ended. */
  readonly senderLicenceEnded: string | null;
  /** Whether the asker holds it, held it, or is its addressee. */
  readonly involved: boolean;
  /** Whether something inside is held, of a container. */
  readonly containsHeld: boolean;
  /** Own lot of a package; of a container the lots of its contents. */
  readonly lots: readonly { readonly number: string; readonly expiry: string; readonly recalled: boolean }[];
  /** The country that its product is labelled for; null when that is not known. */
  readonly market: string | null;
  /** Who commissioned it attests to a supplier's document. */
  readonly stated: boolean;
  /** Whether the registered prefixes of an own commissioner cover the GTIN. */
  readonly prefixCovered: boolean;
  /** Whether its chain of holders has a break. */
  readonly gap: boolean;
  /** Whether packages with its code, by different issuers, are with different holders at one time. */
  readonly overlapping: boolean;
  /** What the asker was notified of and has not settled. */
  readonly notices: readonly ('SEEN_ELSEWHERE' | 'IMPOSSIBLE_TRAVEL')[];
  /** When it came into its state, for people. */
  readonly since: string;
  /** Days since then. */
  readonly daysSince: number;
  /** Whether the asker's own user made its last step within minutes. */
  readonly justRecorded: boolean;
}

/** A rule that applies, with what fills its sentence and what can be done about it. */
export interface Finding {
  readonly code: RuleCode;
  readonly severity: Verdict;
  /** The likeliest first; none where there is nothing to press. */
  readonly actions: readonly Action[];
  readonly values: Readonly<Record<string, string>>;
}

/** Days within which a dispensing can be undone (Delegated Regulation (EU) 2016/161, Art. 13); the contract holds it too. */
const UNDO_DAYS_MAX = 10;

/** Judges a scan by the rules, in the order of their table. Pure. */
export function judge(evidence: Evidence): Finding[] {
  const found = new Map<RuleCode, Record<string, string>>();
  const say = (code: RuleCode, values: Record<string, string> = {}): void => void found.set(code, values);
  if (evidence.ambiguous) say('BARCODE_AMBIGUOUS');
  if (evidence.unit === null) {
    say('NO_DATA_YET');
    judgePrintedExpiry(evidence, say);
  } else judgeUnit(evidence, evidence.unit, say);
  const told = RULE_CODES.flatMap((code) => {
    const values = found.get(code);
    const severity = severityOf(code, evidence.purpose);
    return values && severity ? [{ code, severity, values }] : [];
  });
  const forbidden = told.some(({ severity }) => severity === 'DO_NOT_USE');
  return told.map((each) => ({ ...each, actions: actionsOf(each.code, evidence.purpose).filter((action) => can(action, evidence, forbidden)) }));
}

/** The findings of a barcode that names no unit: why, and that it may be read in another way, where it may. */
export function unread(problem: RuleCode, purpose: ScanPurpose, { ambiguous, why }: { ambiguous: boolean; why: string }): Finding[] {
  const finding = (code: RuleCode): Finding => ({ code, severity: severityOf(code, purpose) ?? 'COULD_NOT_ASK', actions: actionsOf(code, purpose), values: { why } });
  return [finding(problem), ...(ambiguous ? [finding('BARCODE_AMBIGUOUS')] : [])];
}

type Say = (code: RuleCode, values?: Record<string, string>) => void;

function judgeUnit(evidence: Evidence, unit: UnitEvidence, say: Say): void {
  judgeIdentity(evidence, unit, say);
  for (const notice of unit.notices) say(notice);
  if (!unit.involved && !evidence.askerIsRegulator) {
    // To a stranger: whether what is printed agrees, never what is recorded; but nobody is left without a warning that concerns safety.
    if (unit.lots.some(({ recalled }) => recalled) && !unit.isContainer) say('RECALLED', { lot: evidence.printed.lot ?? '' });
    judgePrintedExpiry(evidence, say);
    if (unit.state === 'dispensed') say('DISPENSED_ELSEWHERE');
    if (unit.state === 'illegitimate') say('ILLEGITIMATE');
    if (unit.state === 'decommissioned') say(unit.reason === 'stolen' ? 'STOLEN' : 'DECOMMISSIONED');
    say('NOT_IN_YOUR_CUSTODY');
    return;
  }
  if (unit.gap) say('PEDIGREE_GAP');
  if (evidence.country && unit.market && evidence.country !== unit.market && !evidence.askerIsRegulator) say('MARKET_MISMATCH', { market: unit.market, country: evidence.country });
  if (evidence.licenceEnded) say('OWN_LICENCE_LAPSED', { when: evidence.licenceEnded });
  judgeLots(evidence, unit, say);
  judgeState(evidence, unit, say);
  if (unit.stated) say('STATED_BY_SUPPLIER');
}

function judgePrintedExpiry({ printed, today }: Evidence, say: Say): void {
  if (printed.expiry !== null && printed.expiry < today) say('EXPIRED', { expiry: printed.expiry });
}

function judgeIdentity({ askerIsRegulator, issuers, printed }: Evidence, { involved, isContainer, lots, overlapping, prefixCovered }: UnitEvidence, say: Say): void {
  if (issuers > 1) say('TWO_ISSUERS');
  if (overlapping) say('OVERLAPPING_CUSTODY');
  if (!prefixCovered) say('PREFIX_NOT_COVERED');
  const [lot] = lots;
  if (isContainer || !lot) return;
  const lotDiffers = printed.lot !== null && printed.lot !== lot.number;
  const expiryDiffers = printed.expiry !== null && printed.expiry !== lot.expiry;
  if (lotDiffers && expiryDiffers) say('LOT_AND_EXPIRY_MISMATCH');
  else if (lotDiffers) say('LOT_MISMATCH');
  else if (expiryDiffers) say('EXPIRY_MISMATCH');
  else if (!involved && !askerIsRegulator && printed.lot !== null) say('LOT_AND_EXPIRY_AGREE');
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

function judgeState(evidence: Evidence, unit: UnitEvidence, say: Say): void {
  const { asker, askerIsRegulator, purpose } = evidence;
  const { containsHeld, holder, justRecorded, reason, since, state } = unit;
  const mine = holder === asker;
  switch (state) {
    case 'dispensed':
      if (!mine) say('DISPENSED_ELSEWHERE');
      else if (justRecorded) say('ALREADY_RECORDED');
      else say('ALREADY_DISPENSED', { when: since });
      return;
    case 'decommissioned':
      say(reason === 'stolen' ? 'STOLEN' : 'DECOMMISSIONED');
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
      if (!askerIsRegulator) judgeTransit(evidence, unit, say);
      return;
  }
  if (containsHeld) say('CONTAINS_HELD');
  if (!mine && !askerIsRegulator) say('NOT_IN_YOUR_CUSTODY');
  else if (mine && purpose === 'RECEIVE') say(justRecorded ? 'ALREADY_RECORDED' : 'ALREADY_RECEIVED');
}

function judgeTransit({ asker }: Evidence, { inContainer, lacksStatement, senderLicenceEnded, shipment }: UnitEvidence, say: Say): void {
  if (shipment?.to === asker) {
    if (lacksStatement) say('STATEMENT_MISSING');
    else say('NOT_RECEIVED_YET');
    if (senderLicenceEnded) say('LICENCE_LAPSED', { when: senderLicenceEnded });
  } else if (shipment?.from === asker) {
    say('SHIPPED_BY_YOU');
    if (inContainer) say('OUTSIDE_ITS_CONTAINER');
  } else say('ON_ITS_WAY');
}

/** Whether the record lets the asker do it, as far as is known here; the ledger decides. `forbidden`: something speaks against any use. */
function can(action: Action, { ambiguous, asker, askerIsRegulator, unit }: Evidence, forbidden: boolean): boolean {
  const holds = unit !== null && unit.holder === asker && unit.state !== 'in_transit';
  switch (action) {
    case 'QUARANTINE':
      return holds && (unit.state === 'active' || unit.state === 'partially_dispensed');
    case 'RELEASE':
      return holds && unit.state === 'quarantined' && !forbidden;
    case 'UNDO_DISPENSE':
      return holds && unit.state === 'dispensed' && unit.daysSince < UNDO_DAYS_MAX;
    case 'UNPACK':
      return holds && unit.isContainer;
    case 'RECEIVE':
      return unit?.state === 'in_transit' && unit.shipment?.to === asker && !unit.lacksStatement;
    case 'OPEN_SHIPMENT':
      return unit?.state === 'in_transit' && (askerIsRegulator || unit.shipment?.to === asker || unit.shipment?.from === asker);
    case 'OPEN_RECALL':
      return unit !== null && (askerIsRegulator || unit.involved);
    case 'SHOW_CANDIDATES':
      return ambiguous;
    case 'OPEN_CASE':
    case 'OPEN_NOTICES':
    case 'ASK_SENDER':
    case 'REPORT_EXCEPTION':
      return !askerIsRegulator;
    case 'SCAN_AGAIN':
      return true;
  }
}
