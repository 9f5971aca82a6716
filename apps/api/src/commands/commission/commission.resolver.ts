import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { planCommission } from '../../handoffs/plan/plan-commission.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Lots } from '../../master-data/lots.ts';
import { Numbers } from '../../master-data/numbers.ts';
import { failure } from '../../platform/failure.ts';
import { Commander } from '../commander.ts';
import { derivedCommandId } from '../derived-command-id.ts';
import { CommandResult } from '../result/command-result.ts';
import { CommissionInput } from './commission.input.ts';
import { packedEvents, splitIntoCommands } from './packed-events.ts';

@Resolver()
export class CommissionResolver {
  constructor(
    private readonly commander: Commander,
    private readonly lots: Lots,
    private readonly numbers: Numbers,
  ) {}

  @Roles(UserRole.MANUFACTURER)
  @Mutation(() => CommandResult, { description: 'Commissions the packages of a lot, packed into cases and onto pallets; many become several commands.' })
  async commission(@Current() current: Current, @Args('input') input: CommissionInput): Promise<typeof CommandResult> {
    const lot = await this.lots.own(current.organisation.id, input.lotId);
    if (!lot) throw failure('NOT_FOUND', 'You have no such lot.');
    const count = input.serials?.length ?? input.generate;
    if (!count) throw failure('BAD_INPUT', 'Give the serials, or how many to generate.');
    if (input.casesPerPallet && !input.packagesPerCase) throw failure('BAD_INPUT', 'Cases on a pallet need packages in cases.');
    const parts = splitIntoCommands(count, { packagesPerCase: input.packagesPerCase ?? null, casesPerPallet: input.casesPerPallet ?? null });
    let result: typeof CommandResult | undefined;
    for (const [i, { from, to }] of parts.entries()) {
      const commandId = derivedCommandId(input.commandId, i);
      // What is random is drawn when it is first recorded: a repeat under the same id finds it recorded and draws nothing.
      result = await this.commander.run(current, 'commission', { ...input, commandId }, async (actor) => {
        const serials = input.serials?.slice(from, to) ?? this.numbers.serials(to - from);
        const cases = input.packagesPerCase ? Math.ceil(serials.length / input.packagesPerCase) : 0;
        const pallets = input.casesPerPallet ? Math.ceil(cases / input.casesPerPallet) : 0;
        const events = packedEvents({
          here: this.commander.here(current),
          lot,
          serials,
          packagesPerCase: input.packagesPerCase ?? null,
          casesPerPallet: input.casesPerPallet ?? null,
          caseSerials: lot.case_gtin ? this.numbers.serials(cases) : [],
          ssccs: await this.numbers.ssccs(actor.organisationId, pallets + (lot.case_gtin ? 0 : cases)),
        });
        return planCommission(this.commander.tools, actor, events, { origin: 'own', shipment: null, commandId });
      });
      if ('code' in result) return result;
    }
    return result as typeof CommandResult;
  }
}
