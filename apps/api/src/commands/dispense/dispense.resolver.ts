import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { planUnits } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { DispenseInput } from './dispense.input.ts';

@Resolver()
export class DispenseResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Hands packages to a patient.' })
  dispense(@Current() current: Current, @Args('input') input: DispenseInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'dispense', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const whole = input.remainder === 'NONE';
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: whole ? 'DELETE' : 'OBSERVE',
        bizStep: 'dispensing',
        disposition: whole ? 'dispensed' : 'partially_dispensed',
        epcList: links,
      } as unknown as ObjectEvent;
      return planUnits(this.commander.tools, actor, { type: 'dispense', events: [event], links, more: { remainder: whole ? 'none' : 'some' } });
    });
  }
}
