import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Licence } from './licence.model.ts';
import { Licences } from './licences.ts';
import { Organisation } from './organisation.model.ts';
import { RecordLicenceInput } from './record-licence.input.ts';
import { Roles } from './roles.ts';
import { UserRole } from './user-role.ts';

@Resolver(() => Organisation)
export class LicenceResolver {
  constructor(private readonly recorded: Licences) {}

  @Roles(UserRole.OPERATOR)
  @Mutation(() => Licence, { description: 'Records a licence as it is in force now: one of the same State and number gets its new last day.' })
  recordLicence(@Args('input') input: RecordLicenceInput): Promise<Licence> {
    return this.recorded.record(input);
  }

  @ResolveField(() => [Licence], { description: 'The licences recorded, the one that is good longest first. Whether a partner is licensed is public.' })
  licences(@Parent() { id }: Organisation): Promise<Licence[]> {
    return this.recorded.of(id);
  }
}
