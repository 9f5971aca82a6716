import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Current } from '../identity/current.ts';
import { Roles } from '../identity/roles.ts';
import { UserRole } from '../identity/user-role.ts';
import { Shipment } from '../queries/shipments/models/shipment.model.ts';
import { ShipmentRows } from '../read-model/shipment-rows.ts';
import { Arrivals } from './arrivals.ts';
import { Deliveries, type DeliveryRow } from './deliveries.ts';
import { DataStateEnum, Delivery, DeliveryStateEnum } from './models/delivery.model.ts';

/** How the documents of a shipment travel: out to the buyer for its sender, in from the seller's node for its receiver. */
@Resolver(() => Shipment)
export class DeliveryResolver {
  constructor(
    private readonly rows: Deliveries,
    private readonly arrivals: Arrivals,
    private readonly shipments: ShipmentRows,
  ) {}

  @ResolveField(() => [Delivery], { description: "For the sender alone: what its system and the partner's have said to each other." })
  async deliveries(@Current() { organisation }: Current, @Parent() { id }: Shipment): Promise<Delivery[]> {
    return (await this.rows.of(id)).filter(({ organisation_id: owner }) => owner === organisation.id).map(shown);
  }

  @ResolveField(() => DataStateEnum)
  async dataState(@Current() { organisation }: Current, @Parent() { dataArrived, id }: Shipment): Promise<DataStateEnum> {
    if (dataArrived) return DataStateEnum.ARRIVED;
    const arrival = await this.#arrival(organisation.id, id);
    if (!arrival) return DataStateEnum.NOT_ANNOUNCED;
    return arrival.state === 'refused' ? DataStateEnum.REFUSED : arrival.state === 'gave up' ? DataStateEnum.GAVE_UP : DataStateEnum.ON_ITS_WAY;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why the data are not here yet, or were refused.' })
  async dataProblem(@Current() { organisation }: Current, @Parent() { dataArrived, id }: Shipment): Promise<string | null> {
    return dataArrived ? null : ((await this.#arrival(organisation.id, id))?.problem ?? null);
  }

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => Delivery, { description: "Sends a shipment's documents to the partner again, from the beginning." })
  async sendAgain(@Current() { organisation }: Current, @Args('shipmentId', { type: () => ID }) shipmentId: string): Promise<Delivery> {
    return shown(await this.rows.again(organisation.id, shipmentId));
  }

  async #arrival(organisationId: string, id: string) {
    const shipment = await this.shipments.one(id);
    return shipment?.to_party === organisationId ? this.arrivals.one(id) : undefined;
  }
}

const STATES = {
  waiting: DeliveryStateEnum.WAITING,
  sent: DeliveryStateEnum.SENT,
  accepted: DeliveryStateEnum.ACCEPTED,
  refused: DeliveryStateEnum.REFUSED,
  'gave up': DeliveryStateEnum.GAVE_UP,
  'by hand': DeliveryStateEnum.BY_HAND,
} as const satisfies Record<DeliveryRow['state'], DeliveryStateEnum>;

const shown = (row: DeliveryRow): Delivery => ({
  shipmentId: row.shipment_id,
  partner: row.partner_name ?? row.partner_id,
  state: STATES[row.state],
  attempts: row.attempts,
  nextAt: row.state === 'waiting' || row.state === 'sent' ? row.due_at : null,
  sentAt: row.sent_at,
  settledAt: row.settled_at,
  partnerJob: row.job_id,
  problem: row.problem,
  findings: row.findings ?? [],
});
