import { Inject, Injectable } from '@nestjs/common';
import { identityOf, linkOf } from '../../documents/unit-link.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Current } from '../../identity/current.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { type ExpectedUnitRow, ExpectedUnits as ExpectedUnitRows } from '../../read-model/expected-units.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import { ShipmentList } from '../../read-model/shipment-list.ts';
import { ShipmentRows } from '../../read-model/shipment-rows.ts';
import { readBarcode } from '../../verdict/read-barcode.ts';
import type { Arrival } from './models/arrival.model.ts';
import type { ExpectedUnit } from './models/expected-unit.model.ts';
import type { ExpectedUnits } from './models/expected-units.model.ts';

/** A tote, a mixed pallet; a truck of pallets is counted by its pallets. */
const UNITS_MOST = 3_000;
const SHIPMENTS_MOST = 10;

/** What a receiver asks at the dock. */
@Injectable()
export class ArrivalBook {
  constructor(
    private readonly expected: ExpectedUnitRows,
    private readonly list: ShipmentList,
    private readonly shipments: ShipmentRows,
    private readonly lots: LotRows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The shipments still under way to the asker that a barcode is on, or whose papers carry a number. */
  async find({ organisation }: Current, text: string): Promise<Arrival> {
    // A number typed off a label comes without its brackets.
    const { link } = readBarcode(/^\d{18}$/.test(text) ? `(00)${text}` : text);
    const identity = link === null ? null : identityOf(link);
    const byUnit = identity ? await this.expected.shipmentsOf(organisation.id, identity) : [];
    if (byUnit.length > 0) return { shipmentIds: byUnit, isPackage: identity?.sscc === null };
    const { rows } = await this.list.page({ party: organisation.id, direction: 'INBOUND', state: 'EXPECTED', reference: text, first: SHIPMENTS_MOST, after: null });
    return { shipmentIds: rows.map(({ id }) => id), isPackage: false };
  }

  /** What is to be found in a shipment to the asker; null for one that is none. */
  async contents(current: Current, shipmentId: string): Promise<ExpectedUnits | null> {
    const shipment = await this.shipments.one(shipmentId);
    if (shipment?.to_party !== current.organisation.id) return null;
    const { units, whole } = await this.expected.of(shipmentId, UNITS_MOST);
    const lots = new Map((await this.lots.byKeys([...new Set(units.flatMap(({ lot_key: key }) => key ?? []))])).map((lot) => [lot.key, lot]));
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: current.site?.timeZone ?? 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' }).format(this.clock.now());
    const names = new Map(units.map((unit) => [unit.ref, readable(linkOf(unit))]));
    return { units: units.map((unit) => shown(unit, { lot: unit.lot_key === null ? undefined : lots.get(unit.lot_key), names, today })), whole };
  }
}

function shown({ container, height, kind, ref, gtin }: ExpectedUnitRow, { lot, names, today }: { lot: LotRow | undefined; names: ReadonlyMap<string, string>; today: string }): ExpectedUnit {
  return {
    epc: names.get(ref) ?? ref,
    container: container === null ? null : (names.get(container) ?? null),
    kind: kind === 'package' ? 'PACKAGE' : height === 1 ? 'CASE' : 'PALLET',
    gtin,
    product: lot?.product ?? null,
    lot: lot?.number ?? null,
    expiry: lot?.expires_on ?? null,
    recalled: lot !== undefined && lot.recalls.length > 0,
    expired: lot !== undefined && lot.expires_on < today,
  };
}
