import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ExceptionCase } from './exception-case.model.ts';

@ObjectType()
export class ExceptionPage {
  @Field(() => [ExceptionCase], { description: 'Those due first before the others.' })
  items!: ExceptionCase[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int, { description: 'How many are not settled.' })
  open!: number;

  @Field(() => Int, { description: 'How many of those are past their time.' })
  late!: number;
}
