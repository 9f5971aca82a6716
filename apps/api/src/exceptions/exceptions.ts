import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { parseGln, parseGtin, parseSscc } from 'gs1-barcodes';
import { uuidv7 } from 'uuidv7';
import { dueOf as dueBy } from '../cases/clocks.ts';
import type { Current } from '../identity/current.ts';
import { Sites } from '../identity/sites.ts';
import { afterBusinessDays } from '../platform/calendar/business-days.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import type { ExceptionItem, WholeCase } from './exception-case.ts';
import { exceptionKind, type ExceptionKind, type ObservationSource, type ResolutionAsked } from './exception-kinds.ts';
import { ExceptionRows } from './exception-rows.ts';
import { ShipmentPartners, type Partner, type ShipmentReference } from '../read-model/shipment-partners.ts';

/** An item as it is noticed; what is left out is not known. */
export type NoticedItem = Partial<Omit<ExceptionItem, 'asks' | 'itemUuid' | 'kind' | 'answer' | 'answerComment' | 'alternative'>> & { readonly kind: ExceptionKind; readonly asks?: ResolutionAsked | null };

export interface Noticed {
  readonly items: readonly NoticedItem[];
  readonly shipmentId?: string | null;
  readonly captureJobId?: string | null;
  /** Where there is no shipment to tell. */
  readonly partnerGln?: string | null;
  readonly partnerEmail?: string | null;
  readonly purchaseOrder?: string | null;
  readonly fileId?: string | null;
  readonly note?: string | null;
}

/** Opens cases of exceptions. */
@Injectable()
export class Exceptions {
  constructor(
    private readonly rows: ExceptionRows,
    private readonly partners: ShipmentPartners,
    private readonly database: Database,
    private readonly sites: Sites,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a case; gives its id. Refuses (BAD_INPUT) numbers that are not GS1's and a case with nobody to tell, (NOT_FOUND) a shipment of others. */
  async open(current: Current, noticed: Noticed): Promise<string> {
    for (const item of noticed.items) checkNumbers(item);
    const shipment = noticed.shipmentId ? await this.partners.ofShipment(current.organisation.id, noticed.shipmentId) : null;
    if (shipment === undefined) throw failure('NOT_FOUND', 'There is no such shipment of yours.');
    const partner = await this.#partner(current, noticed, shipment);
    return this.database.transaction((client) => this.#write(client, { organisationId: current.organisation.id, siteGln: current.site?.gln ?? null, userId: current.user.id, noticed, partner, shipment }));
  }

  /** Opens the case of what a receipt found, in the transaction that stores the receipt: a refused one takes it away. */
  async openAtReceipt(client: Queryable, { commandId, items, organisationId, shipmentId, siteGln, userId }: { commandId: string; organisationId: string; siteGln: string | null; userId: string | null; shipmentId: string; items: readonly NoticedItem[] }): Promise<void> {
    const shipment = await this.partners.ofShipment(organisationId, shipmentId);
    if (!shipment) return;
    await this.#write(client, { organisationId, siteGln, userId, noticed: { items, shipmentId }, partner: shipment.from, shipment, commandId });
  }

  async #partner({ organisation }: Current, { partnerGln }: Noticed, shipment: ShipmentReference | null): Promise<Partner> {
    if (shipment) return shipment.to.id === organisation.id ? shipment.from : shipment.to;
    if (!partnerGln) throw failure('BAD_INPUT', 'Name the shipment, or the GLN of the partner who is to be told.');
    const gln = parseGln(partnerGln);
    if (!gln.ok) throw failure('BAD_INPUT', `The GLN of the partner: ${gln.issues[0]?.message ?? 'not valid'}`);
    return this.partners.byGln(organisation.id, gln.value);
  }

  async #write(
    client: Queryable,
    { commandId = null, noticed, organisationId, partner, shipment, siteGln, userId }: { organisationId: string; siteGln: string | null; userId: string | null; noticed: Noticed; partner: Partner; shipment: ShipmentReference | null; commandId?: string | null },
  ): Promise<string> {
    const now = this.clock.now();
    const items = noticed.items.map(itemOf);
    const whole: Omit<WholeCase, 'messages'> = {
      items,
      id: uuidv7(),
      caseUuid: randomUUID(),
      organisationId,
      raisedHere: true,
      partnerId: partner.id,
      partnerGln: partner.gln,
      partnerName: partner.name,
      partnerEmail: noticed.partnerEmail ?? null,
      shipmentId: noticed.shipmentId ?? null,
      captureJobId: noticed.captureJobId ?? null,
      fileId: noticed.fileId ?? shipment?.fileId ?? null,
      purchaseOrder: noticed.purchaseOrder ?? shipment?.purchaseOrder ?? '',
      note: noticed.note ?? '',
      state: 'open',
      openedBy: userId,
      ownerId: userId,
      openedAt: now,
      dueAt: dueOf(items, now, await this.sites.timeZone(organisationId, siteGln)),
      reportedAt: null,
      answeredAt: null,
      resolvedAt: null,
      resolvedBy: null,
      resolution: null,
    };
    await this.rows.insert(client, whole, commandId);
    return whole.id;
  }
}

/** When a case is late: as soon as its most urgent item is, in business days of the place, and never after the time that the trade gives an exception. */
export function dueOf(items: readonly Pick<ExceptionItem, 'kind'>[], from: Date, timeZone: string): Date {
  const ends = items.map(({ kind }) => afterBusinessDays(from, exceptionKind(kind).dueDays, timeZone).getTime());
  return new Date(Math.min(dueBy('EXCEPTION', from, timeZone).getTime(), ...ends));
}

function itemOf(noticed: NoticedItem): ExceptionItem {
  const given = <T extends string | number>(value: T | null | undefined): T | null => value ?? null;
  return {
    itemUuid: randomUUID(),
    kind: noticed.kind,
    gtin: given(noticed.gtin),
    serial: given(noticed.serial),
    sscc: given(noticed.sscc),
    lot: given(noticed.lot),
    expiry: given(noticed.expiry),
    dataGtin: given(noticed.dataGtin),
    dataSerial: given(noticed.dataSerial),
    dataLot: given(noticed.dataLot),
    dataExpiry: given(noticed.dataExpiry),
    quantityOrdered: given(noticed.quantityOrdered),
    quantityReceived: given(noticed.quantityReceived),
    invalid: given(noticed.invalid),
    proposed: given(noticed.proposed),
    source: given<ObservationSource>(noticed.source),
    note: given(noticed.note),
    asks: given<ResolutionAsked>(noticed.asks) ?? exceptionKind(noticed.kind).asks,
    answer: null,
    answerComment: null,
    alternative: null,
  };
}

/** What a partner is told must be numbers that it can look up; what the data has wrong is told as it stands (`invalid`). */
function checkNumbers(item: NoticedItem): void {
  const number = (name: string, value: string | null | undefined, parse: (text: string) => ReturnType<typeof parseGtin> | ReturnType<typeof parseSscc> | ReturnType<typeof parseGln>): void => {
    if (value === null || value === undefined) return;
    const parsed = parse(value);
    if (!parsed.ok) throw failure('BAD_INPUT', `${name} ${value}: ${parsed.issues[0]?.message ?? 'not valid'}`);
  };
  number('GTIN', item.gtin, parseGtin);
  number('GTIN', item.dataGtin, parseGtin);
  number('SSCC', item.sscc, parseSscc);
  if (item.kind === 'GLN_ERROR') number('GLN', item.proposed, parseGln);
  if (item.kind === 'GTIN_ERROR') number('GTIN', item.proposed, parseGtin);
  const isMasterData = item.kind === 'GLN_ERROR' || item.kind === 'GTIN_ERROR';
  if (isMasterData && !item.invalid) throw failure('BAD_INPUT', 'Name the number that the data has wrong.');
  if (!isMasterData && !item.gtin && !item.sscc && !item.dataGtin) throw failure('BAD_INPUT', `${exceptionKind(item.kind).name}: name the product by its GTIN, or the container by its SSCC.`);
  const isCounted = item.kind === 'OVER' || item.kind === 'SHORT';
  if (isCounted && (item.quantityOrdered ?? null) === null) throw failure('BAD_INPUT', `${exceptionKind(item.kind).name}: say how many were ordered, and how many arrived.`);
}
