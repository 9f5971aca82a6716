import { identityOf } from '../../documents/unit-link.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Findings } from './findings.ts';
import type { CapturedEvent } from './read-capture.ts';

const NESTING_MAX = 5;
const OUTERMOST_MAX = 1_000;

/** What the events of a file make of each unit. */
export interface Goods {
  /** The event that commissions each unit. */
  readonly commissioned: ReadonlyMap<string, CapturedEvent>;
  /** The event that packs each unit, and into what. */
  readonly packed: ReadonlyMap<string, { readonly parent: string; readonly by: CapturedEvent }>;
  /** What the file ships or packs and does not commission: it must be recorded here. */
  readonly presumed: ReadonlyMap<string, CapturedEvent>;
}

/** Checks that the events of a file fit one another. `presumed` goods are left to who knows the record. */
export function checkGoods(events: readonly CapturedEvent[], findings: Findings): Goods {
  const commissioned = commissionings(events, findings);
  const presumed = new Map<string, CapturedEvent>();
  const packed = packings(events, { commissioned, findings });
  checkNesting(packed, findings);
  checkShipments(events, { commissioned, packed, presumed, findings });
  return { commissioned, packed, presumed };
}

function commissionings(events: readonly CapturedEvent[], findings: Findings): Map<string, CapturedEvent> {
  const commissioned = new Map<string, CapturedEvent>();
  for (const captured of events) {
    const { event } = captured;
    if (event.type !== 'ObjectEvent' || event.bizStep !== 'commissioning') continue;
    for (const link of event.epcList) {
      if (commissioned.has(link)) findings.report('DUPLICATE_SERIAL', at(captured, 'epcList'), readable(link));
      else commissioned.set(link, captured);
    }
  }
  return commissioned;
}

function packings(events: readonly CapturedEvent[], { commissioned, findings }: { commissioned: Goods['commissioned']; findings: Findings }): Map<string, { parent: string; by: CapturedEvent }> {
  const packed = new Map<string, { parent: string; by: CapturedEvent }>();
  for (const captured of events) {
    const { event } = captured;
    if (event.type !== 'AggregationEvent' || event.bizStep !== 'packing' || event.parentID === undefined) continue;
    for (const [link, field] of [[event.parentID, 'parentID'] as const, ...event.childEPCs.map((child) => [child, 'childEPCs'] as const)]) {
      const born = commissioned.get(link);
      if (!born) findings.report('MISSING_COMMISSIONING', at(captured, field), readable(link));
      else if (instant(born) > instant(captured)) findings.report('OUT_OF_ORDER', at(captured, field), `The packing of ${readable(link)}`);
    }
    if (new Set(event.childEPCs.map(levelOf)).size > 1) findings.report('MIXED_PACKAGING_LEVELS', at(captured, 'childEPCs'), readable(event.parentID));
    for (const link of event.childEPCs) {
      if (packed.has(link)) findings.report('PACKED_TWICE', at(captured, 'childEPCs'), readable(link));
      else packed.set(link, { parent: event.parentID, by: captured });
    }
  }
  return packed;
}

function checkNesting(packed: Goods['packed'], findings: Findings): void {
  for (const [link, { by }] of packed) {
    const climbed = new Set<string>();
    let container = packed.get(link)?.parent;
    while (container !== undefined && container !== link && !climbed.has(container)) {
      climbed.add(container);
      container = packed.get(container)?.parent;
    }
    if (container === link) findings.report('CONTAINER_RING', at(by, 'childEPCs'), readable(link));
    else if (container === undefined && climbed.size > NESTING_MAX) findings.report('NESTING_TOO_DEEP', at(by, 'childEPCs'), readable(link));
  }
}

function checkShipments(events: readonly CapturedEvent[], { commissioned, findings, packed, presumed }: { commissioned: Goods['commissioned']; packed: Goods['packed']; presumed: Map<string, CapturedEvent>; findings: Findings }): void {
  const filled = new Map<string, number>();
  for (const { by, parent } of packed.values()) filled.set(parent, Math.max(filled.get(parent) ?? 0, instant(by)));
  const shipped = new Set<string>();
  for (const captured of events) {
    const { event } = captured;
    if (event.type !== 'ObjectEvent' || event.bizStep !== 'shipping') continue;
    if (event.epcList.length > OUTERMOST_MAX) findings.report('TOO_MANY_OUTERMOST', at(captured, 'epcList'), String(event.epcList.length));
    for (const link of event.epcList) {
      const place = at(captured, 'epcList');
      const born = commissioned.get(link);
      if (shipped.has(link)) findings.report('SHIPPED_TWICE', place, readable(link));
      shipped.add(link);
      if (packed.has(link)) findings.report('NOT_OUTERMOST', place, readable(link));
      if (!born) {
        presumed.set(link, captured);
        continue;
      }
      if (event.disposition === 'returned') findings.report('RETURN_SEQUENCE', place, readable(link));
      if (Math.max(instant(born), filled.get(link) ?? 0) > instant(captured)) findings.report('OUT_OF_ORDER', place, `The shipping of ${readable(link)}`);
      if (identityOf(link)?.sscc && !filled.has(link)) findings.report('ORPHAN_SSCC', place, readable(link));
    }
  }
}

/** A logistic unit, or the level that the indicator digit of a GTIN tells. */
const levelOf = (link: string): string => identityOf(link)?.gtin?.[0] ?? 'logistic';

const at = (captured: CapturedEvent, field: string): CapturedEvent => ({ ...captured, path: `${captured.path}/${field}` });
const instant = ({ event }: CapturedEvent): number => Date.parse(event.eventTime);
