import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum DeliveryStateEnum {
  WAITING = 'WAITING',
  SENT = 'SENT',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  GAVE_UP = 'GAVE_UP',
  BY_HAND = 'BY_HAND',
}

registerEnumType(DeliveryStateEnum, { name: 'DeliveryState', description: "How far a shipment's documents are on their way to the partner. BY_HAND: to download or mail, there being no connection." });

export enum DataStateEnum {
  ARRIVED = 'ARRIVED',
  ON_ITS_WAY = 'ON_ITS_WAY',
  REFUSED = 'REFUSED',
  GAVE_UP = 'GAVE_UP',
  NOT_ANNOUNCED = 'NOT_ANNOUNCED',
}

registerEnumType(DataStateEnum, { name: 'DataState', description: 'Whether the data of a shipment are here. NOT_ANNOUNCED: the ledger has it, and its file has not come.' });

@ObjectType({ description: "What the partner's system found." })
export class PartnerFinding {
  @Field(() => String)
  rule!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String, { nullable: true })
  path!: string | null;

  @Field(() => Int, { nullable: true })
  line!: number | null;
}

@ObjectType()
export class Delivery {
  @Field(() => ID)
  shipmentId!: string;

  @Field(() => String)
  partner!: string;

  @Field(() => DeliveryStateEnum)
  state!: DeliveryStateEnum;

  @Field(() => Int, { description: 'How often it was tried without an answer.' })
  attempts!: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is tried again.' })
  nextAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  sentAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  settledAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The partner's own number of the job." })
  partnerJob!: string | null;

  @Field(() => String, { nullable: true })
  problem!: string | null;

  @Field(() => [PartnerFinding])
  findings!: PartnerFinding[];
}
