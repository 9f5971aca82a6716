import { Field, Int, ObjectType } from '@nestjs/graphql';
import { SuspectCase } from './suspect-case.model.ts';

@ObjectType()
export class CasePage {
  @Field(() => [SuspectCase], { description: 'Open cases by their clocks; those that are over, newest first.' })
  items!: SuspectCase[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int, { description: 'How many are open.' })
  open!: number;

  @Field(() => Int, { description: 'Of how many the clock has run out.' })
  late!: number;

  @Field(() => Int, { description: 'How many notices of partners wait for an answer.' })
  waiting!: number;
}
