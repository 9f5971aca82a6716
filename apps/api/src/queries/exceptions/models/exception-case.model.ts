import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ExceptionItem } from './exception-item.model.ts';
import { ExceptionMessage } from './exception-message.model.ts';
import { ExceptionPostStateEnum, ExceptionStateEnum } from './exception-enums.ts';

@ObjectType({ description: 'A message to a partner, ready to send.' })
export class NeutralMessage {
  @Field(() => String)
  subject!: string;

  @Field(() => String)
  text!: string;
}

@ObjectType({ description: 'What does not fit between goods and data, until two partners have settled it.' })
export class ExceptionCase {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'The number that both partners know it by.' })
  caseUuid!: string;

  @Field(() => Boolean, { description: 'False: a partner reported it.' })
  raisedHere!: boolean;

  @Field(() => ExceptionStateEnum)
  state!: ExceptionStateEnum;

  @Field(() => String)
  partnerName!: string;

  @Field(() => String, { nullable: true })
  partnerGln!: string | null;

  @Field(() => String, { nullable: true })
  partnerEmail!: string | null;

  @Field(() => Boolean, { description: 'The partner works here and sees the report in its own list.' })
  partnerIsHere!: boolean;

  @Field(() => Boolean, { description: 'The node of the partner is connected: messages go there by themselves.' })
  partnerIsConnected!: boolean;

  @Field(() => ExceptionPostStateEnum, { nullable: true, description: 'How far the newest message to the node of the partner has come.' })
  postState!: ExceptionPostStateEnum | null;

  @Field(() => String, { nullable: true, description: 'What is in its way.' })
  postProblem!: string | null;

  @Field(() => ID, { nullable: true })
  shipmentId!: string | null;

  @Field(() => ID, { nullable: true })
  captureJobId!: string | null;

  @Field(() => String)
  purchaseOrder!: string;

  @Field(() => String)
  note!: string;

  @Field(() => String, { nullable: true, description: 'Who sees to it.' })
  ownerName!: string | null;

  @Field(() => ID, { nullable: true })
  ownerId!: string | null;

  @Field(() => Date)
  openedAt!: Date;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Boolean)
  late!: boolean;

  @Field(() => Date, { nullable: true })
  reportedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => Date, { nullable: true })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true })
  resolution!: string | null;

  @Field(() => Int)
  itemCount!: number;

  @Field(() => [ExceptionItem], { description: 'The first 500 of its items.' })
  items!: ExceptionItem[];

  @Field(() => [ExceptionMessage])
  messages!: ExceptionMessage[];

  @Field(() => NeutralMessage)
  message!: NeutralMessage;
}
