import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { extension } from '../../handoffs/plan/event.ts';
import { doneElsewhere } from '../../handoffs/plan/same-site.ts';
import { planUnits } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { UndoInput } from './undo.input.ts';

@Resolver()
export class UndoResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Takes back a dispensing or decommissioning of one’s own, at the same site and within ten days (Delegated Regulation (EU) 2016/161, Art. 13).' })
  undo(@Current() current: Current, @Args('input') input: UndoInput): Promise<typeof CommandResult> {
    return this.commander.run(current, 'undo', input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const here = this.commander.here(current);
      const elsewhere = await doneElsewhere(this.commander.tools, actor, { links, undoes: input.undoes, gln: here.readPoint?.gln ?? '' });
      if (elsewhere) return elsewhere;
      const undoes = input.undoes === 'DISPENSE' ? 'dispense' : 'decommission';
      const event = {
        type: 'ObjectEvent',
        ...here,
        // CBV 2.0 has no step for it: the units are there again, as they were.
        action: 'ADD',
        bizStep: 'other',
        disposition: 'active',
        epcList: links,
        extensions: [extension('undoes', undoes), ...(input.reason ? [extension('reason', input.reason)] : [])],
      } as unknown as ObjectEvent;
      return planUnits(this.commander.tools, actor, { type: 'undo', events: [event], links, more: { undoes } });
    });
  }
}
