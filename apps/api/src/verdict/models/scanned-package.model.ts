import { Field, ObjectType } from '@nestjs/graphql';

/** A scanned package; lot, expiry and state only for those who may know them. */
@ObjectType()
export class ScannedPackage {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  serial!: string;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => String, { nullable: true })
  state!: string | null;
}
