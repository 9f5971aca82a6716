import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class NoticeLot {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  number!: string;

  @Field(() => ID, { nullable: true, description: 'The lot of the record, where packages of it are at hand.' })
  lotId!: string | null;
}
