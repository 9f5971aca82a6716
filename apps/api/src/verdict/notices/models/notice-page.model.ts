import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Notice } from './notice.model.ts';

@ObjectType('SightingNoticePage')
export class NoticePage {
  @Field(() => [Notice], { description: 'The newest first.' })
  items!: Notice[];

  @Field(() => Int, { description: 'How many are not settled.' })
  open!: number;
}
