import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'An immediate trading partner whom the trace finds.' })
export class PartnerToTell {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  gln!: string | null;

  @Field(() => Boolean)
  isHere!: boolean;

  @Field(() => Boolean, { description: 'The product came from it.' })
  soldToUs!: boolean;

  @Field(() => Boolean, { description: 'It may have received such product.' })
  mayHave!: boolean;
}
