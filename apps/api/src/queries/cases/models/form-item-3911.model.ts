import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class FormItem3911 {
  @Field(() => Int)
  number!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  value!: string;
}
