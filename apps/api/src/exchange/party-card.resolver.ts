import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Organisation } from '../identity/organisation.model.ts';
import { Roles } from '../identity/roles.ts';
import { UserRole } from '../identity/user-role.ts';
import { PartyCards } from './party-cards.ts';

/** Cards by which trading partners of several nodes come to know one another. */
@Resolver()
@Roles(UserRole.OPERATOR)
export class PartyCardResolver {
  constructor(private readonly cards: PartyCards) {}

  @Query(() => String, { description: 'The card of an organisation of this node, as JSON, for the operators of other nodes.' })
  async partyCard(@Args('organisationId', { type: () => ID }) organisationId: string): Promise<string> {
    return JSON.stringify(await this.cards.own(organisationId), null, 1);
  }

  @Mutation(() => Organisation, { description: "Takes in the card of a trading partner of another node; where this one is the registrar's, the partner is registered on the ledger." })
  importPartyCard(@Args('card', { type: () => String }) card: string): Promise<Organisation> {
    return this.cards.take(card);
  }
}
