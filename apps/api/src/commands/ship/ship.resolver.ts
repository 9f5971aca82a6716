import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { dscsaField, type ObjectEvent } from 'gs1-barcodes/epcis';
import type { Actor } from '../../handoffs/actor.ts';
import { nodeRefusal } from '../../handoffs/node-refusals.ts';
import { businessTransaction, extension } from '../../handoffs/plan/event.ts';
import { planShip } from '../../handoffs/plan/plan-ship.ts';
import { statementDocument } from '../../handoffs/statements/statement-document.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { ShipmentRows } from '../../read-model/shipment-rows.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { ShipInput } from './ship.input.ts';

@Resolver()
export class ShipResolver {
  constructor(
    private readonly commander: Commander,
    private readonly shipments: ShipmentRows,
  ) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Ships outermost units; a sale carries its transaction statement.' })
  ship(@Current() current: Current, @Args('input') input: ShipInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'ship', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const sale = input.purpose === 'SALE' && !input.custodyOnly;
      if (!sale && (input.exemption || input.dropShipmentFor)) return nodeRefusal('BAD_EVENT', { why: 'only a sale can be exempt, or a drop shipment' });
      if (input.dropShipmentFor && !(await this.commander.tools.organisationByGln(input.dropShipmentFor))) return nodeRefusal('UNKNOWN_PARTNER', { gln: input.dropShipmentFor });
      const returned = input.purpose === 'RETURN' ? await this.#receivedBy(actor, links) : [];
      const { bizLocation: _, ...here } = this.commander.here(current);
      const from = { gln: current.organisation.gln, place: current.site?.gln ?? current.organisation.gln };
      const event = {
        type: 'ObjectEvent',
        ...here,
        action: 'OBSERVE',
        bizStep: 'shipping',
        disposition: input.purpose === 'RETURN' ? 'returned' : 'in_transit',
        epcList: links,
        bizTransactionList: [
          ...(input.purchaseOrder ? [businessTransaction('po', input.toGln, input.purchaseOrder)] : []),
          ...(input.despatchAdvice ? [businessTransaction('desadv', from.place, input.despatchAdvice)] : []),
        ],
        sourceList: [
          { type: 'owning_party', gln: from.gln },
          { type: 'location', gln: from.place },
        ],
        destinationList: [
          { type: 'owning_party', gln: input.toGln },
          { type: 'location', gln: input.toGln },
        ],
        extensions: [
          extension('purpose', input.purpose.toLowerCase()),
          ...(input.custodyOnly ? [extension('custodyOnly', 'true')] : []),
          ...(input.exemption ? [extension('exemption', input.exemption)] : []),
          ...(input.dropShipmentFor ? [dscsaField('dropShipment', 'true'), extension('dropShipmentFor', input.dropShipmentFor)] : []),
          ...returned.map((shipment) => extension('returns', shipment)),
        ],
      } as unknown as ObjectEvent;
      return planShip(this.commander.tools, actor, event, { commandId: input.commandId, alongside: sale && !input.exemption ? [statementDocument({ at: event.eventTime, seller: from.gln, buyer: input.toGln })] : [] });
    });
  }

  /** What goes back belongs to the shipments that it came by, and so to their information and statement (21 U.S.C. 360eee-1(c)(1)(B)). */
  async #receivedBy({ organisationId }: Actor, links: readonly string[]): Promise<string[]> {
    const found = await this.commander.tools.finder.forParty(organisationId, links);
    return this.shipments.receivedWith(organisationId, [...found.values()].map(({ ref }) => ref));
  }
}
