import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { extension } from '../../handoffs/plan/event.ts';
import { planUnits } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { QuarantineInput } from '../quarantine/quarantine.input.ts';
import { CommandResult } from '../result/command-result.ts';

@Resolver()
export class DeclareIllegitimateResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Records that an investigation found units illegitimate (DSCSA 582): no road leads from there back into trade.' })
  declareIllegitimate(@Current() current: Current, @Args('input') input: QuarantineInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'declareIllegitimate', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: 'OBSERVE',
        bizStep: 'inspecting',
        disposition: 'non_sellable_other',
        epcList: links,
        extensions: [extension('illegitimate', 'true'), extension('reason', input.reason)],
      } as unknown as ObjectEvent;
      return planUnits(this.commander.tools, actor, { type: 'declareIllegitimate', events: [event], links, more: {} });
    });
  }
}
