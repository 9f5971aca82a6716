import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { linkOf } from '../../documents/unit-link.ts';
import { nodeRefusal } from '../../handoffs/node-refusals.ts';
import { extension } from '../../handoffs/plan/event.ts';
import { planCancelShipment } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { ShipmentRows } from '../../read-model/shipment-rows.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { CancelShipmentInput } from './cancel-shipment.input.ts';

@Resolver()
export class CancelShipmentResolver {
  constructor(
    private readonly commander: Commander,
    private readonly shipments: ShipmentRows,
  ) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Takes back what is still under way.' })
  cancelShipment(@Current() current: Current, @Args('input') input: CancelShipmentInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'cancelShipment', input, async (actor) => {
      const links = input.units ? linksOf(input.units) : (await this.shipments.open(input.shipmentId)).map(linkOf);
      if ('code' in links) return links;
      if (links.length === 0) return nodeRefusal('NOTHING_LEFT', { shipment: input.shipmentId });
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: 'DELETE',
        bizStep: 'void_shipping',
        disposition: 'in_progress',
        epcList: links,
        extensions: [extension('shipment', input.shipmentId), extension('reason', input.reason)],
      } as unknown as ObjectEvent;
      return planCancelShipment(this.commander.tools, actor, event, input.shipmentId);
    });
  }
}
