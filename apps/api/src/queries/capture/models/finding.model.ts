import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One finding about a captured file: where it stands, which rule it breaks, and with what.' })
export class Finding {
  @Field(() => Int, { nullable: true, description: 'Counted from 0 in the file.' })
  eventIndex!: number | null;

  @Field(() => String)
  path!: string;

  @Field(() => Int, { nullable: true })
  line!: number | null;

  @Field(() => String)
  rule!: string;

  @Field(() => String, { description: 'error or warning' })
  severity!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String, { description: 'The language of the message: what the readers of the file and the ledger said is quoted in English.' })
  language!: string;

  @Field(() => String, { nullable: true })
  value!: string | null;
}
