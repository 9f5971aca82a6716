import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { LedgerRegistrar } from '../../handoffs/ledger-registrar.ts';
import { Organisations } from '../../identity/organisations.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { CommandResult } from '../result/command-result.ts';
import { SuspendOrganisationInput } from './suspend-organisation.input.ts';

@Resolver()
export class SuspendOrganisationResolver {
  constructor(
    private readonly registrar: LedgerRegistrar,
    private readonly organisations: Organisations,
  ) {}

  @Roles(UserRole.OPERATOR)
  @Mutation(() => CommandResult, { description: 'Suspends a trading partner: from now on it can record nothing.' })
  async suspendOrganisation(@Args('input') { commandId, id }: SuspendOrganisationInput): Promise<typeof CommandResult> {
    await this.organisations.one(id);
    const { blockNumber, repeated, txId } = await this.registrar.setStatus(id, 'suspended', commandId);
    // The ledger first: what it does not know, this node must not claim. A repeat finishes what was interrupted.
    await this.organisations.setStatus(id, 'suspended');
    return { txId, blockNumber, repeated, made: null };
  }
}
