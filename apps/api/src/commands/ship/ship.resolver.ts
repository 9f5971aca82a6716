import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { businessTransaction, extension } from '../../handoffs/plan/event.ts';
import { planShip } from '../../handoffs/plan/plan-ship.ts';
import { statementDocument } from '../../handoffs/statements/statement-document.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { ShipInput } from './ship.input.ts';

@Resolver()
export class ShipResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Ships outermost units; a sale carries its transaction statement.' })
  ship(@Current() current: Current, @Args('input') input: ShipInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'ship', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
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
        extensions: [extension('purpose', input.purpose.toLowerCase()), ...(input.custodyOnly ? [extension('custodyOnly', 'true')] : [])],
      } as unknown as ObjectEvent;
      const sale = input.purpose === 'SALE' && !input.custodyOnly;
      return planShip(this.commander.tools, actor, event, sale ? [statementDocument({ at: event.eventTime, seller: from.gln, buyer: input.toGln })] : []);
    });
  }
}
