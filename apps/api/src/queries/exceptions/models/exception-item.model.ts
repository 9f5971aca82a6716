import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ExceptionKindEnum } from './exception-enums.ts';

@ObjectType({ description: 'One thing that does not fit. Which of its fields say something depends on its kind.' })
export class ExceptionItem {
  @Field(() => ID)
  id!: string;

  @Field(() => ExceptionKindEnum)
  kind!: ExceptionKindEnum;

  @Field(() => String, { description: 'What the kind is called.' })
  kindName!: string;

  @Field(() => String, { description: 'What it is about, as people read it.' })
  name!: string;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => String, { nullable: true, description: 'The lot that the data has.' })
  dataLot!: string | null;

  @Field(() => String, { nullable: true, description: 'The expiry that the data has.' })
  dataExpiry!: string | null;

  @Field(() => Int, { nullable: true })
  quantityOrdered!: number | null;

  @Field(() => Int, { nullable: true })
  quantityReceived!: number | null;

  @Field(() => String, { nullable: true })
  proposed!: string | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => String, { description: 'What is asked of the partner.' })
  asks!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the partner does what is asked; null: no answer yet.' })
  accepted!: boolean | null;

  @Field(() => String, { nullable: true })
  answerComment!: string | null;

  @Field(() => String, { nullable: true, description: 'What the partner offers instead.' })
  alternative!: string | null;
}
