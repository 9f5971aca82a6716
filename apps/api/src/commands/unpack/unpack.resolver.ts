import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { AggregationEvent } from 'gs1-barcodes/epcis';
import { planUnits } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { UnitsInput } from '../units.input.ts';

@Resolver()
export class UnpackResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Takes units out of their containers and leaves the rest.' })
  unpack(@Current() current: Current, @Args('input') input: UnitsInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'unpack', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const units = await this.commander.tools.units(actor.organisationId, links);
      if ('code' in units) return units;
      const parents = await this.commander.tools.finder.locate(await this.commander.tools.finder.rows([...new Set(units.flatMap(({ chain }) => chain[0] ?? []))]));
      const events = parents.map(
        (parent) =>
          ({
            type: 'AggregationEvent',
            ...this.commander.here(current),
            action: 'DELETE',
            bizStep: 'unpacking',
            disposition: 'in_progress',
            parentID: parent.link,
            childEPCs: units.filter(({ chain }) => chain[0] === parent.ref).map(({ link }) => link),
          }) as unknown as AggregationEvent,
      );
      return planUnits(this.commander.tools, actor, { type: 'unpack', commandId: input.commandId, events, links, more: {} });
    });
  }
}
