import { Field, ID, InputType } from '@nestjs/graphql';
import { IsEmail, IsEnum, Length } from 'class-validator';
import { UserRole } from './user-role.ts';

@InputType()
export class CreateUserInput {
  @Field(() => ID)
  @Length(32, 32)
  organisationId!: string;

  @Field(() => String)
  @IsEmail()
  email!: string;

  @Field(() => String)
  @Length(1, 200)
  name!: string;

  @Field(() => UserRole)
  @IsEnum(UserRole)
  role!: UserRole;

  @Field(() => String)
  @Length(12, 200)
  password!: string;
}
