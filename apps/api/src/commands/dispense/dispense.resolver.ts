import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { DispenseInput } from './dispense.input.ts';

@Resolver()
export class DispenseResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Hands packages to a patient.' })
  dispense(@Current() current: Current, @Args('input') input: DispenseInput): Promise<typeof CommandResult> {
    const whole = input.remainder === 'NONE';
    return this.commander.onUnits(current, 'dispense', input, {
      event: { action: whole ? 'DELETE' : 'OBSERVE', bizStep: 'dispensing', disposition: whole ? 'dispensed' : 'partially_dispensed' },
      more: { remainder: whole ? 'none' : 'some' },
    });
  }
}
