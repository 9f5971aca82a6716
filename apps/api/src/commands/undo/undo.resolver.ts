import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { extension } from '../../handoffs/plan/event.ts';
import { doneElsewhere } from '../../handoffs/plan/same-site.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { UndoInput } from './undo.input.ts';

@Resolver()
export class UndoResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Takes back a dispensing or decommissioning of one’s own, at the same site and within ten days (Delegated Regulation (EU) 2016/161, Art. 13).' })
  undo(@Current() current: Current, @Args('input') input: UndoInput): Promise<typeof CommandResult> {
    const undoes = input.undoes === 'DISPENSE' ? 'dispense' : 'decommission';
    const gln = this.commander.here(current).readPoint?.gln ?? '';
    return this.commander.onUnits(current, 'undo', input, {
      // CBV 2.0 has no step for it: the units are there again, as they were.
      event: { action: 'ADD', bizStep: 'other', disposition: 'active', extensions: [extension('undoes', undoes)] },
      more: { undoes },
      forbids: (actor, links) => doneElsewhere(this.commander.tools, actor, { links, undoes: input.undoes, gln }),
    });
  }
}
