import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { ScanPurposeEnum } from '../models/scan-purpose.enum.ts';
import { VerdictEnum } from '../models/verdict.enum.ts';

/** A scan whose answer may change with data still to come, or has changed. */
@ObjectType()
export class WaitingScan {
  @Field(() => ID)
  id!: string;

  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => String)
  text!: string;

  @Field(() => ScanPurposeEnum)
  purpose!: ScanPurposeEnum;

  @Field(() => String, { nullable: true })
  productName!: string | null;

  @Field(() => VerdictEnum, { description: 'What was answered then.' })
  verdict!: VerdictEnum;

  @Field(() => VerdictEnum, { nullable: true, description: 'What is answered since data arrived; null while it waits.' })
  laterVerdict!: VerdictEnum | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  laterAt!: Date | null;
}
