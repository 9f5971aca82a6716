import { Field, ObjectType } from '@nestjs/graphql';

/** The product of a scanned package. */
@ObjectType()
export class ScannedProduct {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  ndc!: string | null;

  @Field(() => String)
  gtin!: string;

  @Field(() => String, { nullable: true })
  strength!: string | null;

  @Field(() => String, { nullable: true })
  dosageForm!: string | null;
}
