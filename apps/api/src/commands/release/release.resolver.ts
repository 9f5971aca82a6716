import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { extension } from '../../handoffs/plan/event.ts';
import { planUnits } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { UnitsInput } from '../units.input.ts';

@Resolver()
export class ReleaseResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Ends a hold.' })
  release(@Current() current: Current, @Args('input') input: UnitsInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'release', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: 'OBSERVE',
        bizStep: 'accepting',
        disposition: 'sellable_accessible',
        epcList: links,
        ...(input.reason ? { extensions: [extension('reason', input.reason)] } : {}),
      } as unknown as ObjectEvent;
      return planUnits(this.commander.tools, actor, { type: 'release', events: [event], links, more: {} });
    });
  }
}
