import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { NoticeOutcomeEnum, NoticeRule, NoticeSideEnum } from './notice-enums.ts';

/** One code seen in two hands, as one of them is told: nothing of the other is in it. */
@ObjectType('SightingNotice')
export class Notice {
  @Field(() => ID)
  id!: string;

  @Field(() => NoticeRule)
  rule!: NoticeRule;

  @Field(() => NoticeSideEnum)
  side!: NoticeSideEnum;

  @Field(() => String, { description: 'What was noticed.' })
  message!: string;

  @Field(() => [String], { description: 'What to look at on the package.' })
  lookAt!: string[];

  @Field(() => String, { description: 'The EPC, as a Digital Link: it can be scanned again as it is.' })
  epc!: string;

  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  serial!: string;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => GraphQLISODateTime)
  noticedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "When one's own scan was; of another's there is nothing here." })
  seenAt!: Date | null;

  @Field(() => String, { nullable: true, description: "At which of one's own sites." })
  siteName!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  settledAt!: Date | null;

  @Field(() => String, { nullable: true })
  settledBy!: string | null;

  @Field(() => NoticeOutcomeEnum, { nullable: true })
  outcome!: NoticeOutcomeEnum | null;

  @Field(() => String, { nullable: true })
  note!: string | null;
}
