import type { EpcisEvent, TradeEvent } from 'gs1-barcodes/epcis';
import { partyGln } from '../../handoffs/plan/event.ts';
import type { Findings, Place } from './findings.ts';
import { type CapturedEvent, type CapturedFile, dropShipmentSaid } from './read-capture.ts';
import { HANDOFF_SHAPES, shapeOf } from './why-kept.ts';

const SKEW_MS = 300_000;
const STALE_MS = 365 * 86_400_000;

/** Checks the document and each handoff by itself, at this instant. Whether they fit one another: `checkGoods`. */
export function checkEvents(file: CapturedFile, { findings, now }: { findings: Findings; now: Date }): void {
  checkGuideline(file, findings);
  for (const captured of file.events) {
    checkDisposition(captured, findings);
    checkTime(captured, { findings, now });
    checkQuantities(captured, findings);
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

function checkDisposition(captured: CapturedEvent, findings: Findings): void {
  const { event } = captured;
  const fitting: readonly string[] = HANDOFF_SHAPES[shapeOf(event) as keyof typeof HANDOFF_SHAPES];
  if (!fitting.includes(event.disposition ?? '')) findings.report('INVALID_DISPOSITION', captured, event.disposition ?? 'none');
}

/** Whether the time of an event may be. Gives false where it is still to come. */
export function checkTime(captured: Place & { readonly event: EpcisEvent }, { findings, now }: { findings: Findings; now: Date }): boolean {
  const ageMs = now.getTime() - Date.parse(captured.event.eventTime);
  const at = { ...captured, path: `${captured.path}/eventTime` };
  if (ageMs < -SKEW_MS) findings.report('FUTURE_EVENT_TIME', at, captured.event.eventTime);
  if (ageMs > STALE_MS) findings.report('STALE_EVENT', at, captured.event.eventTime);
  return !(ageMs < -SKEW_MS);
}

/** Whether an event lists as many units of a class as it counts. */
export function checkQuantities(captured: Place & { readonly event: EpcisEvent }, findings: Findings): void {
  const { event } = captured;
  const [field, units, quantities] =
    event.type === 'AggregationEvent' ? (['childQuantityList', event.childEPCs, event.childQuantityList] as const) : event.type === 'ObjectEvent' ? (['quantityList', event.epcList, event.quantityList] as const) : ['', [], undefined];
  for (const { epcClass, quantity, uom } of quantities ?? []) {
    const listed = units.filter((link) => link.startsWith(`${epcClass}/21/`)).length;
    if (quantity !== undefined && uom === undefined && listed > 0 && listed !== quantity) findings.report('AGGREGATION_QUANTITY_MISMATCH', { ...captured, path: `${captured.path}/${field}` }, `${quantity} of ${epcClass}`);
  }
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
  if (sale && (file.header || file.isSingle) && !file.header?.transactionStatement?.affirmed) findings.report('STATEMENT_MISSING', file.isSingle ? captured : file.headerAt);
}

/** The GLNs of who sells and who buys; undefined where the event does not say. */
export function partiesOf(event: TradeEvent): { readonly seller: string; readonly buyer: string } | undefined {
  const [seller, buyer] = [partyGln(event.sourceList, 'owning_party'), partyGln(event.destinationList, 'owning_party')];
  return seller && buyer ? { seller, buyer } : undefined;
}

const ownersOf = (list: NonNullable<TradeEvent['sourceList']>): string[] => [...new Set(list.flatMap(({ gln, type }) => (type === 'owning_party' ? gln : [])))];
