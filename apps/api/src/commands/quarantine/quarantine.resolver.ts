import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { QuarantineInput } from './quarantine.input.ts';

@Resolver()
export class QuarantineResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Holds units: they can no longer be sold or dispensed.' })
  quarantine(@Current() current: Current, @Args('input') input: QuarantineInput): Promise<typeof CommandResult> {
    return this.commander.onUnits(current, 'quarantine', input, {
      event: { action: 'OBSERVE', bizStep: 'holding', disposition: 'non_sellable_other' },
      more: { place: input.place === 'INSIDE' ? 'inside' : 'out' },
    });
  }
}
