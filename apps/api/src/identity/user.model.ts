import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Organisation } from './organisation.model.ts';
import { UserRole } from './user-role.ts';

@ObjectType()
export class User {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String)
  name!: string;

  @Field(() => UserRole)
  role!: UserRole;

  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => Boolean)
  active!: boolean;
}
