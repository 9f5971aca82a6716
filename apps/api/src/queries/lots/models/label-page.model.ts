import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Label } from './label.model.ts';

@ObjectType()
export class LabelPage {
  @Field(() => [Label])
  items!: Label[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int)
  total!: number;
}
