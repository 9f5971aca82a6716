import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Colleague } from './colleague.model.ts';
import { CreateUserInput } from './create-user.input.ts';
import { Current } from './current.ts';
import { Roles } from './roles.ts';
import { UserRole } from './user-role.ts';
import { User } from './user.model.ts';
import { Users } from './users.ts';

@Resolver(() => User)
export class UserResolver {
  constructor(private readonly people: Users) {}

  @Roles(UserRole.OPERATOR)
  @Query(() => [User])
  users(): Promise<User[]> {
    return this.people.all();
  }

  @Query(() => [Colleague], { description: 'Who may be given work to do: the people of the asker\'s organisation, the asker among them.' })
  colleagues(@Current() { organisation }: Current): Promise<Colleague[]> {
    return this.people.of(organisation.id);
  }

  @Roles(UserRole.OPERATOR)
  @Mutation(() => User)
  createUser(@Args('input', { type: () => CreateUserInput }) input: CreateUserInput): Promise<User> {
    return this.people.create(input);
  }
}
