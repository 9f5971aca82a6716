import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../identity/current.ts';
import { Roles } from '../identity/roles.ts';
import { UserRole } from '../identity/user-role.ts';
import { failure } from '../platform/failure.ts';
import { LegalHold } from './legal-hold.model.ts';
import { LegalHolds } from './legal-holds.ts';

const REASON_MAX = 2_000;

@Resolver(() => LegalHold)
@Roles(UserRole.OPERATOR, UserRole.REGULATOR)
export class LegalHoldResolver {
  constructor(private readonly holds: LegalHolds) {}

  @Query(() => [LegalHold])
  legalHolds(): Promise<LegalHold[]> {
    return this.holds.all();
  }

  @Mutation(() => LegalHold, { description: 'Keeps all records of an organisation until the hold is lifted.' })
  placeLegalHold(@Current() { user }: Current, @Args('organisationId', { type: () => ID }) organisationId: string, @Args('reason') reason: string): Promise<LegalHold> {
    if (reason.trim() === '' || reason.length > REASON_MAX) throw failure('BAD_INPUT', `Say in at most ${REASON_MAX} characters what it is for.`);
    return this.holds.place(organisationId, reason.trim(), user.id);
  }

  @Mutation(() => LegalHold)
  liftLegalHold(@Current() { user }: Current, @Args('id', { type: () => ID }) id: string): Promise<LegalHold> {
    return this.holds.lift(id, user.id);
  }
}
