import { Injectable } from '@nestjs/common';
import { readsAllTrade } from '../access/policy.ts';
import type { Current } from '../identity/current.ts';
import { Licences } from '../identity/licences.ts';
import { Sites } from '../identity/sites.ts';
import { type FoundUnit, type KnownLot, type KnownUnit, lastInvolved } from '../read-model/known-unit.ts';
import { ShipmentRows } from '../read-model/shipment-rows.ts';
import { DecommissionReasons } from './decommission-reasons.ts';
import type { Evidence, UnitEvidence } from './judge.ts';
import { Notices } from './notices/notices.ts';
import { hasGap } from './pedigree-gap.ts';
import type { ReadBarcode } from './read-barcode.ts';
import type { ScanPurpose } from './rules.ts';

const JUST_NOW_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

export interface Question {
  readonly purpose: ScanPurpose;
  readonly siteGln: string | null;
  readonly read: ReadBarcode;
  readonly found: FoundUnit | null;
  readonly at: Date;
}

/** Gathers all that the judge is to know: he asks nobody himself. */
@Injectable()
export class EvidenceGatherer {
  constructor(
    private readonly sites: Sites,
    private readonly licences: Licences,
    private readonly shipments: ShipmentRows,
    private readonly reasons: DecommissionReasons,
    private readonly notices: Notices,
  ) {}

  async gather(current: Current, { at, found, purpose, read, siteGln }: Question): Promise<Evidence> {
    const asker = current.organisation.id;
    const shipment = found ? shipmentOf(found.unit) : null;
    const [place, lastDays, unit] = await Promise.all([
      this.sites.standing(asker, siteGln ?? current.site?.gln ?? null),
      this.licences.lastDays([asker, ...(shipment ? [shipment.from] : [])]),
      found ? this.#unit(current, found, at) : null,
    ]);
    const today = dayAt(at, place?.timeZone ?? 'UTC');
    const endedOf = (party: string): string | null => {
      const day = lastDays.get(party) ?? null;
      return day !== null && day < today ? day : null;
    };
    return {
      purpose,
      asker,
      askerIsRegulator: readsAllTrade(current),
      ambiguous: read.ambiguous,
      printed: { lot: read.lot, expiry: read.expiry },
      today,
      country: place?.country ?? null,
      licenceEnded: endedOf(asker),
      issuers: found?.issuers ?? 0,
      unit: unit && { ...unit, senderLicenceEnded: shipment && endedOf(shipment.from) },
    };
  }

  async #unit(current: Current, { overlapping, unit }: FoundUnit, at: Date): Promise<Omit<UnitEvidence, 'senderLicenceEnded'>> {
    const asker = current.organisation.id;
    const { contents, placed, product, shipments, stated, steps } = unit;
    const last = steps.at(-1);
    const shipment = shipmentOf(unit);
    const [lacksStatement, reason, notices] = await Promise.all([
      placed.shipment && placed.state === 'in_transit' && shipment?.to === asker ? this.shipments.lacksStatement(placed.shipment) : false,
      placed.state === 'decommissioned' ? this.reasons.of(steps) : null,
      this.notices.openRules(asker, unit.link),
    ]);
    return {
      isContainer: placed.kind !== 'package',
      inContainer: placed.container !== null,
      state: placed.state ?? 'active',
      reason,
      holder: placed.holder,
      shipment,
      lacksStatement,
      involved: lastInvolved(unit, asker) >= 0,
      containsHeld: contents.some(({ state }) => state === 'quarantined') && placed.state !== 'quarantined',
      lots: lotsOf(unit).map(({ expires_on: expiry, number, recalls }) => ({ number, expiry, recalled: recalls.length > 0 })),
      // An NDC is given to what is labelled for the United States.
      market: product?.ndc ? 'US' : null,
      stated,
      prefixCovered: unit.prefixCovered,
      gap: unit.soldPastMaker || hasGap(steps, shipments),
      overlapping,
      notices,
      since: last ? last.at.toISOString().slice(0, 10) : '',
      daysSince: last ? (at.getTime() - last.at.getTime()) / DAY_MS : 0,
      justRecorded: last !== undefined && last.by_party === asker && at.getTime() - last.at.getTime() < JUST_NOW_MS,
    };
  }
}

/** Making one takes longer than all the rest of a judgement. */
const CALENDARS = new Map<string, Intl.DateTimeFormat>();

/** The date at the premises: a package may be used until the end of its last day there. */
function dayAt(at: Date, timeZone: string): string {
  const calendar = CALENDARS.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  CALENDARS.set(timeZone, calendar);
  return calendar.format(at);
}

/** The lot of a package; of a container the lots of its contents. */
export const lotsOf = ({ lots, placed }: KnownUnit): KnownLot[] => (placed.lot_key ? [lots.get(placed.lot_key)].flatMap((lot) => lot ?? []) : [...lots.values()]);

function shipmentOf({ placed, shipments }: KnownUnit): { from: string; to: string } | null {
  const shipment = placed.shipment ? shipments.get(placed.shipment) : undefined;
  return shipment ? { from: shipment.from_party, to: shipment.to_party } : null;
}
