import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '../../access/access-log.ts';
import { maySeeShipment } from '../../access/policy.ts';
import { PurposeEnum } from '../../commands/ship/purpose.enum.ts';
import { linkOf } from '../../documents/unit-link.ts';
import { PACKTRAIL } from '../../handoffs/plan/event.ts';
import { EXEMPTIONS, type Exemption } from '../../handoffs/statements/exemptions.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Current } from '../../identity/current.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { Projector } from '../../projection/projector.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import { type PastContent, ShipmentContents } from '../../read-model/shipment-contents.ts';
import { type ListedShipment, type ListedUnit, ShipmentList, type ShippingEvent } from '../../read-model/shipment-list.ts';
import type { ShipmentPage } from './models/shipment-page.model.ts';
import { ShipmentState } from './models/shipment-state.enum.ts';
import type { ShipmentUnit } from './models/shipment-unit.model.ts';
import type { Shipment } from './models/shipment.model.ts';

export interface ShipmentsAsked {
  readonly direction: 'INBOUND' | 'OUTBOUND';
  readonly state: ShipmentState | null;
  readonly reference: string | null;
  readonly first: number;
  readonly after: string | null;
}

/** A shipment but for its statement, which is only made when it is asked for. */
export type ShownShipment = Omit<Shipment, 'statement'>;

/** Shipments as their parties see them. */
@Injectable()
export class ShipmentBook {
  constructor(
    private readonly list: ShipmentList,
    private readonly contents: ShipmentContents,
    private readonly lots: LotRows,
    private readonly projector: Projector,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(current: Current, asked: ShipmentsAsked): Promise<Omit<ShipmentPage, 'items'> & { items: ShownShipment[] }> {
    const asOfBlock = Math.max(0, await this.projector.projectedTo());
    const { next, rows, total } = await this.list.page({ ...asked, party: current.organisation.id });
    return { items: await this.#show(current, rows), next, total, asOfBlock };
  }

  /** A shipment of the asker's, or any for the regulator, whose read both parties see; null for others. */
  async one(current: Current, id: string): Promise<ShownShipment | null> {
    const row = await this.list.one(id);
    if (!row || !maySeeShipment(current, row)) return null;
    const involved = row.from_party === current.organisation.id || row.to_party === current.organisation.id;
    const owners = involved ? [] : [row.from_party, row.to_party].filter((party) => party !== 'stated');
    await Promise.all(
      owners.map((owner) => this.accessLog.recordRead({ readerOrganisation: current.organisation.id, readerUser: current.user.id, ownerOrganisation: owner, subject: `shipment ${id}`, purpose: 'shipment: read' })),
    );
    const [shown] = await this.#show(current, [row]);
    return shown ?? null;
  }

  async #show(current: Current, rows: readonly ListedShipment[]): Promise<ShownShipment[]> {
    const units = await this.list.units(rows.map(({ id }) => id));
    const contents = await this.contents.count(units.map((unit) => ({ ...unit, name: nameOf(unit) })));
    const within = new Map<string, PastContent[]>(units.map((unit) => [nameOf(unit), []]));
    for (const content of contents) within.get(content.top)?.push(content);
    const lots = new Map((await this.lots.byKeys([...new Set(contents.map(({ lot_key: key }) => key))])).map((lot) => [lot.key, lot]));
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: current.site?.timeZone ?? 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' }).format(this.clock.now());
    return rows.map((row) => {
      const own = units.filter(({ shipment_id: id }) => id === row.id).map((unit) => ({ unit, shown: unitOf(unit, { contents: within.get(nameOf(unit)) ?? [], lots, today }) }));
      return {
        id: row.id,
        state: ShipmentState[row.shown],
        purpose: PurposeEnum[row.purpose.toUpperCase() as keyof typeof PurposeEnum],
        from: row.from_name ?? row.from_gln ?? 'Not named',
        fromGln: row.from_gln,
        to: row.to_name ?? row.to_party,
        toGln: row.to_gln,
        shippedAt: row.event ? new Date(row.event.eventTime) : row.at,
        stated: row.from_party === 'stated',
        dataArrived: row.event !== null,
        open: row.open,
        // What was missing from its container is counted there already.
        packageCount: own.reduce((sum, { shown, unit }) => sum + (unit.original ? shown.packageCount : 0), 0),
        purchaseOrder: numberOf(row.event, 'po'),
        despatchAdvice: numberOf(row.event, 'desadv'),
        exemption: exemptionOf(row.event),
        dropShipmentFor: said(row.event, 'dropShipmentFor')[0] ?? null,
        returns: said(row.event, 'returns'),
        units: own.map(({ shown }) => shown),
      };
    });
  }
}

function unitOf(unit: ListedUnit, { contents, lots, today }: { contents: readonly PastContent[]; lots: ReadonlyMap<string, LotRow>; today: string }): ShipmentUnit {
  const byLot = new Map<string, number>();
  for (const { count, lot_key: key } of contents) byLot.set(key, (byLot.get(key) ?? 0) + count);
  const known = [...byLot].flatMap(([key, count]) => {
    const lot = lots.get(key);
    return lot ? [{ lot, count }] : [];
  });
  return {
    epc: readable(linkOf(unit)),
    kind: unit.kind === 'package' ? 'PACKAGE' : unit.height === 1 ? 'CASE' : 'PALLET',
    label: readable(linkOf(unit)),
    packageCount: contents.reduce((sum, { count }) => sum + count, 0),
    state: unit.state.toUpperCase(),
    lots: known.map(({ count, lot }) => ({ lot: lot.number, count, product: lot.product, expiry: lot.expires_on })).sort((a, b) => a.lot.localeCompare(b.lot)),
    recalled: known.some(({ lot }) => lot.recalls.length > 0),
    expired: known.some(({ lot }) => lot.expires_on < today),
  };
}

/** A unit may be on several shipments of one page. */
const nameOf = ({ ref, shipment_id: id }: ListedUnit): string => `${id} ${ref}`;

/** What our own fields of that name say. */
const said = (event: ShippingEvent | null, name: string): string[] => (event?.extensions ?? []).flatMap((field) => (field.namespace === PACKTRAIL && field.name === name ? (field.text ?? []) : []));

function exemptionOf(event: ShippingEvent | null): Exemption | null {
  const [code] = said(event, 'exemption');
  return code !== undefined && Object.hasOwn(EXEMPTIONS, code) ? (code as Exemption) : null;
}

/** The number of a business transaction, without the GLN of who gave it. */
function numberOf(event: ShippingEvent | null, type: string): string | null {
  const found = event?.bizTransactionList?.find((transaction) => transaction.type === type)?.bizTransaction;
  return found === undefined ? null : decodeURIComponent(found.replace(/^urn:epcglobal:cbv:bt:\d{13}:/, ''));
}
