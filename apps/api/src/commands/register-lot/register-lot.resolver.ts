import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { planRegisterLot } from '../../handoffs/plan/plan-register-lot.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { RegisterLotInput } from './register-lot.input.ts';

@Resolver()
export class RegisterLotResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.MANUFACTURER)
  @Mutation(() => CommandResult, { description: 'Registers a lot of a product with its expiry date.' })
  registerLot(@Current() current: Current, @Args('input') input: RegisterLotInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'registerLot', input, (actor) => planRegisterLot(this.commander.tools, actor, { gtin: input.gtin, number: input.lot, expiry: input.expiry }));
  }
}
