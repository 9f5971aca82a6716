import { Field, ObjectType } from '@nestjs/graphql';
import { VerdictEnum } from './verdict.enum.ts';

/** Why a verdict is what it is, and what to do now. */
@ObjectType()
export class Reason {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String)
  next!: string;

  @Field(() => VerdictEnum)
  severity!: VerdictEnum;
}
