import type { TradeEvent } from 'gs1-barcodes/epcis';
import { partyGln } from '../../handoffs/plan/event.ts';
import type { Findings } from './findings.ts';
import { type CapturedEvent, type CapturedFile, dropShipmentSaid } from './read-capture.ts';

const SKEW_MS = 300_000;
const STALE_MS = 365 * 86_400_000;

/** What is recorded from files: business step with its type and action, and the disposition that goes with it. */
const SHAPES = {
  'ObjectEvent commissioning ADD': ['active'],
  'AggregationEvent packing ADD': ['in_progress'],
  'ObjectEvent shipping OBSERVE': ['in_transit', 'returned'],
} as const satisfies Record<string, readonly string[]>;

/** Checks the document and each event by itself, at this instant. Whether they fit one another: `checkGoods`. */
export function checkEvents(file: CapturedFile, { findings, now }: { findings: Findings; now: Date }): void {
  checkGuideline(file, findings);
  for (const captured of file.events) {
    checkShape(captured, findings);
    checkTime(captured, { findings, now });
    if (captured.event.bizStep === 'shipping') checkShipping(captured, { file, findings });
  }
}

/** R1.2 and R1.3 say the same in different forms; a file that does both is asked about. */
function checkGuideline({ header, headerAt, masterData }: CapturedFile, findings: Findings): void {
  const codes = new Set(masterData.products.flatMap(({ ndcType }) => ndcType ?? []));
  const said = header?.guidelineVersion;
  if (codes.has('FDA_NDC_11') && codes.has('US_FDA_NDC')) findings.report('MIXED_GUIDELINE', headerAt, 'FDA_NDC_11 and US_FDA_NDC');
  else if (said?.includes('R1.3') && codes.has('FDA_NDC_11')) findings.report('MIXED_GUIDELINE', headerAt, `${said} with FDA_NDC_11`);
  else if (header && said === undefined && codes.has('US_FDA_NDC')) findings.report('MIXED_GUIDELINE', headerAt, 'US_FDA_NDC without guidelineVersion');
}

function checkShape(captured: CapturedEvent, findings: Findings): void {
  const { event } = captured;
  const shape = `${event.type} ${event.bizStep ?? 'without bizStep'} ${event.action}`;
  const dispositions: readonly string[] | undefined = Object.hasOwn(SHAPES, shape) ? SHAPES[shape as keyof typeof SHAPES] : undefined;
  if (!dispositions) findings.report('EVENT_SHAPE', captured, shape);
  else if (!dispositions.includes(event.disposition ?? '')) findings.report('INVALID_DISPOSITION', captured, event.disposition ?? 'none');
  if (event.errorDeclaration) findings.report('ERROR_DECLARATION', captured, event.errorDeclaration.reason ?? event.eventID ?? 'no reason given');
  const units = event.type === 'ObjectEvent' ? event.epcList : event.childEPCs;
  const quantities = event.type === 'ObjectEvent' ? event.quantityList : event.childQuantityList;
  if (units.length === 0 && quantities) findings.report('NO_INSTANCES', captured);
}

function checkTime(captured: CapturedEvent, { findings, now }: { findings: Findings; now: Date }): void {
  const ageMs = now.getTime() - Date.parse(captured.event.eventTime);
  const at = { ...captured, path: `${captured.path}/eventTime` };
  if (ageMs < -SKEW_MS) findings.report('FUTURE_EVENT_TIME', at, captured.event.eventTime);
  if (ageMs > STALE_MS) findings.report('STALE_EVENT', at, captured.event.eventTime);
}

function checkShipping(captured: CapturedEvent, { file, findings }: { file: CapturedFile; findings: Findings }): void {
  const { event } = captured;
  for (const name of ['sourceList', 'destinationList'] as const) {
    const list = event[name];
    const at = { ...captured, path: `${captured.path}/${name}` };
    if (!list || list.length === 0) {
      findings.report('MISSING_SOURCE_DESTINATION', at, name);
      continue;
    }
    if (ownersOf(list).length !== 1) findings.report('OWNERSHIP_TRANSFER_UNCLEAR', at, name);
    else if (!list.some(({ type }) => type === 'location')) findings.report('LOCATION_MISSING', at, name);
  }
  if (!event.bizTransactionList?.some(({ type }) => type === 'po' || type === 'desadv' || type === 'rma')) findings.report('MISSING_BUSINESS_TRANSACTION', captured);
  if (file.header?.guidelineVersion?.includes('R1.3') && !dropShipmentSaid(event)) findings.report('DROP_SHIPMENT_MISSING', captured);
  const parties = partiesOf(event);
  const sale = parties && parties.seller !== parties.buyer && event.disposition !== 'returned';
  if (sale && file.header && !file.header.transactionStatement?.affirmed) findings.report('STATEMENT_MISSING', file.headerAt);
}

/** The GLNs of who sells and who buys; undefined where the event does not say. */
export function partiesOf(event: TradeEvent): { readonly seller: string; readonly buyer: string } | undefined {
  const [seller, buyer] = [partyGln(event.sourceList, 'owning_party'), partyGln(event.destinationList, 'owning_party')];
  return seller && buyer ? { seller, buyer } : undefined;
}

const ownersOf = (list: NonNullable<TradeEvent['sourceList']>): string[] => [...new Set(list.flatMap(({ gln, type }) => (type === 'owning_party' ? gln : [])))];
