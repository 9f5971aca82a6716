import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Keeps the records of an organisation beyond their six years, until it is lifted.' })
export class LegalHold {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  organisationId!: string;

  @Field(() => String)
  organisationName!: string;

  @Field(() => String)
  reason!: string;

  @Field(() => Date)
  placedAt!: Date;

  @Field(() => Date, { nullable: true })
  liftedAt!: Date | null;
}
