import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Body } from '@packtrail/ledger';
import { extension } from '../../handoffs/plan/event.ts';
import { underInvestigation } from '../../handoffs/plan/under-investigation.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Commander } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { DecommissionReason } from './decommission-reason.enum.ts';
import { DecommissionInput } from './decommission.input.ts';

@Resolver()
export class DecommissionResolver {
  constructor(private readonly commander: Commander) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Takes units out of trade for good; a mistake can be undone within ten days.' })
  decommission(@Current() current: Current, @Args('input') input: DecommissionInput): Promise<typeof CommandResult> {
    const reason = input.why.toLowerCase() as Body<'decommission'>['reason'];
    return this.commander.onUnits(current, 'decommission', input, {
      event: { action: 'DELETE', ...EVENTS[input.why], extensions: [extension('decommissionReason', reason)] },
      more: { reason },
      forbids: (actor, links) => underInvestigation(this.commander.tools, actor, links),
    });
  }
}

const OUT_OF_TRADE = { bizStep: 'decommissioning', disposition: 'inactive' } as const;

/** CBV 2.0 has a step or a disposition of its own for some of the reasons. */
const EVENTS: Record<DecommissionReason, { readonly bizStep: string; readonly disposition: string }> = {
  EXPORTED: OUT_OF_TRADE,
  DESTROYED: { bizStep: 'destroying', disposition: 'destroyed' },
  SAMPLE: { bizStep: 'sampling', disposition: 'inactive' },
  FREE_SAMPLE: OUT_OF_TRADE,
  LOCKED: OUT_OF_TRADE,
  STOLEN: { bizStep: 'decommissioning', disposition: 'stolen' },
  LOST: OUT_OF_TRADE,
  OTHER: OUT_OF_TRADE,
};
