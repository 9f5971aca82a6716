import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CreateUserInput } from './create-user.input.ts';
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

  @Roles(UserRole.OPERATOR)
  @Mutation(() => User)
  createUser(@Args('input', { type: () => CreateUserInput }) input: CreateUserInput): Promise<User> {
    return this.people.create(input);
  }
}
