import { Field, Int, ObjectType } from '@nestjs/graphql';
import { HeldUnit } from './held-unit.model.ts';

@ObjectType()
export class QuarantineShelf {
  @Field(() => [HeldUnit])
  items!: HeldUnit[];

  @Field(() => Int)
  total!: number;

  @Field(() => [String], { description: 'Colleagues of the asker who may release what the asker put there.' })
  others!: string[];
}
