import { Field, Int, ObjectType } from '@nestjs/graphql';
import { FormItem3911 } from './form-item-3911.model.ts';

@ObjectType({ description: 'The data set of Form FDA 3911: prepared, not submitted.' })
export class Form3911 {
  @Field(() => String)
  form!: string;

  @Field(() => String)
  status!: string;

  @Field(() => [FormItem3911])
  items!: FormItem3911[];

  @Field(() => [Int], { description: 'Numbers of the items that still need a word from a person.' })
  missing!: number[];
}
