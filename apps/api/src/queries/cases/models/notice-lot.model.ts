import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class NoticeLot {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  number!: string;
}
