import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';

/** A package that the organisation holds. */
@ObjectType()
export class HeldPackage {
  @Field(() => String, { description: 'As a barcode reads, in brackets.' })
  text!: string;

  @Field(() => String)
  serial!: string;

  @Field(() => String)
  state!: string;

  @Field(() => String, { nullable: true, description: 'The outermost container it lies in; null: it is loose.' })
  container!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it is in this state, where it was ever handled alone.' })
  since!: Date | null;
}
