import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { AggregationEvent } from 'gs1-barcodes/epcis';
import { ssccLink } from '../../documents/unit-link.ts';
import { planPack } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Numbers } from '../../master-data/numbers.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { PackInput } from './pack.input.ts';

@Resolver()
export class PackResolver {
  constructor(
    private readonly commander: Commander,
    private readonly numbers: Numbers,
  ) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Packs units into a container.' })
  pack(@Current() current: Current, @Args('input') input: PackInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'pack', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const container = input.container ? linksOf([input.container]) : [ssccLink(await this.numbers.sscc(actor.organisationId))];
      if ('code' in container) return container;
      const event = {
        type: 'AggregationEvent',
        ...this.commander.here(current),
        action: 'ADD',
        bizStep: 'packing',
        disposition: 'in_progress',
        parentID: container[0],
        childEPCs: links,
      } as unknown as AggregationEvent;
      return planPack(this.commander.tools, actor, event, { commandId: input.commandId });
    });
  }
}
