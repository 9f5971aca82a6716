import { Field, ObjectType } from '@nestjs/graphql';
import { ExpectedUnit } from './expected-unit.model.ts';

/** What is still under way on a shipment, each container before what lies in it. */
@ObjectType()
export class ExpectedUnits {
  @Field(() => [ExpectedUnit])
  units!: ExpectedUnit[];

  @Field(() => Boolean, { description: 'False when there are so many that only the outermost are told.' })
  whole!: boolean;
}
