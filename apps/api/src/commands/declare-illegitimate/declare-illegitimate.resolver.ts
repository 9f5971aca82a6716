import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { extension } from '../../handoffs/plan/event.ts';
import { underInvestigation } from '../../handoffs/plan/under-investigation.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { QuarantineInput } from '../quarantine/quarantine.input.ts';
import { CommandResult } from '../result/command-result.ts';

@Resolver()
export class DeclareIllegitimateResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Records that an investigation found units illegitimate (DSCSA 582): no road leads from there back into trade.' })
  declareIllegitimate(@Current() current: Current, @Args('input') input: QuarantineInput): Promise<typeof CommandResult> {
    return this.commander.onUnits(current, 'declareIllegitimate', input, {
      event: { action: 'OBSERVE', bizStep: 'inspecting', disposition: 'non_sellable_other', extensions: [extension('illegitimate', 'true')] },
      more: {},
      forbids: (actor, links) => underInvestigation(this.commander.tools, actor, links),
    });
  }
}
