import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { NeutralMessage } from '../../exceptions/models/exception-case.model.ts';
import { NoticeLot } from './notice-lot.model.ts';

@ObjectType({ description: 'What one trading partner tells another of illegitimate product.' })
export class CaseNotice {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean, { description: 'False: it says that the notification was terminated.' })
  isNotification!: boolean;

  @Field(() => String, { description: 'Who tells, to the one who is told; who is told, to the one who tells.' })
  partnerName!: string;

  @Field(() => String, { nullable: true })
  partnerGln!: string | null;

  @Field(() => Boolean, { description: 'The partner works here and has it in its own list; another is sent the message.' })
  partnerIsHere!: boolean;

  @Field(() => Boolean, { description: 'The product came from the one who is told.' })
  soldToUs!: boolean;

  @Field(() => Boolean, { description: 'The one who is told may have received such product.' })
  mayHave!: boolean;

  @Field(() => Date)
  at!: Date;

  @Field(() => NeutralMessage)
  message!: NeutralMessage;

  @Field(() => Boolean, { nullable: true, description: 'Whether such product was found; null: no answer yet.' })
  found!: boolean | null;

  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => String, { nullable: true })
  answerNote!: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a notice received: the case that followed.' })
  caseId!: string | null;

  @Field(() => [NoticeLot], { description: 'Of a notice received: the lots it is about.' })
  lots!: NoticeLot[];

  @Field(() => Int, { description: 'Of a notice received: how many packages of its lots are at hand.' })
  atHand!: number;

  @Field(() => Int, { description: 'Of a notice received that is answered and not terminated: how many receipts have brought its lots since the answer.' })
  arrivedSince!: number;
}
