import { Field, ObjectType } from '@nestjs/graphql';

/** One field of a barcode. */
@ObjectType()
export class ReadElement {
  @Field(() => String)
  ai!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  value!: string;
}
