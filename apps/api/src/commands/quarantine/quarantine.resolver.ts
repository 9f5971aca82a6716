import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { extension } from '../../handoffs/plan/event.ts';
import { planUnits } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { QuarantineInput } from './quarantine.input.ts';

@Resolver()
export class QuarantineResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Holds units: they can no longer be sold or dispensed.' })
  quarantine(@Current() current: Current, @Args('input') input: QuarantineInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'quarantine', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: 'OBSERVE',
        bizStep: 'holding',
        disposition: 'non_sellable_other',
        epcList: links,
        extensions: [extension('reason', input.reason)],
      } as unknown as ObjectEvent;
      return planUnits(this.commander.tools, actor, { type: 'quarantine', events: [event], links, more: { place: input.place === 'INSIDE' ? 'inside' : 'out' } });
    });
  }
}
