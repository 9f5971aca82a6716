import { Field, Int, ObjectType } from '@nestjs/graphql';

/** One product and lot of a sale. */
@ObjectType()
export class TransactionInformation {
  @Field(() => String)
  productName!: string;

  @Field(() => String)
  strength!: string;

  @Field(() => String)
  dosageForm!: string;

  @Field(() => String, { nullable: true })
  ndc!: string | null;

  @Field(() => String)
  containerSize!: string;

  @Field(() => Int)
  containerCount!: number;

  @Field(() => String)
  lot!: string;

  @Field(() => String)
  expiry!: string;
}
