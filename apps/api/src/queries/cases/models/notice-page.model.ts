import { Field, Int, ObjectType } from '@nestjs/graphql';
import { CaseNotice } from './case-notice.model.ts';

@ObjectType()
export class NoticePage {
  @Field(() => [CaseNotice], { description: 'Those without an answer first, the newest before the others.' })
  items!: CaseNotice[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int)
  waiting!: number;
}
