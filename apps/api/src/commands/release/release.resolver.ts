import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { nodeRefusal } from '../../handoffs/node-refusals.ts';
import { heldByOneself } from '../../handoffs/plan/holds.ts';
import { underInvestigation } from '../../handoffs/plan/under-investigation.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { UnitsInput } from '../units.input.ts';

@Resolver()
export class ReleaseResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Ends a hold: by another person than who began it, and with a reason.' })
  release(@Current() current: Current, @Args('input') input: UnitsInput): Promise<typeof CommandResult> {
    return this.commander.onUnits(current, 'release', input, {
      event: { action: 'OBSERVE', bizStep: 'accepting', disposition: 'sellable_accessible' },
      more: {},
      forbids: async (actor, links) =>
        (await underInvestigation(this.commander.tools, actor, links)) ?? (await heldByOneself(this.commander.tools, actor, links)) ?? (input.reason?.trim() ? null : nodeRefusal('REASON_MISSING')),
    });
  }
}
