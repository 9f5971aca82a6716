import { Field, ObjectType } from '@nestjs/graphql';
import type { Action } from '../rules.ts';
import { ActionEnum } from './action.enum.ts';
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

  @Field(() => [ActionEnum], { description: 'What can be done about it now, as far as the record lets the asker: the likeliest first.' })
  actions!: readonly Action[];
}
