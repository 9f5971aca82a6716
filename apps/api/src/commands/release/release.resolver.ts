import { Args, Mutation, Resolver } from '@nestjs/graphql';
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
  @Mutation(() => CommandResult, { description: 'Ends a hold.' })
  release(@Current() current: Current, @Args('input') input: UnitsInput): Promise<typeof CommandResult> {
    return this.commander.onUnits(current, 'release', input, {
      event: { action: 'OBSERVE', bizStep: 'accepting', disposition: 'sellable_accessible' },
      more: {},
      forbids: (actor, links) => underInvestigation(this.commander.tools, actor, links),
    });
  }
}
